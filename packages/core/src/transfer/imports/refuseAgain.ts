import * as Effect from "effect/Effect"
import { type AppendFailure, JourneyFinished } from "../../failure/JournalFailure.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { notAgainIn } from "../journal/rowsLeftUnknown.ts"
import { rowsOfPart } from "../journal/partFiles.ts"

/**
 * Refuses rows that an earlier import in the journal has sent, if it left some of them unknown: starting again without
 * looking would write them twice. The journal then stays as finished as it was. A program that insists has looked.
 */
export const refuseAgain = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  digests: ReadonlyArray<string>,
): Effect.fn.Return<void, AppendFailure | JourneyFinished> {
  const entries = yield* journal.entries
  const insists = entries.some((entry) => entry.step === "begun" && entry.insists === true)
  const sent = notAgainIn(entries).find((each) => digests.some((digest) => each.digests.includes(digest)))
  if (sent === undefined || insists) return
  const { finishedAt } = sent
  yield* journal.append({ step: "finished", at: finishedAt, leavesUnknown: true })
  yield* Effect.forEach(digests, (_, at) => journal.forget(rowsOfPart(at + 1)), { discard: true })
  return yield* new JourneyFinished({ finishedAt, leavesUnknown: true })
})
