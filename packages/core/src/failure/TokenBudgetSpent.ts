import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * As many access tokens were asked for as Zoho gives in that time, so no more were asked for: Zoho would lock the grant out.
 *
 * @category errors
 */
export class TokenBudgetSpent extends Schema.TaggedError<TokenBudgetSpent>()("TokenBudgetSpent", {
  ...failureFields,
  /** Requests within the window, and the most that there may be. */
  requests: Schema.Int,
  windowMillis: Schema.Number,
  /** When the next one may be made. */
  retryAfter: Schema.DurationFromMillis,
}) {
  readonly isRetryable: boolean = true

  get remedy(): string {
    return (
      `Go on in ${Math.ceil(Duration.toSeconds(this.retryAfter))} s. If several programs use this grant, let them share ` +
      "their tokens in one file; if Zoho refuses each new token, find out why first."
    )
  }

  get summary(): string {
    const minutes = this.windowMillis / 60_000
    return `${couldNot(this.request)}: ${this.requests} were asked for in the last ${minutes} minutes, and Zoho allows no more`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
