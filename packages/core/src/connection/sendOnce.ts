import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { CallFailure } from "../failure/CallFailure.ts"
import { operationOf } from "../failure/RequestContext.ts"
import { CreateOutcomeUnknown } from "../failure/CreateOutcomeUnknown.ts"
import type { Operation } from "../wire/Operation.ts"
import { sendAndRead } from "./call.ts"
import type { Connection, Reply } from "./Connection.ts"
import type { RequestDetails } from "./outgoingRequest.ts"

/** Tells whether it was the token that could not be had, so that the order itself was never sent. */
const isOfToken = (failure: CallFailure): boolean => operationOf(failure.request).host === "accounts"

/** Tells whether a failure leaves no doubt that Zoho did not take the order, so that it may be sent again. */
const surelyNotReceived = (failure: CallFailure): boolean =>
  failure._tag === "Throttled" ||
  (isOfToken(failure) && failure.isRetryable) ||
  (failure._tag === "NoAnswer" && failure.neverArrived && failure.isRetryable)

const mayHaveArrived = (failure: CallFailure): boolean => {
  if (isOfToken(failure)) return false
  switch (failure._tag) {
    case "NoAnswer":
      return !failure.neverArrived
    case "NoAnswerInTime":
    case "ZohoFailing":
      return true
    case "UnreadableAnswer":
    case "LimitExceeded":
      return failure.httpStatus !== undefined && failure.httpStatus < 300
    default:
      return false
  }
}

/** What happened to the answer, in words. */
const reasons: Readonly<Record<string, string>> = {
  NoAnswerInTime: "none came in time",
  ZohoFailing: "Zoho failed, or a gateway before it",
  UnreadableAnswer: "it made no sense",
  LimitExceeded: "it was too large",
}

/** Turns a failure after which the job may exist into the one that says so. */
const asUnknownOutcome = (failure: CallFailure, sentAt: number): CallFailure | CreateOutcomeUnknown => {
  if (!mayHaveArrived(failure)) return failure
  const { code, details, httpStatus, request, zohoMessage } = failure
  const reason = failure._tag === "NoAnswer" ? failure.reason : (reasons[failure._tag] ?? failure._tag)
  const said = Object.entries({ code, details, httpStatus, zohoMessage }).filter(([, value]) => value !== undefined)
  return new CreateOutcomeUnknown({ request, reason, sentAt, ...Object.fromEntries(said) })
}

/** Performs an operation that must not be sent twice: again only if the first surely did not arrive. */
export const sendOnce = (
  { perform }: Connection,
  operation: Operation,
  details: RequestDetails,
): Effect.Effect<Reply, CallFailure> =>
  perform(operation, details, { oneTry: sendAndRead, isWorthIt: surelyNotReceived })

/** Orders a job, once: if it may exist although no answer says so, the failure says that. */
export const createOnce = Effect.fnUntraced(function* (
  connection: Connection,
  operation: Operation,
  details: RequestDetails,
): Effect.fn.Return<Reply, CallFailure | CreateOutcomeUnknown> {
  const sentAt = yield* Clock.currentTimeMillis
  return yield* Effect.mapError(sendOnce(connection, operation, details), (failure) =>
    asUnknownOutcome(failure, sentAt),
  )
})
