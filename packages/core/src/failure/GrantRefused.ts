import * as Schema from "effect/Schema"
import { isLoopback } from "../domain/isLoopback.ts"
import { couldNot, failureFields, quote, type RequestContext } from "./RequestContext.ts"

const remedies: Readonly<Record<string, (request: RequestContext) => string>> = {
  invalid_code: ({ dataCenter, operation }) =>
    operation === "exchangeGrantCode"
      ? `A grant code works once, for a few minutes, and in its own data centre: make a new one, and check that it is of ${dataCenter}.`
      : `Check ZOHO_REFRESH_TOKEN, which may have been revoked, and ZOHO_DATA_CENTER: it is ${dataCenter}, and a refresh token of another data centre is refused in the same way.`,
  invalid_client: ({ dataCenter }) =>
    `Check ZOHO_CLIENT_ID, and ZOHO_DATA_CENTER: it is ${dataCenter}, and a client of another data centre is refused in the same way.`,
  invalid_client_secret: ({ dataCenter }) =>
    `Check ZOHO_CLIENT_SECRET, and ZOHO_DATA_CENTER: it is ${dataCenter}, and each data centre gives a client a secret of its own.`,
}

/** A server on this machine is an emulator, which has no console to look into. */
const ofEmulator =
  "The client id, client secret, refresh token and code of an emulated Zoho are all the word emulator: set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN to it, or sign in with it."

/**
 * Zoho's accounts host does not accept the grant that access tokens are made from. Asking again will not help.
 *
 * Zoho's codes: invalid_code, invalid_client, invalid_client_secret, with HTTP 200.
 *
 * @category errors
 */
export class GrantRefused extends Schema.TaggedError<GrantRefused>()("GrantRefused", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    if (isLoopback(new URL(this.request.url))) return ofEmulator
    const known = this.code === undefined ? undefined : remedies[this.code]
    return (
      known?.(this.request) ??
      `Check the client and its grant in Zoho's API console, and ZOHO_DATA_CENTER: it is ${this.request.dataCenter}.`
    )
  }

  get summary(): string {
    return `${couldNot(this.request)}: Zoho refused the grant (${quote(this)})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
