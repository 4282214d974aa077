import * as Effect from "effect/Effect"
import { readReply } from "../connection/readReply.ts"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import { operations } from "../wire/Operation.ts"
import { recordCount } from "../wire/metadata/recordCount.ts"
import { askZoho } from "./askForAll.ts"
import { checkModule, type MetadataFailure } from "./MetadataOptions.ts"

/**
 * Counts the records of a module, at this moment.
 *
 * **Details**
 *
 * One API credit. It is asked anew each time. It needs a scope that lets read the module.
 *
 * **Example** (Whether an export is worth a job of 50 credits)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const isWorthIt = (module: string) =>
 *   Effect.map(Metadata.countRecords(module), (records) => records > 500)
 * ```
 *
 * @category operations
 */
export const countRecords = Effect.fnUntraced(function* (
  module: string,
): Effect.fn.Return<number, MetadataFailure, ZohoConnection> {
  const about = yield* checkModule(module)
  return yield* askZoho(operations.countRecords, { module: about }, 0, (reply) => readReply(reply, recordCount))
})
