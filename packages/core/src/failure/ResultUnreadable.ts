import * as Schema from "effect/Schema"

/**
 * The result of a job came, and is not the archive of rows that it should be: broken, cut short, or not what Zoho's details say.
 *
 * @category errors
 */
export class ResultUnreadable extends Schema.TaggedError<ResultUnreadable>()("ResultUnreadable", {
  jobId: Schema.String,
  problem: Schema.String,
}) {
  /** Another download may be whole. */
  readonly isRetryable: boolean = true

  get remedy(): string {
    return "Download it again; if it is broken again, order the job anew."
  }

  get summary(): string {
    return `The result of job ${this.jobId} cannot be read: ${this.problem}`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
