/** What became of a row: written anew, changed, not taken, not looked at, or part of a job that failed as a whole. */
export type RowStatus = "added" | "updated" | "skipped" | "unprocessed" | "failed"

/**
 * Why Zoho did not take a row.
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
 * @category models
 */
export interface RowOutcome {
  /** Which row of the whole input, counted from 1, the header left out. */
  readonly row: number
  /** The row as it was given, by the columns of the input's header. */
  readonly cells: ReadonlyArray<string>
  readonly status: RowStatus
  /** The record that was written; absent where none was. */
  readonly recordId?: string
  readonly reasons: ReadonlyArray<RowReason>
  /** The job that the row was a part of. */
  readonly jobId: string
}

/** Every status, in the order in which they are told. */
export const rowStatuses: ReadonlyArray<RowStatus> = ["added", "updated", "skipped", "unprocessed", "failed"]
