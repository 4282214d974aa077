/**
 * What became of a row: written anew, changed, not taken, not looked at, or part of a job that
 * failed as a whole.
 *
 * **Details**
 *
 * The outcome of a row is `unknown` where what Zoho says of the rows of its job does not fit those that were sent, where Zoho has forgotten it, and
 * where the job failed when it had written some of them. It may have been written: do not send it again unseen.
 *
 * **Example** (The rows to send again)
 *
 * ```ts
 * import type { Job, RowOutcome } from "@zoho-bulk/core"
 *
 * const again: ReadonlyArray<Job.RowStatus> = ["skipped", "unprocessed", "failed"]
 *
 * export const isRejected = ({ status }: RowOutcome): boolean => again.includes(status)
 * ```
 *
 * @category models
 */
export type RowStatus = "added" | "updated" | "skipped" | "unprocessed" | "failed" | "unknown"

/**
 * Why Zoho did not take a row.
 *
 * **Example** (A reason in words)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 *
 * export const inWords = ({ code, fields }: Job.RowReason): string =>
 *   fields.length === 0 ? code : `${code} (${fields.join(", ")})`
 * ```
 *
 * @category models
 */
export interface RowReason {
  /** Zoho's code, such as `MANDATORY_NOT_FOUND`. */
  readonly code: string
  /** API names of the fields that it is about. */
  readonly fields: ReadonlyArray<string>
}

/**
 * What became of one row of an import.
 *
 * **Example** (A line for each row that was not taken)
 *
 * ```ts
 * import type { RowOutcome } from "@zoho-bulk/core"
 *
 * export const inWords = ({ reasons, row, status }: RowOutcome): string =>
 *   `row ${row}: ${status} ${reasons.map(({ code }) => code).join(", ")}`
 * ```
 *
 * @category models
 */
export interface RowOutcome {
  /** Which row of the whole input, counted from 1, the header left out. */
  readonly row: number
  /** The row as it was given, by the columns of the input's header. */
  readonly cells: ReadonlyArray<string>
  /** What became of it. */
  readonly status: RowStatus
  /** The id of the record that was written; absent where none was. */
  readonly recordId?: string
  /** Why Zoho did not take it; empty if it did, and where that is unknown. */
  readonly reasons: ReadonlyArray<RowReason>
  /** The job that the row was a part of. */
  readonly jobId: string
}

/** Every status, in the order in which they are told. */
export const rowStatuses: ReadonlyArray<RowStatus> = ["added", "updated", "skipped", "unprocessed", "failed", "unknown"]
