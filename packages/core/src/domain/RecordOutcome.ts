import type * as Schema from "effect/Schema"

/**
 * The outcome for a record that was to be deleted or restored.
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
  /** Whether Zoho did what was asked, or accepted it for later. */
  readonly isDone: boolean
  /**
   * True if Zoho accepted the request and will carry it out later: a restoration of more than 1,000 records, including
   * those that are restored along with them.
   */
  readonly isScheduled?: boolean
  /**
   * True if Zoho refuses now, but the answer to an earlier try of the same call was lost: that try may have succeeded.
   * If an id is deleted twice, Zoho does not know it the second time (`INVALID_DATA`).
   */
  readonly mayBeDone?: boolean
  /** Zoho's code, such as `SUCCESS`, `INVALID_DATA` or `RECORD_LOCKED`. */
  readonly code: string
  /** Zoho's own words. */
  readonly message?: string
  /** Zoho's own details. */
  readonly details?: Schema.Json
}
