import type { ImportColumn, ImportRequest } from "../imports/ImportRequest.ts"
import type { ImportFinding } from "./ImportFinding.ts"

/**
 * A column that is not sent because nobody can write its field.
 *
 * @category models
 */
export interface ColumnNotSent {
  /** Name of the column. */
  readonly column: string
  /** Why it stays behind, as the end of a sentence. */
  readonly because: string
}

/**
 * What was found of rows before they are imported, and the request by which they can be.
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
  /** The request with the API names of module and fields, how dates are spelled, and how lookups are found: `importRows` takes it as it is. */
  readonly request: ImportRequest
  /** How many rows there are. */
  readonly rows: number
  /** How many of them have a finding. */
  readonly rowsWithFindings: number
  /** The columns that are sent, and where they go. */
  readonly columns: ReadonlyArray<ImportColumn>
  /** Columns that are not, because nobody can write them. */
  readonly notSent: ReadonlyArray<ColumnNotSent>
  /** What is wrong: first what stops the import, then what is wrong with single rows. */
  readonly findings: ReadonlyArray<ImportFinding>
  /** How many write jobs the rows take. */
  readonly jobs: number
  /** The API credits that the import costs, each look at its jobs left out. */
  readonly credits: number
  /** The API credits that the records API would take for as many rows: 1 for each 10. */
  readonly creditsOfRecords: number
  /** What is good to know, in sentences. */
  readonly hints: ReadonlyArray<string>
}
