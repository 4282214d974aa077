import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type { Refusal } from "../model/Refusal.ts"

/** Refuses with a code of Zoho's; HTTP 400 unless told otherwise. */
export const refuse = (
  code: string,
  message: string,
  details: Schema.Json = {},
  status = 400,
): Effect.Effect<never, Refusal> => Effect.fail({ status, code, message, details })

/** Refuses a body whose values are of the wrong kind (recorded on v8, with this text). */
export const wrongForm = refuse("REQUEST_BODY_NOT_SUPPORTED", "request body contains invalid format")

/** What the bulk service answers about a job or a file that does not exist, or no longer does. */
export const notFound = (details: Schema.Json = {}, status = 404): Effect.Effect<never, Refusal> =>
  refuse("RESOURCE_NOT_FOUND", "The requested resource doesn't exist.", details, status)

/** What Zoho answers when there were too many calls, for whichever reason. */
export const tooManyRequests = refuse(
  "TOO_MANY_REQUESTS",
  "too many requests. please try again after some time",
  {},
  429,
)
