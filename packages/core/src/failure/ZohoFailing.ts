import * as Schema from "effect/Schema"
import { couldNot, failureFields, quote } from "./RequestContext.ts"

/**
 * Zoho, or a gateway before it, is failing: a 5xx answer, whatever its body, or INTERNAL_ERROR.
 *
 * @category errors
 */
export class ZohoFailing extends Schema.TaggedError<ZohoFailing>()("ZohoFailing", {
  ...failureFields,
  /** How long Zoho asked to wait. */
  retryAfter: Schema.optionalKey(Schema.DurationFromMillis),
}) {
  readonly isRetryable: boolean = true

  get remedy(): string {
    return "Try again in a few minutes; if it goes on, look at Zoho's status page for your data centre."
  }

  get summary(): string {
    return `${couldNot(this.request)}: Zoho is failing (${quote(this)})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
