import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type CsvRow, csvBytes } from "../../formats/csv.ts"
import { recordLines } from "../../formats/recordLines.ts"
import { own } from "../../domain/own.ts"
import { safeCells } from "../../results/safeCells.ts"
import { UsageError } from "../failure/UsageError.ts"
import { checkGzip } from "./packed.ts"

/** How rows are written down. */
export const rowFormats = ["csv", "tsv", "ndjson"] as const
export type RowFormat = (typeof rowFormats)[number]

/** How rows may be written down that are read. */
export const inputFormats = [...rowFormats, "json"] as const
export type InputFormat = (typeof inputFormats)[number]

/** How the content of a file that is written may be put. */
export type FileFormat = RowFormat | "zip" | "ics"

/** What the ending of a file's name tells. */
interface Ending {
  /** Without the dot; none if the name has none. */
  readonly ending: string | undefined
  /** Whether the file is packed by gzip. */
  readonly isPacked: boolean
}

const endingOf = (name: string): Ending => {
  const isPacked = /\.gz$/i.test(name)
  const ending = /\.([a-z]\w*)$/i.exec(isPacked ? name.slice(0, -3) : name)?.[1]?.toLowerCase()
  return { ending: ending === "jsonl" ? "ndjson" : ending, isPacked }
}

/** Checks whether a file's name shows that it is packed. */
export const isPackedName = (name: string): boolean => endingOf(name).isPacked

/** The format of rows that the name of a file to be read tells of. */
export const formatOfInput = (name: string): InputFormat | undefined => {
  const { ending } = endingOf(name)
  return inputFormats.find((format) => format === ending)
}

const kinds: Readonly<Record<FileFormat, string>> = {
  csv: ".csv",
  tsv: ".tsv",
  ndjson: ".ndjson",
  zip: ".zip",
  ics: ".ics",
}

const orList = (words: ReadonlyArray<string>): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`

/** What is not written, and what comes near it. */
const nearest: Readonly<Record<string, string>> = {
  json: "one JSON object on each line is .ndjson",
  xlsx: "spreadsheets open .csv",
  xls: "spreadsheets open .csv",
}

/**
 * The format that the name of an output file indicates; none if it has no extension. A name that indicates another
 * format than the one written here is refused, unless the format was stated as well: a file is what its name says.
 */
export const formatOfName = Effect.fnUntraced(function* <Format extends FileFormat>(
  flag: string,
  name: string,
  formats: ReadonlyArray<Format>,
  stated?: Format,
): Effect.fn.Return<Format | undefined, UsageError> {
  const { ending, isPacked } = endingOf(name)
  const found = stated ?? formats.find((format) => format === ending)
  if (isPacked) yield* checkGzip
  if (isPacked && found === "zip") {
    return yield* new UsageError({
      problem: `${flag} ${name} would compress an archive again`,
      remedy: "Leave .gz out of the name.",
    })
  }
  if (found !== undefined || ending === undefined) return found
  const written = orList(formats.map((format) => kinds[format]))
  const stating = flag === "--output" ? "; or state its format with --format" : ""
  const near = own(nearest, ending)
  const hint = near === undefined ? "" : ` (${near})`
  return yield* new UsageError({
    problem: `${flag} ${name}: ${ending} is not a format that zoho-bulk writes`,
    remedy: `Name a file that ends in ${written}${hint}, with .gz after it to compress it${stating}.`,
  })
})

/** Writes rows, whose first one is the header; CSV with cells that are safe in a spreadsheet, where that is wanted. */
export const rowBytes =
  (format: RowFormat, isForSpreadsheet = false) =>
  <E, R>(rows: Stream.Stream<CsvRow, E, R>): Stream.Stream<Uint8Array, E, R> => {
    if (format === "ndjson") return recordLines(rows)
    const delimiter = format === "tsv" ? "\t" : ","
    return csvBytes(isForSpreadsheet ? Stream.map(rows, safeCells) : rows, delimiter)
  }
