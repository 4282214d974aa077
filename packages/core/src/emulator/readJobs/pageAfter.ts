import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { refuse, wrongForm } from "../answers/refuse.ts"
import { isText, type JsonObject, optionalKey } from "../requests/requestBody.ts"
import { currentState } from "../world/currentState.ts"

/** Finds what a page token leads to: it stands alone in its query (v7 create-job page), and lives for a day. */
export const pageAfter = Effect.fnUntraced(function* (sent: JsonObject) {
  const token = yield* optionalKey(sent, "page_token", isText)
  if (token === undefined) return yield* wrongForm
  if (Object.keys(sent).length > 1) {
    return yield* refuse("INVALID_REQUEST", "page_token cannot be combined with other keys", { api_name: "page_token" })
  }
  const page = (yield* currentState).pageTokens.get(token)
  if (page === undefined) {
    return yield* refuse("INVALID_DATA", "The page token is invalid", { api_name: "page_token" })
  }
  if ((yield* Clock.currentTimeMillis) >= page.expiresAt) {
    return yield* refuse("EXPIRED_VALUE", "The page token has expired", { api_name: "page_token" })
  }
  return { ...page.query, page: page.query.page + 1, from: page.from }
})
