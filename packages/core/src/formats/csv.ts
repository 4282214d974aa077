import * as Csv from "effect/encoding/Csv"
import * as Stream from "effect/Stream"

/** One row of a CSV file. */
export type CsvRow = Csv.Row

/** What could not be read as CSV: which row, and why. */
export type CsvError = Csv.CsvError

/** How a CSV file is written down. */
export interface CsvOptions {
  /** What stands between cells; a comma by default. */
  readonly delimiter?: string
  /** The longest row that is read, in characters; 4 MiB by default. */
  readonly maxRowSize?: number
  /** Whether a line without any cell is a row; by default it is none. */
  readonly keepsEmptyLines?: boolean
}

const defaultMaxRowSize = 4 * 1024 * 1024

/** Reads the rows of a CSV text: quoted line breaks stay in their cells, a byte order mark and empty lines are dropped. */
export const csvRows =
  ({ delimiter = ",", keepsEmptyLines = false, maxRowSize = defaultMaxRowSize }: CsvOptions = {}) =>
  <E, R>(text: Stream.Stream<string, E, R>): Stream.Stream<CsvRow, E | CsvError, R> =>
    Stream.pipeThroughChannelOrFail(
      text,
      Csv.decodeString({ delimiter, maxRecordSize: maxRowSize, ignoreEmptyLines: !keepsEmptyLines }),
    )

/** Writes rows as CSV in UTF-8, one piece of bytes for each chunk of rows. */
export const csvBytes = <E, R>(rows: Stream.Stream<CsvRow, E, R>, delimiter = ","): Stream.Stream<Uint8Array, E, R> =>
  Stream.pipeThroughChannelOrFail(rows, Csv.encode({ newline: "\n", delimiter }))

/** How many characters a row takes as CSV, at most: what `maxRowSize` is compared with when it is read again. */
export const lengthOfRow = (row: CsvRow): number =>
  row.reduce((sum, cell) => sum + cell.length + 3 + (cell.includes('"') ? cell.split('"').length - 1 : 0), 0)

/** Tells whether it was the CSV that was wrong. */
export const isCsvError = Csv.isCsvError
