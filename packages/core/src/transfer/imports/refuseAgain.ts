import * as Effect from "effect/Effect"
import { type AppendFailure, JourneyFinished } from "../../failure/JournalFailure.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { rowsOfPart } from "../journal/partFiles.ts"

/**
 * Refuses rows that the import before this one in the journal has sent, if it left some of them unknown: who starts it again unseen would write
 * them twice. The journal is then as finished as it was.
 */
export const refuseAgain = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  digests: ReadonlyArray<string>,
): Effect.fn.Return<void, AppendFailure | JourneyFinished> {
  const notAgain = (yield* journal.entries).find((entry) => entry.step === "begun")?.notAgain
  if (notAgain === undefined || !digests.some((digest) => notAgain.digests.includes(digest))) return
  const { finishedAt } = notAgain
  yield* journal.append({ step: "finished", at: finishedAt, leavesUnknown: true })
  yield* Effect.forEach(digests, (_, at) => journal.forget(rowsOfPart(at + 1)), { discard: true })
  return yield* new JourneyFinished({ finishedAt, leavesUnknown: true })
})
