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
 * How records are deleted.
 *
 * **Example** (Without a word to anybody)
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
  /** Whether workflows run, which may send e-mails. Zoho's own default is true, so it has to be said (`wf_trigger`). */
  readonly triggerWorkflows: boolean
}

/** The most records of a call (v7 page on deleting records). */
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
 * Deletes records by their ids, and tells what became of each, in their order: they go to the recycle bin for 60 days, with the rows of their
 * subforms.
 *
 * **Details**
 *
 * A call for each 100, as its reader comes for them; what one costs is not known, and counted as a credit. It needs the scope
 * `ZohoCRM.modules.{module}.DELETE` or `ZohoCRM.modules.ALL`. That Zoho refuses a record is its outcome, and no failure.
 *
 * A call whose answer is lost is sent again: deleting twice does no more than once, and workflows run once. Zoho does not know the record the second time,
 * so such a refusal has `mayBeDone`.
 *
 * **Gotchas**
 *
 * Where it fails, earlier calls have deleted theirs, and those of the last one may be gone as well: `getRecordsById` tells which are left. A
 * record that somebody restores while a lost call is sent again is deleted again.
 *
 * **Example** (How many are deleted)
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
