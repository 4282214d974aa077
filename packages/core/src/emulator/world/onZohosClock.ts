import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { World } from "./World.ts"

const million = 1_000_000

const shifted = (clock: Clock.Clock, ahead: () => number): Clock.Clock => {
  const nanos = () => BigInt(Math.round(ahead() * million))
  return {
    currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + ahead(),
    currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + ahead()),
    currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe() + nanos(),
    currentTimeNanos: Effect.map(clock.currentTimeNanos, (now) => now + nanos()),
    monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: clock.monotonicTimeNanos,
    sleep: (duration) => clock.sleep(duration),
  }
}

/** Runs something of a world by its clock, which need not agree with that of who asks, and may be moved meanwhile. */
export const onZohosClock = (world: World["Service"]) => {
  const ahead = () => Ref.getUnsafe(world.clock).ahead
  return <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Clock.Clock, (clock) => Effect.provideService(effect, Clock.Clock, shifted(clock, ahead)))
}
