import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { couldNot, failureFields, quote, type RequestContext } from "./RequestContext.ts"
import { isLoopback } from "../domain/hosts.ts"
import { DurationFromMillis } from "./DurationFromMillis.ts"
import { Failure } from "./Failure.ts"
import { permissionToRead } from "./permissionToRead.ts"
import { own } from "../domain/own.ts"

const remedies: Readonly<Record<string, (request: RequestContext) => string>> = {
  invalid_code: ({ dataCenter, operation }) =>
    operation === "exchangeGrantCode"
      ? `A grant code works once, for a few minutes, and in its own data centre: make a new one, and check that it is for ${dataCenter}.`
      : `Check ZOHO_REFRESH_TOKEN, which may have been revoked, and ZOHO_DATA_CENTER: it is ${dataCenter}, and refresh tokens from other data centres are refused too.`,
  invalid_client: ({ dataCenter }) =>
    `Check ZOHO_CLIENT_ID, and ZOHO_DATA_CENTER: it is ${dataCenter}, and clients of other data centres are refused too.`,
  invalid_client_secret: ({ dataCenter }) =>
    `Check ZOHO_CLIENT_SECRET, and ZOHO_DATA_CENTER: it is ${dataCenter}, and a client has a different secret in each data centre.`,
}

/** A server on this machine is an emulator, which has no console to look into. */
const ofEmulator =
  "The client id, client secret, refresh token and code of an emulated Zoho are all the word emulator: set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN to it, or sign in with it."

/**
 * Zoho's accounts host does not accept the grant that access tokens are made from. Trying again will not help.
 *
 * Zoho's codes: invalid_code, invalid_client, invalid_client_secret, with HTTP 200.
 *
 * **Example** (Which part of the grant to look at)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isOfClient = ({ code }: Failure.GrantRefused): boolean =>
 *   code === "invalid_client" || code === "invalid_client_secret"
 * ```
 *
 * @category errors
 */
export class GrantRefused extends Failure<GrantRefused>()("GrantRefused", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    if (isLoopback(new URL(this.request.url))) return ofEmulator
    const known = own(remedies, this.code)
    const remedy =
      known?.(this.request) ??
      `Check the client and its grant in Zoho's API console, and ZOHO_DATA_CENTER: it is ${this.request.dataCenter}.`
    return remedy + permissionToRead(this.request.unreadable)
  }

  get summary(): string {
    return `${couldNot(this.request)}: Zoho refused the grant (${quote(this)})`
  }
}

/**
 * Zoho's limit on access tokens within a period of time is used up, so no more were requested: Zoho would lock the
 * grant out.
 *
 * **Example** (When the next token may be requested)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 * import { Duration } from "effect"
 *
 * export const inWords = ({ retryAfter }: Failure.TokenBudgetSpent): string =>
 *   `go on in ${Duration.format(retryAfter)}`
 * ```
 *
 * @category errors
 */
export class TokenBudgetSpent extends Failure<TokenBudgetSpent>()("TokenBudgetSpent", {
  ...failureFields,
  /** How many tokens were requested within the window. */
  requests: Schema.Int,
  /** The time in which requests are counted, in milliseconds. */
  windowMillis: Schema.Number,
  /** How long to wait until the next one may be requested. */
  retryAfter: DurationFromMillis,
}) {
  readonly isRetryable: boolean = true

  get remedy(): string {
    return (
      `Try again in ${Math.ceil(Duration.toSeconds(this.retryAfter))} s. If several programs use this grant, let them share ` +
      "their tokens in one file; if Zoho refuses every new token, first find out why."
    )
  }

  get summary(): string {
    const minutes = this.windowMillis / 60_000
    return `${couldNot(this.request)}: ${this.requests} tokens were requested in the last ${minutes} minutes, and Zoho allows no more`
  }
}
