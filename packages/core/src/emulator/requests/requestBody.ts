import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import { refuse, wrongForm } from "../answers/refuse.ts"
import type { Refusal } from "../model/Refusal.ts"

/** A JSON object as it was sent. */
export type JsonObject = Readonly<Record<string, Schema.Json>>

/** Tells an object from all other JSON. */
export const isJsonObject = (json: unknown): json is JsonObject => Predicate.isObject(json)

/** Reads the body of a request to create a job; what is no JSON object is refused as Zoho does (v7 create-job page). */
export const requestBody: Effect.Effect<JsonObject, Refusal, HttpServerRequest.HttpServerRequest> = Effect.gen(
  function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
      return yield* refuse("MEDIA_TYPE_NOT_SUPPORTED", "Media type is not supported", {}, 415)
    }
    const text = yield* Effect.orElseSucceed(request.text, () => "")
    if (text.trim() === "") return yield* refuse("REQUEST_BODY_IS_EMPTY", "Request body is empty")
    const json = yield* Effect.try({ try: () => JSON.parse(text) as Schema.Json, catch: () => undefined }).pipe(
      Effect.catch(() => refuse("REQUEST_BODY_NOT_READABLE", "Request body is not readable")),
    )
    if (!isJsonObject(json)) return yield* wrongForm
    return Object.keys(json).length === 0 ? yield* refuse("REQUEST_BODY_IS_EMPTY", "Request body is empty") : json
  },
)

/** The value of a key, read by a predicate: absent is fine, anything else of another kind is refused. */
export const optionalKey = <A extends Schema.Json>(
  body: JsonObject,
  key: string,
  is: (json: Schema.Json) => json is A,
): Effect.Effect<A | undefined, Refusal> => {
  const value = body[key]
  if (value === undefined || value === null) return Effect.succeed(undefined)
  return is(value) ? Effect.succeed(value) : wrongForm
}

export const isText = (json: Schema.Json): json is string => Predicate.isString(json)
export const isFlag = (json: Schema.Json): json is boolean => Predicate.isBoolean(json)
export const isInteger = (json: Schema.Json): json is number => Number.isInteger(json)
export const isTexts = (json: Schema.Json): json is ReadonlyArray<string> => Array.isArray(json) && json.every(isText)
