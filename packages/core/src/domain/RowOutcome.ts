/**
 * What became of a row: added, updated, not accepted, not processed, or part of a job that failed as a whole.
 *
 * **Details**
 *
 * A row's outcome is `unknown` if the outcomes that Zoho reports for its job do not fit the rows that were sent, if
 * Zoho no longer has them, or if the job failed after writing some of its rows. The row may have been written: check
 * before you send it again.
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
 * Why Zoho did not accept a row.
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
  /** API names of the fields concerned. */
  readonly fields: ReadonlyArray<string>
}

/**
 * What became of one row of an import.
 *
 * **Example** (A line for each row that was not accepted)
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
  /** The row's number in the whole input, counted from 1, without the header. */
  readonly row: number
  /** The row as it was given, by the columns of the input's header. */
  readonly cells: ReadonlyArray<string>
  /** What became of it. */
  readonly status: RowStatus
  /** The id of the record that was written; absent if none was. */
  readonly recordId?: string
  /** Why Zoho did not accept it; empty if it did, or if that is unknown. */
  readonly reasons: ReadonlyArray<RowReason>
  /** The job that the row was part of. */
  readonly jobId: string
}

/** Every status, in the order in which they are reported. */
export const rowStatuses: ReadonlyArray<RowStatus> = ["added", "updated", "skipped", "unprocessed", "failed", "unknown"]
