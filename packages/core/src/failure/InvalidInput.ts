import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * The request is not valid: this version of the API cannot express it, or Zoho would refuse it. Nothing was sent.
 *
 * **Example** (A condition that a user has typed)
 *
 * ```ts
 * import { Condition, createReadJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const order = (name: string) =>
 *   createReadJob({ module: "Leads", where: Condition.field.text("Last_Name").equal(name) }).pipe(
 *     Effect.catchTag("InvalidRequest", ({ problem, remedy }) => Effect.log(problem, remedy)),
 *   )
 * ```
 *
 * @category errors
 */
export class InvalidRequest extends Failure<InvalidRequest>()("InvalidRequest", {
  /** What is wrong with the request, in one line. */
  problem: Schema.String,
  /** What to ask for instead. */
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return this.problem
  }
}

/**
 * The rows to import cannot be read, or do not fit together. Nothing was sent.
 *
 * **Example** (Where to look in the file)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const where = ({ column = 1, line = 1, source }: Failure.InputUnreadable): string =>
 *   `${source}:${line}:${column}`
 * ```
 *
 * @category errors
 */
export class InputUnreadable extends Failure<InputUnreadable>()("InputUnreadable", {
  /** Where the rows come from, such as a file's name. */
  source: Schema.String,
  /** The line, counted from 1; absent if that is not known. */
  line: Schema.optionalKey(Schema.Int),
  /** The column of the line, counted from 1; absent if that is not known. */
  column: Schema.optionalKey(Schema.Int),
  /** What is wrong there, in one line. */
  problem: Schema.String,
  /** What the reader can do about it. */
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
