import * as Stream from "effect/Stream"
import { type CsvRow, csvBytes } from "../../formats/csv.ts"
import { ndjsonBytes } from "../../formats/ndjson.ts"
import { asRecords } from "../../results/records.ts"
import { safeCells } from "../../results/safeCells.ts"

/** How rows are written down. */
export type RowFormat = "csv" | "ndjson"

/** The format that a file's name tells of. */
export const formatOfName = (name: string): "csv" | "ndjson" | "zip" | "ics" | undefined => {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ""
  if (extension === "jsonl") return "ndjson"
  return (["csv", "ndjson", "zip", "ics"] as const).find((format) => format === extension)
}

/** Writes rows, whose first one is the header; CSV with cells that are safe in a spreadsheet, where that is wanted. */
export const rowBytes =
  (format: RowFormat, isForSpreadsheet = false) =>
  <E, R>(rows: Stream.Stream<CsvRow, E, R>): Stream.Stream<Uint8Array, E, R> => {
    if (format === "ndjson") return ndjsonBytes(asRecords(rows))
    return csvBytes(isForSpreadsheet ? Stream.map(rows, safeCells) : rows)
  }
