import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { askZoho } from "../connection/askZoho.ts"
import { checkModule } from "../connection/checkModule.ts"
import { readReply } from "../connection/readReply.ts"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import { Condition } from "../domain/Condition.ts"
import { didYouMean } from "../domain/didYouMean.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { searchCriteria } from "../wire/searchCriteria.ts"
import { operations } from "../wire/Operation.ts"
import { recordCount } from "../wire/metadata/recordCount.ts"
import { checkObject, type MetadataFailure } from "./MetadataOptions.ts"

/**
 * Which records to count. All keys are optional.
 *
 * **Example** (Large deals)
 *
 * ```ts
 * import { Condition, Metadata } from "@zoho-bulk/core"
 *
 * export const large = (amount: number) =>
 *   Metadata.countRecords("Deals", { where: Condition.field.number("Amount").greaterThan(amount) })
 * ```
 *
 * @category configuration
 */
export interface CountOptions {
  /** The condition that records must meet; by default all are counted. */
  readonly where?: Condition | undefined
}

const isCondition = Schema.is(Condition)

/** Reads which records are counted, as Zoho accepts it. */
const readWhere = Effect.fnUntraced(function* (
  options: CountOptions,
): Effect.fn.Return<string | undefined, InvalidRequest> {
  const known = "It accepts where, a condition."
  yield* checkObject(options, known)
  const other = Object.keys(options).find((key) => key !== "where")
  if (other !== undefined) {
    const problem = `The options object has no key ${other}`
    return yield* new InvalidRequest({ problem, remedy: `${didYouMean(other, ["where"])}${known}` })
  }
  const { where } = options
  if (where === undefined) return undefined
  if (!isCondition(where)) return yield* new InvalidRequest({ problem: "where is not a condition", remedy: known })
  return yield* Effect.mapError(Effect.fromResult(searchCriteria(where)), (wrong) => new InvalidRequest(wrong))
})

/**
 * Counts the records of a module at this moment.
 *
 * **Details**
 *
 * Costs one API credit; the answer is never cached. It needs a scope that allows reading the module. With a condition,
 * Zoho's search does the counting: it may be some minutes behind, supports fewer comparators than bulk jobs do, and
 * also needs the scopes `ZohoSearch.securesearch.READ` and `ZohoCRM.settings.layouts.READ`.
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
  options: CountOptions = {},
): Effect.fn.Return<number, MetadataFailure, ZohoConnection> {
  const about = yield* checkModule(module)
  const where = yield* readWhere(options)
  const asked = where === undefined ? {} : { query: { criteria: where } }
  const operation = where === undefined ? operations.countRecords : operations.countMatches
  return yield* askZoho(operation, { module: about, ...asked }, 0, (reply) => readReply(reply, recordCount))
})
