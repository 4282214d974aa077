import * as Effect from "effect/Effect"
import { finishedAt } from "../../transfer/journal/JournalEntry.ts"
import { UsageError } from "../failure/UsageError.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import { typed } from "../output/StartedAs.ts"
import { type KnownJourney, knownJourneys } from "./Journeys.ts"

/** Refuses to put the rows of an export over those of a later one, which has written the same file meanwhile. */
export const checkNotReplaced = Effect.fnUntraced(function* ({ journey }: KnownJourney, target: string) {
  if (target === standardOutput) return
  const later = (yield* knownJourneys).find(
    (other) =>
      other.journey.command === "export" &&
      other.journey.output === target &&
      other.journey.begunAt > journey.begunAt &&
      finishedAt(other.entries) !== undefined,
  )
  if (later === undefined) return
  return yield* new UsageError({
    problem: `${target} has newer rows: ${later.journey.id} wrote it after ${journey.id} began`,
    remedy: `Forget the older export: ${yield* typed(`journeys --forget ${journey.id}`)}. Or have its rows in another file: resume it with --output.`,
  })
})
