import * as Effect from "effect/Effect"
import { refuse } from "../answers/refuse.ts"
import type { Refusal } from "../model/Refusal.ts"

/** The most ids of a call (v7 pages on getting and deleting records). */
const mostIds = 100

/** Reads the ids that the query of a request names. */
export const idsAsked = (query: URLSearchParams): Effect.Effect<ReadonlyArray<string>, Refusal> => {
  const ids = (query.get("ids") ?? "").split(",").map((id) => id.trim())
  if (ids.some((id) => !/^\d{1,19}$/.test(id))) {
    return refuse("INVALID_DATA", "either the request body or parameters is in wrong format", { param_name: "ids" })
  }
  return ids.length > mostIds
    ? refuse("LIMIT_EXCEEDED", "the number of ids exceeds the limit", { limit: mostIds, param_name: "ids" })
    : Effect.succeed(ids)
}
