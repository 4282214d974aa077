import { own } from "../../domain/own.ts"

/**
 * What a finding is about: the module; a column that maps to no field, or two that map to one; a mandatory field that
 * is not among the columns; the key of an update; how the records of a lookup are found; the number of columns; dates
 * that can be read in two ways. Or single rows: an empty cell that must not be empty, a value that does not fit its
 * field or can be read in two ways, or one that another row already has.
 *
 * **Example** (Whether the file itself must be corrected)
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
 * One kind of mistake, wherever it occurs in the rows.
 *
 * @category models
 */
export interface ImportFinding {
  /** What it is about. */
  readonly kind: FindingKind
  /**
   * Whether it stops the import: Zoho refuses such a job as a whole, or it is not clear what is meant. Otherwise, Zoho
   * may skip single rows.
   */
  readonly stops: boolean
  /** Name of the column, if it is about one. */
  readonly column?: string
  /** API name of the field, if it is about one. */
  readonly field?: string
  /** What is wrong, as the end of a sentence that begins with the column or the field. */
  readonly problem: string
  /** How many rows have it; zero if it is not about rows. */
  readonly count: number
  /** The lines of the first three of these rows. */
  readonly lines: ReadonlyArray<number>
  /** A cell that has it. */
  readonly example?: string
  /** What to do about it. */
  readonly remedy: string
}

/** A finding that stops the import; most are not about rows. */
export const stopping = (
  finding: Pick<ImportFinding, "kind" | "problem" | "remedy"> & {
    readonly column?: string | undefined
    readonly field?: string | undefined
    readonly example?: string | undefined
    readonly count?: number | undefined
    readonly lines?: ReadonlyArray<number> | undefined
  },
): ImportFinding => {
  const { kind, problem, remedy } = finding
  const said = (key: "column" | "field" | "example") => {
    const value = own(finding, key)
    return value === undefined ? {} : { [key]: value }
  }
  return {
    kind,
    stops: true,
    ...said("column"),
    ...said("field"),
    problem,
    count: finding.count ?? 0,
    lines: finding.lines ?? [],
    ...said("example"),
    remedy,
  }
}
