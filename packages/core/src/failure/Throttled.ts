import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { couldNot, failureFields, operationOf, quote } from "./RequestContext.ts"

/**
 * Zoho asks to come back later: too many calls at once, or the day's credits are used up.
 *
 * Zoho's code: TOO_MANY_REQUESTS, and any answer with HTTP 429.
 *
 * @category errors
 */
export class Throttled extends Schema.TaggedError<Throttled>()("Throttled", {
  ...failureFields,
  /** How long Zoho asked to wait. */
  retryAfter: Schema.optionalKey(Schema.DurationFromMillis),
}) {
  readonly isRetryable: boolean = true

  get remedy(): string {
    const when = this.retryAfter === undefined ? "in a minute" : `in ${Duration.toSeconds(this.retryAfter)} s`
    if (operationOf(this.request).host === "accounts") {
      return `Try again ${when}: Zoho gives one refresh token at most 10 access tokens in 10 minutes, to all programs together.`
    }
    return `Try again ${when}, make fewer calls at once, and look at the API credits left in Zoho's developer space.`
  }

  get summary(): string {
    return this.httpStatus === undefined && this.code === undefined
      ? `${couldNot(this.request)}: too many calls of this sort went to Zoho just before`
      : `${couldNot(this.request)}: Zoho asks to slow down (${quote(this)})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
