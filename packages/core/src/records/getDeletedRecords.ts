import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { askZoho } from "../connection/askZoho.ts"
import { checkModule } from "../connection/checkModule.ts"
import type { Reply } from "../connection/Connection.ts"
import { readReply } from "../connection/readReply.ts"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { DeletedRecord } from "../domain/DeletedRecord.ts"
import { spellTime, type Time } from "../domain/spellTime.ts"
import { describeValue } from "../failure/describeValue.ts"
import type { InvalidRequest } from "../failure/InvalidInput.ts"
import { UnreadableAnswer } from "../failure/Unreached.ts"
import { operations } from "../wire/Operation.ts"
import type { Page } from "../wire/read.ts"
import { deletedRecordsPage } from "../wire/records/deletedRecords.ts"
import { checkKeys, invalid } from "./checkArguments.ts"
import type { RecordsFailure } from "./RecordsFailure.ts"

/**
 * Which deleted records to get. All keys are optional.
 *
 * **Example** (What was deleted today, and can still be restored)
 *
 * ```ts
 * import type { Records } from "@zoho-bulk/core"
 *
 * export const today = (midnight: Date): Records.DeletedOptions => ({ since: midnight, type: "recycle" })
 * ```
 *
 * @category configuration
 */
export interface DeletedOptions {
  /**
   * Since when they were deleted. Fractions of a second are left out, so it is never later than given; whether Zoho
   * includes that very second is not known. By default, all that Zoho remembers.
   */
  readonly since?: Time | undefined
  /** `recycle` for those in the recycle bin, `permanent` for those that are gone for good. Default: `all`. */
  readonly type?: "all" | "recycle" | "permanent" | undefined
}

/** The maximum number that Zoho returns at once (v7 page). */
const perPage = "200"

const types: ReadonlyArray<unknown> = ["all", "recycle", "permanent"]

const known = "It accepts since, a time with its offset, and type: all, recycle or permanent."

const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:?\d{2}$/

const readOptions = Effect.fnUntraced(function* (options: DeletedOptions) {
  const { since, type = "all" } = yield* checkKeys(options, ["since", "type"], known)
  if (!types.includes(type)) return yield* invalid(`type is ${describeValue(type)}`, known)
  const time = since === undefined ? undefined : spellTime(since)
  if (time !== undefined && (typeof time === "number" || !withOffset.test(time))) {
    return yield* invalid(`since is ${describeValue(since)}`, known)
  }
  const headers: Readonly<Record<string, string>> = time === undefined ? {} : { "if-modified-since": time }
  return { type, headers }
})

/** A page, and the reply that contained it; none if there was no content. */
interface Answered extends Page<DeletedRecord> {
  readonly reply: Reply | undefined
}

const nothing: Answered = { items: [], hasMore: false, reply: undefined }

/**
 * 204 means that there are none, and so may 304, because the request has a time (v7 page; which of them Zoho sends is
 * not known).
 */
const saysNone = [204, 304]

/** Distinguishes a page from another, to avoid an endless loop. */
const printOf = ({ items }: Answered): string =>
  items.length === 0 ? "" : `${items.length} ${items[0]?.id} ${items.at(-1)?.id}`

const pagesOf = Effect.fnUntraced(function* (
  module: string,
  options: DeletedOptions,
): Effect.fn.Return<Stream.Stream<DeletedRecord, RecordsFailure, ZohoConnection>, InvalidRequest> {
  const about = yield* checkModule(module)
  const { headers, type } = yield* readOptions(options)
  const seen = new Set([""])
  const ask = Effect.fnUntraced(function* (page: number) {
    const query = { type, page: String(page), per_page: perPage }
    const answered = yield* askZoho(
      operations.getDeletedRecords,
      { module: about, query, headers },
      nothing,
      (reply) => Effect.map(readReply(reply, deletedRecordsPage), (read): Answered => ({ ...read, reply })),
      saysNone,
    )
    const { hasMore, items, reply } = answered
    if (!hasMore || reply === undefined) return [items, Option.none<number>()] as const
    const print = printOf(answered)
    if (seen.has(print)) {
      return yield* new UnreadableAnswer({
        request: reply.request.context,
        httpStatus: reply.answer.status,
        problem: `page ${page} has nothing new, but says that more will follow`,
      })
    }
    seen.add(print)
    return [items, Option.some(page + 1)] as const
  })
  return Stream.paginate(1, ask)
})

/**
 * Gets the deleted records of a module, as Zoho lists them: those in the recycle bin for 60 days, those gone for good
 * for 120 days.
 *
 * **Details**
 *
 * Costs a credit for each 200, as far as is known. It needs a scope that allows reading the module. A page that repeats
 * an earlier one and announces more fails with `UnreadableAnswer`, instead of looping for ever; how many pages Zoho
 * returns is not known.
 *
 * **Gotchas**
 *
 * Pages are numbered, so records that are deleted or restored during the call move others between pages: a record may
 * come twice, or not at all. Ask again from a time before this call, and apply each record by its id. Losers of a merge
 * and converted leads may not be listed: only a comparison of all ids finds those.
 *
 * **Example** (The ids that were deleted since a moment)
 *
 * ```ts
 * import { type Condition, Records } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const gone = (since: Condition.Time) =>
 *   Records.getDeletedRecords("Leads", { since }).pipe(
 *     Stream.map(({ id }) => id),
 *     Stream.runCollect,
 *   )
 * ```
 *
 * @category operations
 */
export const getDeletedRecords = (
  module: string,
  options: DeletedOptions = {},
): Stream.Stream<DeletedRecord, RecordsFailure, ZohoConnection> => Stream.unwrap(pagesOf(module, options))
