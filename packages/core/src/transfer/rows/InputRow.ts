import type { CsvRow } from "../../formats/csv.ts"

/** A row of an input, and the line on which it begins, counted from 1. */
export interface InputRow {
  readonly line: number
  readonly cells: CsvRow
}

/** What was left out of an input because there is nothing in it. It grows while the rows are read. */
export interface LeftOut {
  /** Rows in which every cell is empty or blank. */
  emptyRows: number
  /** Columns without a name and without a value. */
  emptyColumns: number
}

/** Checks whether a row is empty. */
export const isBlankRow = (row: CsvRow): boolean => row.every((cell) => cell.trim() === "")

/** Checks whether a cell contains a character that ends texts elsewhere, and that no field can contain. */
export const hasNul = (cell: string): boolean => cell.includes("\0")

/** What says so, and what to do about it. */
export const nulProblem = {
  problem: "a cell has the character NUL (U+0000)",
  remedy: "Remove it; if every second character is NUL, the file is UTF-16: add --encoding utf-16le.",
} as const
