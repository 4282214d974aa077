import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * Persistent data could not be stored, read back or locked: a journal, a staged result or a token file.
 *
 * **Example** (If the disk is full)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const inWords = ({ doing, problem }: Failure.StorageFailed): string =>
 *   `could not ${doing}: ${problem}`
 * ```
 *
 * @category errors
 */
export class StorageFailed extends Failure<StorageFailed>()("StorageFailed", {
  /** What was tried, as the end of "could not …". */
  doing: Schema.String,
  /** What went wrong, as the end of a sentence. */
  problem: Schema.String,
  /** What the reader can do about it. */
  remedy: Schema.String,
  /** Whether the file system or the runtime did not permit it. */
  isForbidden: Schema.optionalKey(Schema.Boolean),
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return `Could not ${this.doing}: ${this.problem}`
  }
}
