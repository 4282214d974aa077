import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * What must last could not be put away, read back or locked: a journal, a staged result, a token
 * file.
 *
 * **Example** (Where there is no room left)
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
  /** Whether it was not allowed: by the file system, or by the runtime. */
  isForbidden: Schema.optionalKey(Schema.Boolean),
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return `Could not ${this.doing}: ${this.problem}`
  }
}
