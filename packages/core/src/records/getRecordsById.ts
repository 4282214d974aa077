import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { askZoho } from "../connection/askZoho.ts"
import { checkModule } from "../connection/checkModule.ts"
import { readReply } from "../connection/readReply.ts"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { FoundRecord } from "../domain/FoundRecord.ts"
import type { InvalidRequest } from "../failure/InvalidInput.ts"
import { operations } from "../wire/Operation.ts"
import { foundRecordsPage } from "../wire/records/foundRecords.ts"
import { checkFields, checkIds, checkKeys } from "./checkArguments.ts"
import type { RecordsFailure } from "./RecordsFailure.ts"

/**
 * What to get of records.
 *
 * **Example** (When they were changed)
 *
 * ```ts
 * import type { Records } from "@zoho-bulk/core"
 *
 * export const options: Records.ByIdOptions = { fields: ["Modified_Time"] }
 * ```
 *
 * @category configuration
 */
export interface ByIdOptions {
  /** API names of fields, from 1 to 50 (Zoho's page on getting records). */
  readonly fields: ReadonlyArray<string>
}

const mostFields = 50

/** The maximum number of ids per call (v7 page on getting records). */
export const idsAtOnce = 100

const batchesOf = Effect.fnUntraced(function* (
  module: string,
  ids: ReadonlyArray<string>,
  options: ByIdOptions,
): Effect.fn.Return<Stream.Stream<FoundRecord, RecordsFailure, ZohoConnection>, InvalidRequest> {
  const about = yield* checkModule(module)
  const wanted = yield* checkIds(ids)
  const known = "It accepts fields, a list of API names."
  const fields = yield* checkFields((yield* checkKeys(options, ["fields"], known)).fields, mostFields)
  const ask = (batch: ReadonlyArray<string>) =>
    askZoho(
      operations.getRecords,
      { module: about, query: { ids: batch.join(","), fields: fields.join(",") } },
      [],
      (reply) => Effect.map(readReply(reply, foundRecordsPage), ({ items }) => items),
    )
  return Stream.fromIterable(Arr.chunksOf(wanted, idsAtOnce)).pipe(
    Stream.mapEffect(ask),
    Stream.flatMap((found) => Stream.fromIterable(found)),
  )
})

/**
 * Gets records by their ids, as they are now. Ids without a record are left out.
 *
 * **Details**
 *
 * One call, which costs one credit, for each 100 ids. It needs a scope that allows reading the module. Records come in
 * any order, and each once, however often its id is given.
 *
 * **Example** (Which of some ids still exist)
 *
 * ```ts
 * import { Records } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const alive = (ids: ReadonlyArray<string>) =>
 *   Records.getRecordsById("Leads", ids, { fields: ["Modified_Time"] }).pipe(
 *     Stream.map(({ id }) => id),
 *     Stream.runCollect,
 *   )
 * ```
 *
 * @category operations
 */
export const getRecordsById = (
  module: string,
  ids: ReadonlyArray<string>,
  options: ByIdOptions,
): Stream.Stream<FoundRecord, RecordsFailure, ZohoConnection> => Stream.unwrap(batchesOf(module, ids, options))
