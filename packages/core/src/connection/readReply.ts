import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { Reply } from "./Connection.ts"
import { UnreadableAnswer } from "../failure/Unreached.ts"
import { formatFault } from "../wire/decodeJob.ts"
import { digitsAsSent } from "../wire/Json.ts"
import type { WireFault } from "../wire/WireCodec.ts"

/** Says what did not fit; of an id that came as a number, it shows the digits before they were rounded. */
const problemOf = (fault: WireFault, body: string): string => {
  const digits = fault.isNumericId === true ? digitsAsSent(body, fault.path) : undefined
  return digits === undefined ? formatFault(fault) : formatFault(fault, `the number ${digits}`)
}

/** Reads what a reply holds; what cannot be read names the path and shows the offending part. */
export const readReply = <A>(
  { answer, json, request }: Reply,
  decode: (raw: Schema.Json) => Result.Result<A, WireFault>,
): Effect.Effect<A, UnreadableAnswer> => {
  const decoded = decode(json)
  if (Result.isSuccess(decoded)) return Effect.succeed(decoded.success)
  const problem = problemOf(decoded.failure, answer.body)
  return Effect.fail(new UnreadableAnswer({ request: request.context, httpStatus: answer.status, problem }))
}
