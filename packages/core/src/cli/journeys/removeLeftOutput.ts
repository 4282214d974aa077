import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { leftBeside } from "../../storage/writeWhole.ts"
import type { JournalKeeper } from "../../transfer/journal/Journal.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import type { KnownJourney } from "./Journeys.ts"

/** Whose a half-written output is, so that who goes on with the journey finds it. */
export const writerOf = (known: Option.Option<KnownJourney>): string | undefined =>
  Option.getOrUndefined(Option.map(known, ({ journey }) => journey.id))

/**
 * Removes what processes that were killed have half written of a journey's output. What is found while nobody has overtaken this process has
 * names that nobody gives again.
 */
export const removeLeftOutput = Effect.fnUntraced(function* (
  known: Option.Option<KnownJourney>,
  target: string,
  journal: JournalKeeper,
) {
  const writer = writerOf(known)
  if (writer === undefined || target === standardOutput) return
  const fs = yield* FileSystem.FileSystem
  const left = yield* leftBeside(target, writer)
  if (left.length === 0) return
  yield* journal.check ?? Effect.void
  yield* Effect.forEach(left, (each) => Effect.ignore(fs.remove(each, { force: true })), { discard: true })
})
