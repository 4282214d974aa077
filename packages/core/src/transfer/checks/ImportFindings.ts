import type { ImportColumn, ImportRequest } from "../imports/ImportRequest.ts"
import type { ImportFinding } from "./ImportFinding.ts"

/**
 * A column that is not sent because its field cannot be written.
 *
 * @category models
 */
export interface ColumnNotSent {
  /** Name of the column. */
  readonly column: string
  /** Why it is not sent, as the end of a sentence. */
  readonly because: string
}

/**
 * What was found in the rows before they are imported, and a request to import them with.
 *
 * **Example** (Whether all rows are good)
 *
 * ```ts
 * import type { ImportFindings } from "@zoho-bulk/core/runtime"
 *
 * export const isGood = ({ findings }: ImportFindings): boolean => findings.length === 0
 * ```
 *
 * @category models
 */
export interface ImportFindings {
  /**
   * The request with the API names of module and fields, the date formats, and how lookups are found: pass it to
   * `importRows` unchanged.
   */
  readonly request: ImportRequest
  /** How many rows there are. */
  readonly rows: number
  /** How many of them have a finding. */
  readonly rowsWithFindings: number
  /** The columns that are sent, and their fields. */
  readonly columns: ReadonlyArray<ImportColumn>
  /** Columns that are not sent, because their fields cannot be written. */
  readonly notSent: ReadonlyArray<ColumnNotSent>
  /** What is wrong: first what stops the import, then mistakes in single rows. */
  readonly findings: ReadonlyArray<ImportFinding>
  /** How many write jobs the rows need. */
  readonly jobs: number
  /** The API credits that the import costs, without the looks at its jobs. */
  readonly credits: number
  /** The API credits that the records API would charge for as many rows: 1 for each 10. */
  readonly creditsOfRecords: number
  /** Good to know, in sentences. */
  readonly hints: ReadonlyArray<string>
}
