import { own } from "../../domain/own.ts"

/**
 * What a finding is about: the module; a column that leads to no field, or two that lead to one; a field that is mandatory and not among the columns;
 * the key of an update; the way to the records of a lookup; the number of columns; dates that can be read in two ways. Or about single rows: a
 * cell that is empty and must not be, a value that does not fit its field or can be read in two ways, and one that another row has already.
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
  /** Whether nothing is sent for it: Zoho refuses such a job as a whole, or it is not clear what is meant. For others, Zoho may skip single rows. */
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

/** A finding for which nothing is sent; most are no matter of rows. */
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
