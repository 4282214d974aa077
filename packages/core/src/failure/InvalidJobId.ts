import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"
import { own } from "../domain/own.ts"

/** How a program may have given an id, and what became of it. */
const remediesOfType: Readonly<Record<string, string>> = {
  number: "Give it as a string: a number of that size loses its last digits before it can be read.",
  bigint: "Give it as a string: String(id).",
}

/**
 * The job's id or kind is not valid. Nothing was sent.
 *
 * **Example** (An id that a user has typed)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const state = getJobDetails({ id: "my job" }).pipe(
 *   Effect.map((job) => job.state),
 *   Effect.catchTag("InvalidJobId", ({ input }) => Effect.succeed(`${input} is not an id`)),
 * )
 * ```
 *
 * @category errors
 */
export class InvalidJobId extends Failure<InvalidJobId>()("InvalidJobId", {
  /** The value that was given, as text. */
  input: Schema.String,
  /** Its `typeof`; absent for a string. */
  inputType: Schema.optionalKey(Schema.String),
  /** Whether the kind is at fault, rather than the id. */
  isKind: Schema.optionalKey(Schema.Boolean),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    if (this.isKind === true) return "A kind is read or write; leave it out if it is not known."
    return own(remediesOfType, this.inputType) ?? "A job id is a string of digits, such as 4150868000005376042."
  }

  get summary(): string {
    if (this.isKind === true) return `${this.input} is not a kind of job`
    if (this.inputType === undefined) return `${JSON.stringify(this.input)} is not a job id`
    const isNumber = this.inputType === "number" || this.inputType === "bigint"
    return isNumber ? `A ${this.inputType} is not a job id: ${this.input}` : `${this.input} is not a job id`
  }
}
