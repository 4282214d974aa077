import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { Reply } from "./Connection.ts"
import { UnreadableAnswer } from "../failure/Unreached.ts"
import { formatFault } from "../wire/decodeJob.ts"
import type { WireFault } from "../wire/WireCodec.ts"

/** Reads what a reply holds; what cannot be read names the path and shows the offending part. */
export const readReply = <A>(
  { answer, json, request }: Reply,
  decode: (raw: Schema.Json) => Result.Result<A, WireFault>,
): Effect.Effect<A, UnreadableAnswer> => {
  const decoded = decode(json)
  if (Result.isSuccess(decoded)) return Effect.succeed(decoded.success)
  const problem = formatFault(decoded.failure)
  return Effect.fail(new UnreadableAnswer({ request: request.context, httpStatus: answer.status, problem }))
}
