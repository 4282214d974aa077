import * as Effect from "effect/Effect"
import { askZoho } from "../connection/askZoho.ts"
import type { Reply } from "../connection/Connection.ts"
import type { RequestDetails } from "../connection/outgoingRequest.ts"
import { readReply } from "../connection/readReply.ts"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { UnreadableAnswer } from "../failure/Unreached.ts"
import type { Operation } from "../wire/Operation.ts"
import type { Page, Read } from "../wire/read.ts"

const noPage = { items: [], hasMore: false, answered: undefined }

/** Asks for a list, page by page where Zoho says that there are more. A page that has nothing new would never be the last. */
export const askForAll = Effect.fnUntraced(function* <A>(
  operation: Operation,
  details: RequestDetails,
  readPage: (json: unknown) => Read<Page<A>>,
  nameOf: (item: A) => string,
): Effect.fn.Return<ReadonlyArray<A>, CallFailure, ZohoConnection> {
  const all = new Map<string, A>()
  for (let page = 1; ; page++) {
    const query = { ...details.query, ...(page === 1 ? {} : { page: String(page) }) }
    const { answered, hasMore, items } = yield* askZoho<Page<A> & { readonly answered: Reply | undefined }>(
      operation,
      { ...details, query },
      noPage,
      (reply) => Effect.map(readReply(reply, readPage), (read) => ({ ...read, answered: reply })),
    )
    const before = all.size
    for (const item of items) if (!all.has(nameOf(item))) all.set(nameOf(item), item)
    if (!hasMore || answered === undefined) return [...all.values()]
    if (all.size === before) {
      return yield* new UnreadableAnswer({
        request: answered.request.context,
        httpStatus: answered.answer.status,
        problem: `page ${page} has nothing new, but says that more will follow`,
      })
    }
  }
})
