import type { CallFailure } from "../failure/CallFailure.ts"
import { operationOf } from "../failure/RequestContext.ts"
import { CreateOutcomeUnknown } from "../failure/TransferFailure.ts"

/** Tells whether it was the token that could not be had, so that the order itself was never sent. */
const isOfToken = (failure: CallFailure): boolean => operationOf(failure.request).host === "accounts"

/** Tells whether a failure leaves no doubt that Zoho did not take the order, so that it may be sent again. */
export const surelyNotReceived = (failure: CallFailure): boolean =>
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
export const asUnknownOutcome = (failure: CallFailure, sentAt: number): CallFailure | CreateOutcomeUnknown => {
  if (!mayHaveArrived(failure)) return failure
  const { code, details, httpStatus, request, zohoMessage } = failure
  const reason = failure._tag === "NoAnswer" ? failure.reason : (reasons[failure._tag] ?? failure._tag)
  const said = Object.entries({ code, details, httpStatus, zohoMessage }).filter(([, value]) => value !== undefined)
  return new CreateOutcomeUnknown({ request, reason, sentAt, ...Object.fromEntries(said) })
}
