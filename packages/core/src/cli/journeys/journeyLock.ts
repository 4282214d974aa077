import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { isBeating, isHeld } from "../../storage/lockSighting.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { KnownJourney } from "./Journeys.ts"

/** Who goes on with a journey that was killed need not wait long for its lock. */
export const lockTimes = { beatEvery: 500, deadAfter: 3_000, patience: 10_000 }

/** The lock that a journey holds while it runs. */
export const lockOf = ({ folder }: KnownJourney): Effect.Effect<string, never, Path.Path> =>
  Path.Path.use(({ join }) => Effect.succeed(join(folder, "lock")))

/** Tells whether a journey runs; one that was killed still seems to, for the few seconds in which it may be silent. */
export const seemsToRun = Effect.fnUntraced(function* (known: KnownJourney) {
  return yield* isHeld(yield* lockOf(known), lockTimes.deadAfter)
})

/** Refuses what cannot be done to a journey that runs. One that was just killed is told from it by its silence. */
export const checkNotRunning = Effect.fnUntraced(function* (known: KnownJourney) {
  if (!(yield* isBeating(yield* lockOf(known), lockTimes.deadAfter))) return
  return yield* new UsageError({
    problem: `${known.journey.id} is running, in another process`,
    remedy: "Wait until it is over, or stop it first.",
  })
})
