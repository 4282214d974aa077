import type { ImportColumn, ImportRequest } from "../imports/ImportRequest.ts"

/**
 * What a finding is about: the module; a column that leads to no field, or two that lead to one; a field that is mandatory and not among the columns;
 * the key of an update; the way to the records of a lookup; the number of columns; dates that can be read in two ways. Or about single rows: a
 * cell that is empty and must not be, a value that does not fit its field, and one that another row has already.
 *
 * **Example** (Whether the file has to be opened to mend it)
 *
 * ```ts
 * import type { checkImport } from "@zoho-bulk/core"
 *
 * const ofRows: ReadonlyArray<checkImport.Finding["kind"]> = ["empty", "value", "repeated"]
 *
 * export const isInFile = ({ kind }: checkImport.Finding): boolean => ofRows.includes(kind)
 * ```
 *
 * @category models
 */
export type FindingKind =
  | "module"
  | "field"
  | "doubled-field"
  | "mandatory"
  | "find-by"
  | "lookup"
  | "columns"
  | "dates"
  | "empty"
  | "value"
  | "repeated"

/**
 * One kind of mistake, wherever in the rows it is.
 *
 * @category models
 */
export interface ImportFinding {
  /** What it is about. */
  readonly kind: FindingKind
  /** Whether the whole import would be refused for it; otherwise single rows would be. */
  readonly stops: boolean
  /** Name of the column, where it is about one. */
  readonly column?: string
  /** API name of the field, where it is about one. */
  readonly field?: string
  /** What is wrong, as the end of a sentence that begins with the column or the field. */
  readonly problem: string
  /** How many rows have it; none, where it is no matter of rows. */
  readonly count: number
  /** The lines of the first three of these rows. */
  readonly lines: ReadonlyArray<number>
  /** A cell that has it. */
  readonly example?: string
  /** What to do about it. */
  readonly remedy: string
}

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
