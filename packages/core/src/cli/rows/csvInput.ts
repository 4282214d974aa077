import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Sink from "effect/Sink"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { type CsvRow, csvRows, isCsvError } from "../../formats/csv.ts"

const delimiters = [",", ";", "|", "\t"]

/** Finds what stands between cells: what there is most of in the header, quoted names left out. */
const delimiterIn = (header: string): string => {
  const bare = header.replaceAll(/"[^"]*"/g, "")
  const count = (delimiter: string): number => bare.split(delimiter).length
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best))
}

const linesIn = (row: CsvRow): number => 1 + row.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0)

const isEmpty = (row: CsvRow): boolean => row.length === 0 || (row.length === 1 && row[0] === "")

/**
 * Fails on a row with more or fewer cells than the header, and skips empty lines.
 *
 * The library checks the width of all rows that it is given, but knows no lines: only here can the message say where in the file it is.
 */
const checkWidths =
  (source: string) =>
  <E, R>(rows: Stream.Stream<CsvRow, E, R>): Stream.Stream<CsvRow, E | InputUnreadable, R> =>
    Stream.suspend(() => {
      let line = 1
      let width: number | undefined
      const check = (row: CsvRow): Effect.Effect<ReadonlyArray<CsvRow>, InputUnreadable> => {
        const at = line
        line += linesIn(row)
        if (isEmpty(row)) return Effect.succeed([])
        width ??= row.length
        if (row.length === width) return Effect.succeed([row])
        return new InputUnreadable({
          source,
          line: at,
          column: Math.min(row.length, width) + 1,
          problem: `the row has ${row.length} cells, and the header has ${width}`,
          remedy: "Give every row as many cells as the header has; put a cell that holds a comma into quotes.",
        })
      }
      return rows.pipe(
        Stream.mapArrayEffect((chunk) => Effect.map(Effect.forEach(chunk, check), (checked) => [checked.flat()])),
        Stream.flatMap((checked) => Stream.fromArray(checked)),
      )
    })

const quotesRemedy = "Close every quotation mark, and double those within a cell."

/** Reads rows of CSV, whatever stands between their cells. */
export const csvInput = (
  source: string,
  text: Stream.Stream<string, InputUnreadable>,
  maxRowSize: number,
): Stream.Stream<CsvRow, InputUnreadable> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const [head, rest] = yield* Stream.peel(text, Sink.head<string>())
      const beginning = Option.getOrElse(head, () => "")
      const delimiter = delimiterIn(beginning.split(/\r?\n/, 1)[0] ?? "")
      return Stream.concat(Stream.succeed(beginning), rest).pipe(
        Stream.filter((piece) => piece !== ""),
        csvRows({ delimiter, keepsEmptyLines: true, maxRowSize }),
        Stream.mapError((error) =>
          isCsvError(error)
            ? new InputUnreadable({
                source,
                line: error.line,
                ...(error.column === undefined ? {} : { column: error.column }),
                problem: error.message,
                remedy: error.kind === "RecordSize" ? `A row may have ${maxRowSize} characters.` : quotesRemedy,
              })
            : error,
        ),
        checkWidths(source),
      )
    }),
  )
