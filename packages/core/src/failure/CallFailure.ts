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
 * **Example** (Whether to look at the network first)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isOfNetwork = ({ _tag }: Failure.SendFailure): boolean =>
 *   _tag === "NoAnswer" || _tag === "NoAnswerInTime"
 * ```
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
 * The ways in which Zoho can refuse a call, or fail to answer it.
 *
 * **Example** (What Zoho said, in short)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const said = ({ code, httpStatus }: Failure.Refusal): string =>
 *   code ?? `HTTP ${httpStatus}`
 * ```
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
 * **Example** (Whether the user must give consent again)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const needsConsent = (failure: Failure.TokenRequestFailure): boolean =>
 *   failure._tag === "GrantRefused" && failure.code === "invalid_code"
 * ```
 *
 * @category errors
 */
export type TokenRequestFailure = SendFailure | GrantRefused | Throttled | ZohoFailing

/**
 * The ways in which no token may be available: none can be issued, or none may be requested now.
 *
 * **Example** (When to ask again, in milliseconds)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 * import { Duration } from "effect"
 *
 * export const pauseAfter = (failure: Failure.TokenFailure): number | undefined =>
 *   failure._tag === "TokenBudgetSpent" ? Duration.toMillis(failure.retryAfter) : undefined
 * ```
 *
 * @category errors
 */
export type TokenFailure = TokenRequestFailure | TokenBudgetSpent | TokenStoreFailed

/**
 * Every way in which a call to Zoho can fail.
 *
 * **Example** (A row for a table of failures)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const row = ({ _tag, code, httpStatus, request }: Failure.CallFailure) => ({
 *   failure: _tag,
 *   said: code ?? httpStatus ?? "nothing",
 *   operation: request.operation,
 * })
 * ```
 *
 * @category errors
 */
export type CallFailure = SendFailure | Refusal | TokenFailure
