import * as Schema from "effect/Schema"

/**
 * What was asked for cannot be asked of Zoho: this version of the API cannot express it, or Zoho would refuse it. Nothing
 * was sent.
 *
 * @category errors
 */
export class InvalidRequest extends Schema.TaggedError<InvalidRequest>()("InvalidRequest", {
  problem: Schema.String,
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false
  declare readonly code?: undefined
  declare readonly httpStatus?: undefined
  declare readonly details?: undefined

  get summary(): string {
    return this.problem
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
