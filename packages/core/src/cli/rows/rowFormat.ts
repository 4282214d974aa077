import type * as Stream from "effect/Stream"
import { type CsvRow, csvBytes } from "../../formats/csv.ts"
import { ndjsonBytes } from "../../formats/ndjson.ts"
import { asRecords } from "../../results/records.ts"

/** How rows are written down. */
export type RowFormat = "csv" | "ndjson"

/** The format that a file's name tells of. */
export const formatOfName = (name: string): "csv" | "ndjson" | "zip" | "ics" | undefined => {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ""
  if (extension === "jsonl") return "ndjson"
  return (["csv", "ndjson", "zip", "ics"] as const).find((format) => format === extension)
}

/** Writes rows, whose first one is the header. */
export const rowBytes =
  (format: RowFormat) =>
  <E, R>(rows: Stream.Stream<CsvRow, E, R>): Stream.Stream<Uint8Array, E, R> =>
    format === "csv" ? csvBytes(rows) : ndjsonBytes(asRecords(rows))
