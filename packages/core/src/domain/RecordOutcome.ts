import type * as Schema from "effect/Schema"

/**
 * What became of a record that was to be deleted, or restored.
 *
 * **Example** (The ids that were refused)
 *
 * ```ts
 * import type { Records } from "@zoho-bulk/core"
 *
 * export const refused = (outcomes: ReadonlyArray<Records.RecordOutcome>): ReadonlyArray<string> =>
 *   outcomes.filter(({ isDone }) => !isDone).map(({ id, code }) => `${id}: ${code}`)
 * ```
 *
 * @category models
 */
export interface RecordOutcome {
  /** The id of the record, as it was given. */
  readonly id: string
  /** Whether Zoho did what it was asked to, or took it on. */
  readonly isDone: boolean
  /** True where Zoho took it on and does it later: a restoration of more than 1,000 records, those that go along included. */
  readonly isScheduled?: boolean
  /**
   * True where Zoho refuses now, and the answer to an earlier try of the same call was lost: that try may have done it. An id that is deleted
   * twice is unknown to Zoho the second time (`INVALID_DATA`).
   */
  readonly mayBeDone?: boolean
  /** Zoho's code, such as `SUCCESS`, `INVALID_DATA` or `RECORD_LOCKED`. */
  readonly code: string
  /** Zoho's own words. */
  readonly message?: string
  /** Zoho's own details. */
  readonly details?: Schema.Json
}
