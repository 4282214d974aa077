import * as Schema from "effect/Schema"

/**
 * What was given as a job id is none. Nothing was sent.
 *
 * @category errors
 */
export class InvalidJobId extends Schema.TaggedError<InvalidJobId>()("InvalidJobId", {
  input: Schema.String,
}) {
  readonly isRetryable: boolean = false
  declare readonly code?: undefined
  declare readonly httpStatus?: undefined
  declare readonly details?: undefined

  get remedy(): string {
    return "A job id is a string of digits, such as 4150868000005376042."
  }

  get summary(): string {
    return `${JSON.stringify(this.input)} is not a job id`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
