import type { GrantRefused, TokenBudgetSpent } from "./TokenFailure.ts"
import type { TokenStoreFailed } from "./TokenStoreFailed.ts"
import type {
  HostNotPermitted,
  HostNotTrusted,
  LimitExceeded,
  NoAnswer,
  NoAnswerInTime,
  UnreadableAnswer,
} from "./Unreached.ts"
import type {
  JobNotFound,
  PermissionDenied,
  RequestNotAccepted,
  ScopeMissing,
  Throttled,
  TokenRefused,
  ZohoFailing,
} from "./Refusal.ts"

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
