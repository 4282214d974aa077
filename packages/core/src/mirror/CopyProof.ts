import type { Checkpoint } from "./Checkpoint.ts"

/**
 * What a copy was found to be.
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
  /** How far the copy of each module is, as the copy itself says. */
  readonly checkpoints: ReadonlyArray<Checkpoint>
  /** What is not as it was written, each as a sentence without its full stop; none where all is. */
  readonly differences: ReadonlyArray<string>
  /** What each module was compared with, where Zoho was asked. */
  readonly withZoho?: ReadonlyArray<{
    /** API name of the module. */
    readonly module: string
    /** How many records Zoho counts; absent where a condition chooses the records, which Zoho does not count. */
    readonly counted?: number
    /** Of how many records `Modified_Time` was compared. */
    readonly compared: number
    /** How many of them Zoho has changed since the last run, which is no difference. */
    readonly changedSince: number
  }>
  /** `true` where no copy was ever written: there is nothing to compare. */
  readonly isAbsent?: boolean
}
