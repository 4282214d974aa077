import type { Checkpoint } from "./Checkpoint.ts"

/**
 * The result of verifying a copy.
 *
 * **Example** (In one line)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const verdict = ({ differences }: Mirror.CopyProof): string =>
 *   differences.length === 0 ? "as it was written" : `changed: ${differences.join("; ")}`
 * ```
 *
 * @category models
 */
export interface CopyProof {
  /** How far the copy of each module has got, according to the copy itself. */
  readonly checkpoints: ReadonlyArray<Checkpoint>
  /** What is not as it was written, each as a sentence without its full stop; empty if everything is. */
  readonly differences: ReadonlyArray<string>
  /** What each module was compared with, if Zoho was asked. */
  readonly withZoho?: ReadonlyArray<{
    /** API name of the module. */
    readonly module: string
    /** How many records Zoho counts; absent if a condition chooses the records, which Zoho does not count. */
    readonly counted?: number
    /** The number of records whose `Modified_Time` was compared. */
    readonly compared: number
    /** How many of them Zoho has changed since the last run, which does not count as a difference. */
    readonly changedSince: number
  }>
  /** `true` if no copy was ever written: there is nothing to compare. */
  readonly isAbsent?: boolean
}
