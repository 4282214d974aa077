import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { World } from "./World.ts"

const million = 1_000_000

const shifted = (clock: Clock.Clock, millis: number): Clock.Clock => {
  const nanos = BigInt(Math.round(millis * million))
  return {
    currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + millis,
    currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + millis),
    currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe() + nanos,
    currentTimeNanos: Effect.map(clock.currentTimeNanos, (now) => now + nanos),
    monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: clock.monotonicTimeNanos,
    sleep: (duration) => clock.sleep(duration),
  }
}

/** Runs something of a world by its clock, which need not agree with that of who asks. */
export const onZohosClock =
  ({ settings: { clockAhead } }: World["Service"]) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    clockAhead === 0
      ? effect
      : Effect.flatMap(Clock.Clock, (clock) => Effect.provideService(effect, Clock.Clock, shifted(clock, clockAhead)))
