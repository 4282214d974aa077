import * as Schema from "effect/Schema"
import { Failure } from "../../failure/Failure.ts"

/** The command was not called as it can be. Nothing was done. */
export class UsageError extends Failure<UsageError>()("UsageError", {
  /** What is wrong with the call, in one line. */
  problem: Schema.String,
  /** How to call it instead. */
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return this.problem
  }
}
