import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * What must last could not be put away, read back or locked.
 *
 * @category errors
 */
export class StorageFailed extends Failure<StorageFailed>()("StorageFailed", {
  /** What was tried, as the end of "could not …". */
  doing: Schema.String,
  problem: Schema.String,
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return `Could not ${this.doing}: ${this.problem}`
  }
}
