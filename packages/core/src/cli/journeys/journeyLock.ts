import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { isHeld } from "../../storage/lockSighting.ts"
import { isOwned } from "../../storage/withLock.ts"
import { journalLockTimes, lockFile } from "../../transfer/journal/layerJournalFolder.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { KnownJourney } from "./Journeys.ts"

const { deadAfter } = journalLockTimes

const lockOf = ({ folder }: KnownJourney): Effect.Effect<string, never, Path.Path> =>
  Path.Path.use(({ join }) => Effect.succeed(join(folder, lockFile)))

/** Tells whether a journey runs; one that was killed still seems to, for the few seconds in which it may be silent. */
export const seemsToRun = Effect.fnUntraced(function* (known: KnownJourney) {
  return yield* isHeld(yield* lockOf(known), deadAfter)
})

/** Refuses what cannot be done to a journey that runs. One that was just killed is told from it by its silence. */
export const checkNotRunning = Effect.fnUntraced(function* (known: KnownJourney) {
  if (!(yield* isOwned(yield* lockOf(known), deadAfter))) return
  return yield* new UsageError({
    problem: `${known.journey.id} is running, in another process`,
    remedy: "Wait until it is over, or stop it first.",
  })
})
