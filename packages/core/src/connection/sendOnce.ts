import type * as Effect from "effect/Effect"
import type { CallFailure } from "../failure/CallFailure.ts"
import { operationOf } from "../failure/RequestContext.ts"
import type { Operation } from "../wire/Operation.ts"
import { sendAndRead } from "./call.ts"
import type { Connection, Reply } from "./Connection.ts"
import type { RequestDetails } from "./outgoingRequest.ts"

/** Tells whether it was the token that could not be had, so that the request itself was never sent. */
const isOfToken = (failure: CallFailure): boolean => operationOf(failure.request).host === "accounts"

/** Tells whether a failure leaves no doubt that Zoho did not take the request, so that it may be sent again. */
const surelyNotReceived = (failure: CallFailure): boolean =>
  failure._tag === "Throttled" ||
  (isOfToken(failure) && failure.isRetryable) ||
  (failure._tag === "NoAnswer" && failure.neverArrived && failure.isRetryable)

/** Performs an operation that must not be sent twice: again only if the first surely did not arrive. */
export const sendOnce = (
  { perform }: Connection,
  operation: Operation,
  details: RequestDetails,
): Effect.Effect<Reply, CallFailure> =>
  perform(operation, details, { oneTry: sendAndRead, isWorthIt: surelyNotReceived })
