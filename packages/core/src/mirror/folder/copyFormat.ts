import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { own } from "../../domain/own.ts"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { csvBytes, csvRows } from "../../formats/csv.ts"
import { Gzip, through } from "../../formats/Gzip.ts"
import { ndjsonBytes, ndjsonLines } from "../../formats/ndjson.ts"
import { strictText } from "../../formats/text.ts"
import { spellingOf } from "../../formats/values/spellings.ts"
import { typedRecords } from "../../formats/values/typedRecords.ts"
import type { Row } from "../../results/Rows.ts"
import { parseJson } from "../../wire/Json.ts"
import type { CopyColumn } from "../CopyColumn.ts"
import type { CopyFormat } from "./manifest.ts"
import { damaged } from "./unreadable.ts"

type Columns = ReadonlyArray<CopyColumn>
type Bytes<R> = Stream.Stream<Uint8Array, StorageFailed, R>
type Rows<R> = Stream.Stream<Row, StorageFailed, R>

/** How the rows of a copy are written into a file, and read back. */
interface Form {
  readonly write: <R>(columns: Columns, rows: Rows<R>) => Bytes<R>
  /** The rows as they were written. What the columns are is known from the manifest. */
  readonly read: <R>(file: string, columns: Columns, bytes: Bytes<R>) => Rows<R>
}

const longestRow = 2 ** 28

const typesOf = (columns: Columns) => {
  const types = new Map(
    columns.map(({ dataType, isText = false, name }) => [name, { dataType: isText ? "text" : dataType }]),
  )
  return (name: string) => types.get(name)
}

const csv: Form = {
  write: (columns, rows) => csvBytes(withHeader(columns, rows)),
  read: (file, columns, bytes) =>
    bytes.pipe(
      strictText(),
      csvRows({ maxRowSize: longestRow }),
      Stream.drop(1),
      Stream.mapError((error) =>
        error._tag === "StorageFailed" ? error : damaged(file, "it has changed since it was written"),
      ),
      Stream.mapEffect((row) =>
        row.length === columns.length
          ? Effect.succeed(row)
          : Effect.fail(damaged(file, "its rows do not have the columns that were written")),
      ),
    ),
}

/** Reads the JSON of a line. */
export const jsonOfLine = (file: string, words: string) =>
  Result.mapError(parseJson(words), () => damaged(file, "a line of it is not JSON"))

/** Makes rows of the records of a file; a value may also be written as the text of its cell. */
export const rowOfRecord = (file: string, columns: Columns) => {
  const typeOf = typesOf(columns)
  const cells = columns.map(({ name }) => ({ name, toCell: spellingOf(typeOf(name)?.dataType ?? "text").toCell }))
  return (record: unknown): Result.Result<Row, StorageFailed> => {
    const values = record as Readonly<Record<string, Schema.Json>>
    return Result.all(
      cells.map(({ name, toCell }) =>
        Result.mapError(toCell(own(values, name)), () => damaged(file, `${name} has changed since it was written`)),
      ),
    )
  }
}

const withHeader = <R>(columns: Columns, rows: Rows<R>): Rows<R> =>
  Stream.concat(Stream.succeed(columns.map(({ name }) => name)), rows)

/** The records that a format has of rows: typed ones in NDJSON, else the cells as they are. */
export const recordsOf = <R>(format: CopyFormat, columns: Columns, rows: Rows<R>) =>
  typedRecords(format === "ndjson" ? typesOf(columns) : () => undefined)(withHeader(columns, rows))

const ndjson: Form = {
  write: (columns, rows) => ndjsonBytes(recordsOf("ndjson", columns, rows)),
  read: (file, columns, bytes) => {
    const rowOf = rowOfRecord(file, columns)
    return bytes.pipe(
      strictText(),
      Stream.mapError((error) => (error._tag === "StorageFailed" ? error : damaged(file, "it is not UTF-8"))),
      ndjsonLines,
      Stream.mapEffect(({ words }) => Effect.fromResult(Result.flatMap(jsonOfLine(file, words), rowOf))),
    )
  },
}

const noGzip = new StorageFailed({
  doing: "pack a file",
  problem: "this program has no gzip",
  remedy: "Provide Gzip, as the runners do, or name another format.",
})

const gzipped = ({ read, write }: Form): Form => ({
  write: (columns, rows) =>
    Stream.unwrap(
      Effect.map(Gzip, (gzip) =>
        gzip === undefined ? Stream.fail(noGzip) : through(write(columns, rows), gzip.pack, () => noGzip),
      ),
    ),
  read: (file, columns, bytes) =>
    Stream.unwrap(
      Effect.map(Gzip, (gzip) =>
        gzip === undefined
          ? Stream.fail(noGzip)
          : read(
              file,
              columns,
              through(bytes, gzip.unpack, () => damaged(file, "its gzip data is damaged")),
            ),
      ),
    ),
})

/** The forms by their names. */
export const forms: Readonly<Record<CopyFormat, Form>> = { csv, "csv.gz": gzipped(csv), ndjson }
