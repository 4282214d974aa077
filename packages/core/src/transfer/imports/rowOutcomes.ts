import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { RowOutcome, RowReason, RowStatus } from "../../domain/RowOutcome.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { OutcomesDiffer } from "../../failure/TransferFailure.ts"
import type { EndedPart } from "./endOfPart.ts"
import { givenRows, type ImportPlan, nameOfPart } from "./ImportPlan.ts"
import type { ImportFailure } from "./ImportRequest.ts"
import { joinedOutcomes, misfitOf } from "./joinedOutcomes.ts"
import { misfitOfJob, resultOfPart } from "../journal/partFiles.ts"
import { report } from "../journey/Progress.ts"

/** The rows of a part, all of which share one outcome. */
const sharedFate = (
  plan: ImportPlan,
  { jobId, part }: EndedPart,
  before: number,
  status: RowStatus,
  reasons: ReadonlyArray<RowReason>,
): Stream.Stream<RowOutcome, StorageFailed> =>
  Stream.suspend(() => {
    let row = before
    return givenRows(plan.journal, part).pipe(
      Stream.drop(1),
      Stream.map((cells) => ({ row: ++row, cells, status, reasons, jobId })),
    )
  })

/**
 * The outcomes of all rows of a part, or what does not fit in its result, whether it differs from what was sent or
 * cannot be read.
 */
const joinedWhole = (
  plan: ImportPlan,
  ended: EndedPart,
  before: number,
): Effect.Effect<Stream.Stream<RowOutcome> | OutcomesDiffer, ImportFailure> =>
  joinedOutcomes(plan, ended, before).pipe(
    Effect.catchTags({
      OutcomesDiffer: (misfit) => Effect.succeed(misfit),
      ResultUnreadable: ({ problem }) => Effect.succeed(misfitOf(plan, ended, problem)),
      ResultTooLarge: ({ summary }) => Effect.succeed(misfitOf(plan, ended, summary)),
    }),
  )

/** The outcome for a part without a result, though its job may have written rows. */
const lost = ({ jobId, part }: EndedPart, problem: string): OutcomesDiffer =>
  new OutcomesDiffer({ jobId, part: nameOfPart(part), row: 1, problem })

/** The outcomes of the rows of a part, as far as its job and the journal show. */
const fateOf = Effect.fnUntraced(function* (
  plan: ImportPlan,
  ended: EndedPart,
  before: number,
  onMisfit: (misfit: OutcomesDiffer) => void,
): Effect.fn.Return<Stream.Stream<RowOutcome, ImportFailure>, ImportFailure> {
  if (ended.state === "unknown") {
    onMisfit(lost(ended, ended.problem ?? "no reason is given"))
    return sharedFate(plan, ended, before, ended.state, [])
  }
  if (ended.state !== "completed")
    return sharedFate(plan, ended, before, ended.state, [{ code: ended.code ?? "JOB_FAILED", fields: [] }])
  const joined = yield* joinedWhole(plan, ended, before)
  if (!(joined instanceof OutcomesDiffer)) return joined
  yield* plan.journal.keep(misfitOfJob(ended.jobId), plan.journal.read(resultOfPart(ended.part)))
  onMisfit(joined)
  return sharedFate(plan, ended, before, "unknown", [])
})

/**
 * The outcome of every row of a part, in the order in which they were given; `before` rows came in earlier parts. If a
 * result does not fit the rows, all of them have an unknown outcome, and `onMisfit` receives the reason.
 */
export const rowOutcomes = (
  plan: ImportPlan,
  ended: EndedPart,
  before: number,
  onMisfit: (misfit: OutcomesDiffer) => void,
): Stream.Stream<RowOutcome, ImportFailure> =>
  Stream.unwrap(fateOf(plan, ended, before, onMisfit)).pipe(
    Stream.chunks,
    Stream.tap(({ length }) => report({ _tag: "flowed", part: nameOfPart(ended.part), kind: "write", rows: length })),
    Stream.flattenArray,
  )
