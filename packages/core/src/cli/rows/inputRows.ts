import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { CurrentLimits } from "../../settings/Limits.ts"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { type CsvRow, csvRows, isCsvError } from "../../formats/csv.ts"
import { type NdjsonLine, ndjsonLines } from "../../formats/ndjson.ts"
import { encodingOf, isTextError, strictText } from "../../formats/text.ts"
import { readBytes } from "../../storage/keepBytes.ts"
import { formatOfName } from "./rowFormat.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import { UsageError } from "../failure/UsageError.ts"

/** How rows to be imported are written down. */
export type InputFormat = "csv" | "ndjson"

const delimiters = [",", ";", "|", "\t"]

/** Finds what stands between cells: what there is most of in the header, quoted names left out. */
const delimiterIn = (header: string): string => {
  const bare = header.replaceAll(/"[^"]*"/g, "")
  const count = (delimiter: string): number => bare.split(delimiter).length
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best))
}

const linesIn = (row: CsvRow): number => 1 + row.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0)

const isEmpty = (row: CsvRow): boolean => row.length === 0 || (row.length === 1 && row[0] === "")

/** Fails on a row that has not as many cells as the header, and says on which line; empty lines are passed over. */
const even =
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

/** Reads rows of CSV in UTF-8 or UTF-16, whatever stands between their cells. */
const csvInput = (source: string, text: Stream.Stream<string, InputUnreadable>, maxRowSize: number) =>
  Stream.unwrap(
    Effect.gen(function* () {
      let beginning = ""
      const pull = yield* Stream.toPull(text)
      const pulled = Stream.fromPull(Effect.succeed(pull))
      const [head, rest] = [yield* Stream.runHead(pulled), pulled]
      if (head._tag === "Some") beginning = head.value
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
        even(source),
      )
    }),
  )

const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  return typeof value === "string" ? value : JSON.stringify(value)
}

/** Reads rows of NDJSON: one object a line, the names of the first one being the header. */
const ndjsonInput = (source: string, text: Stream.Stream<string, InputUnreadable>) =>
  Stream.suspend(() => {
    let header: CsvRow | undefined
    const rowsOf = ({ line, value: parsed }: NdjsonLine): Effect.Effect<ReadonlyArray<CsvRow>, InputUnreadable> => {
      const problemAt = (problem: string, remedy: string) => new InputUnreadable({ source, line, problem, remedy })
      if (Result.isFailure(parsed)) return problemAt("this is no JSON", "Write one JSON object a line.")
      const value = parsed.success
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return problemAt("this is no object", "Write one JSON object a line, by the names of the columns.")
      }
      const record = value as Readonly<Record<string, unknown>>
      const isFirst = header === undefined
      const names = (header ??= Object.keys(record))
      const unknown = Object.keys(record).find((name) => !names.includes(name))
      if (unknown !== undefined) {
        return problemAt(`${unknown} is not among the names of the first line`, "Give the first line every name.")
      }
      const row = names.map((name) => cellOf(record[name]))
      return Effect.succeed(isFirst ? [names, row] : [row])
    }
    return ndjsonLines(text).pipe(
      Stream.mapEffect(rowsOf),
      Stream.flatMap((rows) => Stream.fromArray(rows)),
    )
  })

const decoded = (source: string, bytes: Stream.Stream<Uint8Array, InputUnreadable>) =>
  Stream.unwrap(
    Effect.gen(function* () {
      const pull = yield* Stream.toPull(bytes)
      const pulled = Stream.fromPull(Effect.succeed(pull))
      const head = yield* Stream.runHead(pulled)
      const first = head._tag === "Some" ? head.value : new Uint8Array()
      return Stream.concat(Stream.succeed(first), pulled).pipe(
        strictText(encodingOf(first)),
        Stream.mapError((error) =>
          isTextError(error)
            ? new InputUnreadable({
                source,
                problem: error.message,
                remedy: "Save it as UTF-8, or as UTF-16 with a byte order mark.",
              })
            : error,
        ),
      )
    }),
  )

const bytesOf = Effect.fnUntraced(function* (file: string) {
  const fs = yield* FileSystem.FileSystem
  const { stdin } = yield* Stdio.Stdio
  const source = file === standardOutput ? "stdin" : file
  const unreadable = (problem: string) =>
    new InputUnreadable({ source, problem, remedy: "Name a file that this program may read." })
  return file === standardOutput
    ? Stream.mapError(stdin, () => unreadable("it broke off"))
    : readBytes(file).pipe(
        Stream.mapError(({ problem }) => unreadable(problem)),
        Stream.provideService(FileSystem.FileSystem, fs),
      )
})

/** Settles where rows come from: an absolute path, or stdin. */
export const settleInput = Effect.fnUntraced(function* (
  file: string,
): Effect.fn.Return<string, UsageError, FileSystem.FileSystem | Path.Path> {
  if (file === standardOutput || file === "/dev/stdin") return standardOutput
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const absolute = path.resolve(file)
  const found = yield* Effect.option(fs.stat(absolute))
  const type = found._tag === "Some" ? found.value.type : undefined
  if (type === "File") return yield* Effect.orElseSucceed(fs.realPath(absolute), () => absolute)
  if (type === "FIFO" || type === "CharacterDevice") {
    return yield* new UsageError({
      problem: `${file} is a pipe or a device, from which rows cannot be read twice`,
      remedy: `Read it as stdin: zoho-bulk import - < ${file}`,
    })
  }
  return yield* new UsageError({
    problem: found._tag === "None" ? `There is no file ${file} that this program may read` : `${file} is no file`,
    remedy: "Name a file of CSV or NDJSON, or - for stdin; on Deno, allow it with --allow-read.",
  })
})

/** The rows of a file or of stdin, the header first. */
export const inputRows = (file: string, format: InputFormat | undefined) =>
  Stream.unwrap(
    Effect.gen(function* () {
      const source = file === standardOutput ? "stdin" : file
      const { maxRowSize } = yield* CurrentLimits
      const text = decoded(source, yield* bytesOf(file))
      const isNdjson = (format ?? formatOfName(file)) === "ndjson"
      return isNdjson ? ndjsonInput(source, text) : csvInput(source, text, maxRowSize)
    }),
  )
