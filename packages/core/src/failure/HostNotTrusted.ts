import * as Schema from "effect/Schema"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * Zoho, or what answers in its name, sent us to a host that must not get the token. Nothing was sent there.
 *
 * @category errors
 */
export class HostNotTrusted extends Schema.TaggedError<HostNotTrusted>()("HostNotTrusted", {
  ...failureFields,
  /** Scheme and host of the refused address. */
  origin: Schema.String,
  trustedHosts: Schema.Array(Schema.String),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `If ${this.origin} is yours, name it as ZOHO_API_DOMAIN. Trusted now: ${this.trustedHosts.join(", ")}.`
  }

  get summary(): string {
    return `${couldNot(this.request)}: the answer leads to ${this.origin}, which is not trusted with the access token`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
