import * as Schema from "effect/Schema"

/**
 * A row of a result does not fit the schema that it is read with.
 *
 * @category errors
 */
export class RowNotDecodable extends Schema.TaggedError<RowNotDecodable>()("RowNotDecodable", {
  jobId: Schema.String,
  /** Which row, counted from 1, the header left out. */
  row: Schema.Int,
  problem: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Widen the schema, or leave the field out of it."
  }

  get summary(): string {
    return `Row ${this.row} of job ${this.jobId} does not fit: ${this.problem}`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
