import * as Effect from "effect/Effect"
import { call } from "../connection/call.ts"
import type { Reply } from "../connection/Connection.ts"
import type { RequestDetails } from "../connection/outgoingRequest.ts"
import { readReply } from "../connection/readReply.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { UnreadableAnswer } from "../failure/Unreached.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import type { Operation } from "../wire/Operation.ts"
import type { Page, Read } from "../wire/metadata/read.ts"

/** Answers about an organisation may be larger than those about a job. */
const withRoom = Effect.updateService(CurrentLimits, (limits) => ({
  ...limits,
  maxAnswerBytes: Math.max(limits.maxAnswerBytes, limits.maxMetadataBytes),
}))

/** Makes a call of it; an answer without content says that there is nothing of the kind. */
export const askZoho = <A>(
  operation: Operation,
  details: RequestDetails,
  nothing: A,
  read: (reply: Reply) => Effect.Effect<A, UnreadableAnswer>,
): Effect.Effect<A, CallFailure, ZohoConnection> =>
  ZohoConnection.use((connection) => call(connection, operation, details)).pipe(
    Effect.flatMap(read),
    Effect.catchIf(
      (failure) => failure._tag === "UnreadableAnswer" && failure.httpStatus === 204,
      () => Effect.succeed(nothing),
    ),
    withRoom,
  )

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
        problem: `page ${page} has nothing new, and says that more will follow`,
      })
    }
  }
})
