import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { isHeld } from "../../storage/lockSighting.ts"
import { isOwned, ownerLives } from "../../storage/withLock.ts"
import { journalLockTimes, lockFile } from "../../transfer/journal/layerJournalFolder.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { KnownJourney } from "./Journeys.ts"

const { deadAfter } = journalLockTimes

const lockOf = ({ folder }: KnownJourney): Effect.Effect<string, never, Path.Path> =>
  Path.Path.use(({ join }) => Effect.succeed(join(folder, lockFile)))

/** Checks whether a journey is running; one that was killed a moment ago is recognised by its silence. */
export const isRunning = Effect.fnUntraced(function* (known: KnownJourney) {
  const lock = yield* lockOf(known)
  return (yield* isHeld(lock, deadAfter)) && (yield* ownerLives(lock, deadAfter))
})

/** Refuses what cannot be done to a journey that runs. One that was just killed is told from it by its silence. */
export const checkNotRunning = Effect.fnUntraced(function* (known: KnownJourney) {
  if (!(yield* isOwned(yield* lockOf(known), deadAfter))) return
  return yield* new UsageError({
    problem: `${known.journey.id} is running in another process`,
    remedy: "Wait until it ends, or stop it first.",
  })
})
