import * as Schema from "effect/Schema"

/**
 * The token that leads to the next page of an export is older than the 24 hours that it lives.
 *
 * @category errors
 */
export class PageTokenExpired extends Schema.TaggedError<PageTokenExpired>()("PageTokenExpired", {
  module: Schema.String,
  page: Schema.Int,
  /** Milliseconds since the epoch. */
  expiredAt: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Begin the export anew, and go on within a day where it is cut short."
  }

  get summary(): string {
    return `Page ${this.page} of ${this.module} cannot be asked for any more: Zoho's page tokens live for 24 hours`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
