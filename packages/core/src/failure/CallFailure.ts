import type { GrantRefused } from "./GrantRefused.ts"
import type { HostNotPermitted } from "./HostNotPermitted.ts"
import type { HostNotTrusted } from "./HostNotTrusted.ts"
import type { JobNotFound } from "./JobNotFound.ts"
import type { LimitExceeded } from "./LimitExceeded.ts"
import type { NoAnswer } from "./NoAnswer.ts"
import type { NoAnswerInTime } from "./NoAnswerInTime.ts"
import type { PermissionDenied } from "./PermissionDenied.ts"
import type { RequestNotAccepted } from "./RequestNotAccepted.ts"
import type { ScopeMissing } from "./ScopeMissing.ts"
import type { Throttled } from "./Throttled.ts"
import type { TokenBudgetSpent } from "./TokenBudgetSpent.ts"
import type { TokenRefused } from "./TokenRefused.ts"
import type { TokenStoreFailed } from "./TokenStoreFailed.ts"
import type { UnreadableAnswer } from "./UnreadableAnswer.ts"
import type { ZohoFailing } from "./ZohoFailing.ts"

/**
 * The ways in which sending a request can fail before there is an answer to read.
 *
 * @category errors
 */
export type SendFailure =
  | NoAnswer
  | NoAnswerInTime
  | LimitExceeded
  | HostNotTrusted
  | HostNotPermitted
  | UnreadableAnswer

/**
 * The ways in which Zoho can refuse.
 *
 * @category errors
 */
export type Refusal =
  | TokenRefused
  | ScopeMissing
  | PermissionDenied
  | JobNotFound
  | RequestNotAccepted
  | Throttled
  | ZohoFailing
  | UnreadableAnswer

/**
 * The ways in which asking the accounts host for a token can fail.
 *
 * @category errors
 */
export type TokenRequestFailure = SendFailure | GrantRefused | Throttled | ZohoFailing

/**
 * The ways in which there can be no token to send.
 *
 * @category errors
 */
export type TokenFailure = TokenRequestFailure | TokenBudgetSpent | TokenStoreFailed

/**
 * Every way in which a call to Zoho can fail.
 *
 * @category errors
 */
export type CallFailure = SendFailure | Refusal | TokenFailure
