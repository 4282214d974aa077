import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type CsvRow, csvRows } from "../../formats/csv.ts"
import { eachZippedFile, type ZippedFile } from "../../formats/zip.ts"
import { refuse } from "../answers/refuse.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { Upload } from "../model/WorldState.ts"

/** A CSV file of an upload. */
export interface UploadedFile {
  readonly name: string
  readonly header: CsvRow
  readonly rows: ReadonlyArray<CsvRow>
}

/** Rows of one CSV file, beside its header (Zoho's bulk-write page). */
export const maxRows = 25_000

const delimiters = [",", ";", ":", "|"]

const unreadable = refuse("FILE_NOT_SUPPORTED", "File not supported for bulk write")

const textOf = <E>({ content }: ZippedFile<E>, encoding: string) => Stream.decodeText(content, { encoding })

/** Finds what stands between cells: the one of the four that is most in the header (Zoho's bulk-write page). */
const delimiterOf = (header: string): string => {
  const count = (delimiter: string): number => header.split(delimiter).length
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best))
}

const firstLine = <E>(file: ZippedFile<E>, encoding: string) =>
  textOf(file, encoding).pipe(
    Stream.takeUntil((text) => text.includes("\n")),
    Stream.mkString,
    Effect.map((text) => text.split(/\r?\n/)[0] ?? ""),
  )

const rowsOf = <E>(file: ZippedFile<E>, delimiter: string, encoding: string) =>
  textOf(file, encoding).pipe(
    csvRows({ delimiter }),
    Stream.take(maxRows + 2),
    Stream.runCollect,
    Effect.map(([header = [], ...rows]): UploadedFile => ({ name: file.name, header, rows })),
  )

/** Reads the CSV files of an upload, and no more rows of each than are needed to know that there are too many. */
export const readUpload = Effect.fnUntraced(function* (
  upload: Upload,
  encoding: string,
): Effect.fn.Return<ReadonlyArray<UploadedFile>, Refusal> {
  const archive = Stream.succeed(upload.bytes)
  const headers = yield* archive.pipe(
    eachZippedFile((file) => firstLine(file, encoding)),
    Stream.runCollect,
    Effect.catch(() => unreadable),
  )
  let at = 0
  const files = yield* archive.pipe(
    eachZippedFile((file) => rowsOf(file, delimiterOf(headers[at++] ?? ""), encoding)),
    Stream.runCollect,
    Effect.catch(() => unreadable),
  )
  if (files.length === 0 || files.some(({ name }) => !/\.csv$/i.test(name))) return yield* unreadable
  return files
})
