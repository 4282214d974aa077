import * as Schema from "effect/Schema"

/**
 * The pages of an export do not fit together, so that records could be missing or come twice.
 *
 * @category errors
 */
export class PagesBroken extends Schema.TaggedError<PagesBroken>()("PagesBroken", {
  module: Schema.String,
  /** The page at which it was noticed, counted from 1. */
  page: Schema.Int,
  jobId: Schema.String,
  problem: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Begin the export anew; if it happens again, tell Zoho, with the id of the job."
  }

  get summary(): string {
    return `Page ${this.page} of ${this.module} (job ${this.jobId}) does not fit the others: ${this.problem}`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
