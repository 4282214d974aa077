import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import { checkModule } from "../connection/checkModule.ts"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { RecordOutcome } from "../domain/RecordOutcome.ts"
import { describeValue } from "../failure/describeValue.ts"
import type { InvalidRequest } from "../failure/InvalidInput.ts"
import { operations } from "../wire/Operation.ts"
import { askForOutcomes } from "./askForOutcomes.ts"
import { checkIds, checkKeys, invalid } from "./checkArguments.ts"
import type { RecordsFailure } from "./RecordsFailure.ts"

/**
 * Options for deleting records.
 *
 * **Example** (Without notifying anybody)
 *
 * ```ts
 * import type { Records } from "@zoho-bulk/core"
 *
 * export const silently: Records.DeleteOptions = { triggerWorkflows: false }
 * ```
 *
 * @category configuration
 */
export interface DeleteOptions {
  /** Whether workflows run, which may send emails. Zoho's own default is true, so you must choose (`wf_trigger`). */
  readonly triggerWorkflows: boolean
}

/** The maximum number of records per call (v7 page on deleting records). */
const atOnce = 100

const batchesOf = Effect.fnUntraced(function* (
  module: string,
  ids: ReadonlyArray<string>,
  options: DeleteOptions,
): Effect.fn.Return<Stream.Stream<RecordOutcome, RecordsFailure, ZohoConnection>, InvalidRequest> {
  const about = yield* checkModule(module)
  const wanted = yield* checkIds(ids)
  const known = "It accepts triggerWorkflows: true or false."
  const { triggerWorkflows } = yield* checkKeys(options, ["triggerWorkflows"], known)
  if (!Predicate.isBoolean(triggerWorkflows)) {
    return yield* invalid(`triggerWorkflows is ${describeValue(triggerWorkflows)}`, known)
  }
  const remove = (batch: ReadonlyArray<string>) => {
    const query = { ids: batch.join(","), wf_trigger: String(triggerWorkflows) }
    return askForOutcomes(operations.deleteRecords, { module: about, query }, batch)
  }
  return Stream.fromIterable(Arr.chunksOf(wanted, atOnce)).pipe(
    Stream.mapEffect(remove),
    Stream.flatMap((outcomes) => Stream.fromIterable(outcomes)),
  )
})

/**
 * Deletes records by their ids, and returns the outcome of each, in their order: they go to the recycle bin for 60
 * days, with the rows of their subforms.
 *
 * **Details**
 *
 * One call for each 100, as the reader consumes them; the cost of a call is not known, and counted as one credit. It
 * needs the scope `ZohoCRM.modules.{module}.DELETE` or `ZohoCRM.modules.ALL`. If Zoho refuses a record, this is its
 * outcome, not a failure.
 *
 * A call whose answer is lost is sent again: deleting twice has no further effect, and workflows run once. Zoho does
 * not know the record the second time, so such a refusal has `mayBeDone`.
 *
 * **Gotchas**
 *
 * If it fails, earlier calls have deleted their records, and those of the last call may be gone as well:
 * `getRecordsById` shows which are left. A record that somebody restores while a lost call is sent again is deleted
 * again.
 *
 * **Example** (How many were deleted)
 *
 * ```ts
 * import { Records } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const clear = (ids: ReadonlyArray<string>) =>
 *   Records.deleteRecords("Leads", ids, { triggerWorkflows: false }).pipe(
 *     Stream.filter(({ isDone, mayBeDone = false }) => isDone || mayBeDone),
 *     Stream.runCount,
 *   )
 * ```
 *
 * @category operations
 */
export const deleteRecords = (
  module: string,
  ids: ReadonlyArray<string>,
  options: DeleteOptions,
): Stream.Stream<RecordOutcome, RecordsFailure, ZohoConnection> => Stream.unwrap(batchesOf(module, ids, options))
