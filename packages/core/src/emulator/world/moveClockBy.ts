import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import { World } from "./World.ts"

/** Moves a world's clock ahead, and wakes who waits by it. */
export const moveClockBy = Effect.fnUntraced(function* (millis: number) {
  const { clock } = yield* World
  const { moved } = yield* Ref.getAndUpdate(clock, ({ ahead }) => ({
    ahead: ahead + millis,
    moved: Deferred.makeUnsafe<void>(),
  }))
  yield* Deferred.succeed(moved, undefined)
})
