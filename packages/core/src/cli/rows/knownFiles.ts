/** A kind of file that has no rows to import, as its first bytes tell. */
export interface KnownFile {
  readonly problem: string
  readonly remedy: string
}

/** How many bytes are needed to recognise it. */
export const tellingBytes = 512

const asCsv = "Save the sheet as CSV UTF-8, and import that."

const unpackFirst = "Unpack it, and import the file of rows in it."

const withTool = (tool: string): string => `Write its rows as CSV or NDJSON first, such as with ${tool}.`

type Kind = readonly [start: string, name: string, remedy: string]

/** Kinds of files by how they begin, each byte a character. */
const kinds: ReadonlyArray<Kind> = [
  ["%PDF", "a PDF", "Ask for the table itself, as CSV."],
  ["\u00d0\u00cf\u0011\u00e0", "an old spreadsheet (.xls)", asCsv],
  ["PAR1", "Parquet", withTool("DuckDB: COPY (FROM 'file.parquet') TO 'rows.csv'")],
  ["ORC", "ORC", withTool("DuckDB or Spark")],
  ["Obj\u0001", "Avro", withTool("avro-tools tojson")],
  ["ARROW1", "Arrow", withTool("DuckDB or pyarrow")],
  ["SQLite format 3\u0000", "a SQLite database", withTool("sqlite3 -header -csv file 'select * from t'")],
  ["7z\u00bc\u00af'\u001c", "a 7z archive", unpackFirst],
  ["Rar!", "a RAR archive", unpackFirst],
  ["BZh", "compressed with bzip2", "Decompress it: bunzip2."],
  ["\u00fd7zXZ", "compressed with xz", "Decompress it: unxz."],
  ["(\u00b5/\u00fd", "compressed with zstd", "Decompress it: unzstd."],
  ["\u0089PNG", "a picture", "Name a file of rows."],
  ["\u00ff\u00d8\u00ff", "a picture", "Name a file of rows."],
]

const isSheet = (start: string): boolean => /\[Content_Types\]\.xml|^.{30}(?:_rels|xl|docProps)\//s.test(start)

const isOpenDocument = (start: string): boolean => start.includes("mimetypeapplication/vnd.oasis")

/** What a zip is, by the first of its entries. */
const zipKind = (start: string): KnownFile => {
  if (isSheet(start)) return { problem: "this is a spreadsheet (.xlsx), not text", remedy: asCsv }
  if (isOpenDocument(start)) return { problem: "this is an OpenDocument file (.ods), not text", remedy: asCsv }
  return { problem: "this is a zip archive", remedy: unpackFirst }
}

/** Names a file that begins like this, if rows cannot be read from it. */
export const knownFile = (beginning: Uint8Array): KnownFile | undefined => {
  const start = Array.from(beginning.subarray(0, tellingBytes), (byte) => String.fromCharCode(byte)).join("")
  if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) return zipKind(start)
  const kind = kinds.find(([mark]) => start.startsWith(mark))
  if (kind !== undefined) return { problem: `this is ${kind[1]}, not text`, remedy: kind[2] }
  return /^\s*<(?:!doctype html|html|\?xml)/i.test(start.replace(/^\u00ef\u00bb\u00bf/, ""))
    ? {
        problem: "this is a page of HTML or XML, not rows",
        remedy: "Check what was saved: it is often a sign-in page.",
      }
    : undefined
}
