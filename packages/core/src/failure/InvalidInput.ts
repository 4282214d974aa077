import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * What was asked for cannot be asked of Zoho: this version of the API cannot express it, or Zoho would refuse it. Nothing
 * was sent.
 *
 * @category errors
 */
export class InvalidRequest extends Failure<InvalidRequest>()("InvalidRequest", {
  problem: Schema.String,
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return this.problem
  }
}

/**
 * The rows to be imported cannot be read, or do not fit together. Nothing was sent.
 *
 * @category errors
 */
export class InputUnreadable extends Failure<InputUnreadable>()("InputUnreadable", {
  /** What the rows come from, such as a file's name. */
  source: Schema.String,
  /** Where it is, counted from 1, as far as that is known. */
  line: Schema.optionalKey(Schema.Int),
  column: Schema.optionalKey(Schema.Int),
  problem: Schema.String,
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    const where = [
      this.source,
      ...(this.line === undefined ? [] : [`line ${this.line}`]),
      ...(this.column === undefined ? [] : [`column ${this.column}`]),
    ]
    return `${where.join(", ")}: ${this.problem}`
  }
}
