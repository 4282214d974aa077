import * as Schema from "effect/Schema"

/**
 * The result of a job has another number of rows than Zoho counted.
 *
 * @category errors
 */
export class ResultIncomplete extends Schema.TaggedError<ResultIncomplete>()("ResultIncomplete", {
  jobId: Schema.String,
  /** Rows that Zoho counted. */
  expected: Schema.Int,
  /** Rows that came. */
  received: Schema.Int,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Do not use these rows as a whole: order the job anew, and tell Zoho if it happens again."
  }

  get summary(): string {
    const difference = Math.abs(this.expected - this.received)
    const what = this.received < this.expected ? "missing" : "too many"
    return `The result of job ${this.jobId} has ${this.received} rows, and Zoho counted ${this.expected}: ${difference} ${what}`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
