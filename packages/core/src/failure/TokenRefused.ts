import * as Schema from "effect/Schema"
import { couldNot, failureFields, quote } from "./RequestContext.ts"

/**
 * Zoho does not accept the access token: it is wrong, it has expired or been revoked, or it belongs to another data centre.
 *
 * Zoho's codes: AUTHENTICATION_FAILURE (recorded), INVALID_TOKEN.
 *
 * @category errors
 */
export class TokenRefused extends Schema.TaggedError<TokenRefused>()("TokenRefused", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return (
      "Get a new access token (they live for one hour), and check ZOHO_DATA_CENTER: " +
      `it is ${this.request.dataCenter}, and a token of another data centre is refused in the same way.`
    )
  }

  get summary(): string {
    return `${couldNot(this.request)}: Zoho refused the access token (${quote(this)})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
