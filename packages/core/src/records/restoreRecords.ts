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

/** A call takes 200 (v8 page); beyond 1,000 with all that goes along it becomes a job, which fewer are further from. */
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
 * Brings records back from the recycle bin, under their ids, and tells what became of each, in their order. Ids say of which module they are.
 *
 * **Details**
 *
 * From v8 on. A call for each 100, as its reader comes for them; what one costs is not known, and counted as a credit. It needs the scope
 * `ZohoCRM.settings.recycle_bin.UPDATE`. What was deleted with a record comes back with it; where that makes more than 1,000, Zoho does it later
 * (`isScheduled`). That Zoho refuses a record is its outcome, and no failure: `INVALID_DATA` is an id that is not in the recycle bin.
 *
 * A call whose answer is lost is sent again: what is restored already is refused then, and has `mayBeDone`.
 *
 * **Gotchas**
 *
 * Whether a restored record gets a new `Modified_Time` is not known: a copy that only asks for what changed may not see it come back.
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
