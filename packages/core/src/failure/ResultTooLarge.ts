import * as Schema from "effect/Schema"

/**
 * The archive of a result is larger than we are willing to take.
 *
 * @category errors
 */
export class ResultTooLarge extends Schema.TaggedError<ResultTooLarge>()("ResultTooLarge", {
  jobId: Schema.String,
  /** The name of the limit, as in `Limits`. */
  limit: Schema.Literals(["maxArchiveEntries", "maxUnpackedBytes", "maxUnpackRatio", "maxRowSize"]),
  max: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `If the result is right, raise ${this.limit} above ${this.max}.`
  }

  get summary(): string {
    return `The result of job ${this.jobId} is larger than allowed: ${this.limit} is ${this.max}`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
