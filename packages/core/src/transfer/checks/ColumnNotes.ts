import type { FindingKind, ImportFinding } from "./ImportFinding.ts"

/** How many lines of a finding are reported. */
export const mostLines = 3

/** The most characters of a cell that are shown. */
const mostShown = 60

/** A cell as it is shown: only its first characters if it is long. */
export const shown = (cell: string): string => (cell.length > mostShown ? `${cell.slice(0, mostShown)}…` : cell)

/** What is found of rows, in the making. */
interface Noted {
  count: number
  /** The first rows that have it, counted from 1. */
  readonly rows: Array<number>
  readonly example: string
}

/** What is reported about all rows with one kind of mistake in one column. */
export interface RowMistake {
  readonly kind: Extract<FindingKind, "empty" | "value" | "repeated" | "lookup">
  readonly column: string
  readonly field: string
  readonly remedy: string
}

/** Collects what is wrong with the cells of one column, by what is reported about them. */
export interface ColumnNotes {
  readonly note: (problem: string, row: number, cell: string) => void
  readonly findings: (
    mistake: (problem: string) => RowMistake,
    lineOf: (row: number) => number,
  ) => ReadonlyArray<ImportFinding>
}

/** Makes the notes of one column: they hold no more than the first rows of each kind of mistake. */
export const makeColumnNotes = (): ColumnNotes => {
  const notes = new Map<string, Noted>()
  return {
    note: (problem, row, cell) => {
      const noted = notes.get(problem)
      if (noted === undefined) {
        notes.set(problem, { count: 1, rows: [row], example: cell })
        return
      }
      noted.count++
      if (noted.rows.length < mostLines) noted.rows.push(row)
    },
    findings: (mistake, lineOf) =>
      [...notes].map(([problem, { count, example, rows }]) => ({
        ...mistake(problem),
        stops: false,
        problem,
        count,
        lines: rows.map(lineOf),
        ...(example === "" ? {} : { example: shown(example) }),
      })),
  }
}
