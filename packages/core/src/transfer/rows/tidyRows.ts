import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { own } from "../../domain/own.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { tellingPlaces } from "../imports/ImportRequest.ts"
import { hasNul, type InputRow, isBlankRow, type LeftOut, nulProblem } from "./InputRow.ts"

/** What a row has too much: a cell that belongs to no column. */
const isFilled = (cell: string | undefined): boolean => cell !== undefined && cell.trim() !== ""

/** A name of a column as people see it: without blanks and what has no width around it. */
const nameIn = (cell: string): string =>
  cell.replaceAll(/^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g, "")

/** The columns of a table. */
interface Columns {
  /** How many cells the header has. */
  readonly width: number
  /** All names, also those that are empty. */
  readonly names: CsvRow
  /** Which of them are read. */
  readonly read: ReadonlyArray<number>
  /** Which have no name. */
  readonly nameless: ReadonlyArray<number>
}

const columnsIn = (header: CsvRow): Columns => {
  const names = header.map(nameIn)
  const places = names.map((_, at) => at)
  const telling = tellingPlaces(names)
  return {
    width: header.length,
    names,
    read: places.filter((at) => names[at] !== "" && !telling.includes(at)),
    nameless: places.filter((at) => names[at] === ""),
  }
}

/** Whether a cell is a name: hardly any has it in it, which is seen at once. */
const isNamed = (cell: string, name: string): boolean => cell.includes(name) && nameIn(cell) === name

const isHeaderAgain = ({ names }: Columns, row: CsvRow): boolean =>
  row.length === names.length && row.every((cell, at) => isNamed(cell, names[at] ?? ""))

const betweenCells: Readonly<Record<string, string>> = { ";": "a semicolon", "|": "a bar", "\t": "a tab" }

/**
 * Turns the rows of a table into what can be imported: the header with its names, and rows of the same width. What a
 * spreadsheet leaves behind, empty rows and columns, is left out and counted. Anything else that is odd fails, with its
 * line.
 *
 * The library checks the width of all rows that it is given, but knows no lines: only here can the message say where in
 * the file it is.
 */
export const tidyRows =
  (source: string, delimiter: string, leftOut: LeftOut) =>
  <E, R>(rows: Stream.Stream<InputRow, E, R>): Stream.Stream<InputRow, E | InputUnreadable, R> =>
    Stream.suspend(() => {
      let columns: Columns | undefined
      let isWhole = false
      const problemAt = (line: number, problem: string, remedy: string, column?: number) =>
        new InputUnreadable({ source, line, ...(column === undefined ? {} : { column }), problem, remedy })

      const begin = ({ cells, line }: InputRow): InputRow => {
        const found = columnsIn(cells)
        columns = found
        isWhole = found.read.length === found.width
        leftOut.emptyColumns = found.nameless.length
        return { line, cells: found.read.map((at) => found.names[at] ?? "") }
      }

      /** Why a row does not fit under the header. */
      const misfit = ({ nameless, read, width }: Columns, { cells, line }: InputRow): InputUnreadable | undefined => {
        const least = 1 + (read.at(-1) ?? -1)
        const surplus = cells.slice(width)
        if (cells.length < least || surplus.some(isFilled)) {
          const between = own(betweenCells, delimiter) ?? "a comma"
          return problemAt(
            line,
            `the row has ${cells.length} cells, but the header has ${width}`,
            `Give every row as many cells as the header has; put a cell that contains ${between} in quotes.`,
            Math.min(cells.length, width) + 1,
          )
        }
        leftOut.emptyColumns = Math.max(leftOut.emptyColumns, nameless.length + surplus.length)
        const homeless = nameless.find((at) => isFilled(cells[at]))
        return homeless === undefined
          ? undefined
          : problemAt(
              line,
              `column ${homeless + 1} has a value here, but no name in the header`,
              "Name the column in the header, or empty it.",
              homeless + 1,
            )
      }

      /** Processes a row: returns nothing for an empty one, or why it cannot be imported, if so. */
      const take = (row: InputRow): InputRow | InputUnreadable | undefined => {
        const { cells, line } = row
        if (isBlankRow(cells)) {
          leftOut.emptyRows++
          return undefined
        }
        if (cells.some(hasNul))
          return problemAt(line, nulProblem.problem, nulProblem.remedy, 1 + cells.findIndex(hasNul))
        if (columns === undefined) return begin(row)
        if (isHeaderAgain(columns, cells)) {
          return problemAt(line, "the header is repeated here", "Remove the line: were files joined?")
        }
        if (isWhole && cells.length === columns.width) return row
        const { read } = columns
        return misfit(columns, row) ?? { line, cells: read.map((at) => cells[at] ?? "") }
      }

      const takeAll = (
        chunk: ReadonlyArray<InputRow>,
      ): Effect.Effect<readonly [ReadonlyArray<InputRow>], InputUnreadable> => {
        const all: Array<InputRow> = []
        for (const row of chunk) {
          const taken = take(row)
          if (taken instanceof InputUnreadable) return Effect.fail(taken)
          if (taken !== undefined) all.push(taken)
        }
        return Effect.succeed([all])
      }

      return rows.pipe(
        Stream.mapArrayEffect(takeAll),
        // A stream of its own for each of them would keep all rows from being collected for long.
        Stream.filter(Arr.isReadonlyArrayNonEmpty),
        Stream.flattenArray,
      )
    })
