import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { RecordOutcome } from "../domain/RecordOutcome.ts"
import type { InvalidRequest } from "../failure/InvalidInput.ts"
import { textBody } from "../transport/requestBody.ts"
import { operations } from "../wire/Operation.ts"
import { isSince } from "../wire/readRequest.ts"
import { askForOutcomes } from "./askForOutcomes.ts"
import { checkIds, invalid } from "./checkArguments.ts"
import type { RecordsFailure } from "./RecordsFailure.ts"

/**
 * A call accepts 200 (v8 page); beyond 1,000, including records that are restored along with them, it becomes a job,
 * which smaller calls are less likely to reach.
 */
const atOnce = 100

const batchesOf = Effect.fnUntraced(function* (
  ids: ReadonlyArray<string>,
): Effect.fn.Return<Stream.Stream<RecordOutcome, RecordsFailure, ZohoConnection>, InvalidRequest, ZohoConnection> {
  const wanted = yield* checkIds(ids)
  const { apiVersion } = (yield* ZohoConnection).settings
  if (!isSince("v8", apiVersion)) {
    return yield* invalid(`${apiVersion} cannot restore records`, "Use v8, which can.")
  }
  const restore = (batch: ReadonlyArray<string>) => {
    const body = textBody("application/json", JSON.stringify({ ids: batch }))
    return askForOutcomes(operations.restoreRecords, { body }, batch)
  }
  return Stream.fromIterable(Arr.chunksOf(wanted, atOnce)).pipe(
    Stream.mapEffect(restore),
    Stream.flatMap((outcomes) => Stream.fromIterable(outcomes)),
  )
})

/**
 * Restores records from the recycle bin, under their ids, and returns the outcome of each, in their order. The ids
 * determine the modules.
 *
 * **Details**
 *
 * From v8 on. One call for each 100, as the reader consumes them; the cost of a call is not known, and counted as one
 * credit. It needs the scope `ZohoCRM.settings.recycle_bin.UPDATE`. Whatever was deleted with a record is restored with
 * it; if that makes more than 1,000, Zoho does it later (`isScheduled`). If Zoho refuses a record, this is its outcome,
 * not a failure: `INVALID_DATA` means that the id is not in the recycle bin.
 *
 * A call whose answer is lost is sent again: records that are already restored are then refused, and have `mayBeDone`.
 *
 * **Gotchas**
 *
 * Whether a restored record gets a new `Modified_Time` is not known: a copy that only asks for changes may not see it
 * come back.
 *
 * **Example** (What could not be restored)
 *
 * ```ts
 * import { Records } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const lost = (ids: ReadonlyArray<string>) =>
 *   Records.restoreRecords(ids).pipe(
 *     Stream.filter(({ isDone }) => !isDone),
 *     Stream.runCollect,
 *   )
 * ```
 *
 * @category operations
 */
export const restoreRecords = (
  ids: ReadonlyArray<string>,
): Stream.Stream<RecordOutcome, RecordsFailure, ZohoConnection> => Stream.unwrap(batchesOf(ids))
