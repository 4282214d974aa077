import { number } from "../../domain/amount.ts"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { type CsvRow, csvRows, isCsvError } from "../../formats/csv.ts"
import type { InputRow, LeftOut } from "./InputRow.ts"
import { tidyRows } from "./tidyRows.ts"

/** How many line breaks there are in a cell, however they are spelled. */
const breaksIn = (cell: string): number =>
  cell.includes("\n") || cell.includes("\r") ? (cell.match(/\r\n|\r|\n/g) ?? []).length : 0

const linesIn = (row: CsvRow): number => 1 + row.reduce((sum, cell) => sum + breaksIn(cell), 0)

const quotesRemedy = "Close every quotation mark, and double those within a cell."

/** How a table is read. */
interface Table {
  readonly source: string
  readonly delimiter: string
  readonly maxRowSize: number
  /** How many lines come before the text. */
  readonly linesBefore: number
  readonly leftOut: LeftOut
}

/** Reads rows of CSV as they are, whatever stands between their cells. */
export const placedCsv = <E, R>(
  text: Stream.Stream<string, E, R>,
  { delimiter, linesBefore, maxRowSize, source }: Omit<Table, "leftOut">,
): Stream.Stream<InputRow, E | InputUnreadable, R> =>
  Stream.suspend(() => {
    let next = 1 + linesBefore
    const placed = (cells: CsvRow): InputRow => {
      const line = next
      next += linesIn(cells)
      return { line, cells }
    }
    return text.pipe(
      Stream.filter((piece) => piece !== ""),
      csvRows({ delimiter, keepsEmptyLines: true, maxRowSize }),
      Stream.mapError((error) =>
        isCsvError(error)
          ? new InputUnreadable({
              source,
              line: error.line + linesBefore,
              ...(error.column === undefined ? {} : { column: error.column }),
              problem: error.message,
              remedy:
                error.kind === "RecordSize" ? `A row may have at most ${number(maxRowSize)} characters.` : quotesRemedy,
            })
          : error,
      ),
      Stream.map(placed),
    )
  })

/** Reads rows of CSV, and leaves out what has nothing in it. */
export const csvInput = <E, R>(
  text: Stream.Stream<string, E, R>,
  { leftOut, ...table }: Table,
): Stream.Stream<InputRow, E | InputUnreadable, R> =>
  tidyRows(table.source, table.delimiter, leftOut)(placedCsv(text, table))
