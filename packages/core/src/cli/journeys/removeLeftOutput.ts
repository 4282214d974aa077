import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { removeLeft } from "../../storage/removeLeft.ts"
import type { JournalKeeper } from "../../transfer/journal/Journal.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import type { KnownJourney } from "./Journeys.ts"

/** Whose a half-written output is, so that whoever resumes the journey finds it. */
export const writerOf = (known: Option.Option<KnownJourney>): string | undefined =>
  Option.getOrUndefined(Option.map(known, ({ journey }) => journey.id))

/** Removes what processes that were killed have half written of a journey's output. */
export const removeLeftOutput = Effect.fnUntraced(function* (
  known: Option.Option<KnownJourney>,
  target: string,
  journal: JournalKeeper,
) {
  const writer = writerOf(known)
  if (writer === undefined || target === standardOutput) return
  yield* removeLeft(target, writer, journal.check ?? Effect.void)
})
