/**
 * Writes a copy of rows of all kinds of values in each form that copies have, and compares what others read in it: DuckDB, which is installed outside
 * of the workspace, in CSV, packed CSV and NDJSON, and Python's sqlite3 in a database. DuckDB reads databases only by an extension that is not in its
 * package.
 *
 *     pnpm fuzz:copies
 */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import * as Mirror from "@zoho-bulk/core/Mirror"
import { sqliteTarget } from "@zoho-bulk/core/sqlite"
import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
import { layerFiles } from "@zoho-bulk/node-runner"
import { Effect } from "effect"
import { runInto } from "../../support/copyRuns.ts"
import { install } from "../csv/duckdb.ts"
import { columns, rows } from "./rows.ts"

type Cells = ReadonlyArray<ReadonlyArray<string>>

/** What is read of a cell, so that the spelling of a number does not matter: its digits do. */
const plain = (cell: string): string => {
  if (/^-?\d+\.\d+$/.test(cell)) return cell.replace(/\.?0+$/, "")
  return cell
}

const { DuckDBInstance } = install()
const connection = await (await DuckDBInstance.create()).connect()

const names = columns.map(({ name }) => name)
const selected = names.map((name) => `coalesce(CAST("${name}" AS VARCHAR), '')`).join(", ")

const duckDb = async (from: string): Promise<Cells> => {
  const read = await connection.runAndReadAll(`SELECT ${selected} FROM ${from} ORDER BY id`)
  return read.getRows().map((row) => row.map((cell) => cell ?? ""))
}

const texts = names.map((name) => `'${name}': 'VARCHAR'`).join(", ")
const csv = (file: string): string =>
  `read_csv('${file}', header = true, auto_detect = false, quote = '"', escape = '"', columns = {${texts}})`

/** Integers are more than a double holds, and are read as such. */
const types: Readonly<Record<string, string>> = { Count: "BIGINT", Amount: "DOUBLE", Active: "BOOLEAN" }
const typed = names.map((name) => `'${name}': '${types[name] ?? "VARCHAR"}'`).join(", ")
const ndjson = (file: string): string => `read_json('${file}', format = 'newline_delimited', columns = {${typed}})`

const python = `
import json, sqlite3, sys
database = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
types = {name: kind for name, kind in database.execute("SELECT name, type FROM pragma_table_info('Leads')")}
names = [name for name in types if name != "deleted_at"]
def text(name, value):
    if value is None: return ""
    if types[name] == "BOOLEAN": return "true" if value == 1 else "false"
    return repr(value) if isinstance(value, float) else str(value)
rows = database.execute("SELECT * FROM Leads ORDER BY id").fetchall()
print(json.dumps([[text(name, value) for name, value in zip(names, row)] for row in rows]))
`

const pythonRows = (file: string): Cells =>
  JSON.parse(execFileSync("python3", ["-c", python, file], { encoding: "utf8" }))

const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-"))

const tell = (who: string, read: Cells): void => {
  const differences = rows.flatMap((row, at) =>
    row.flatMap((cell, column) =>
      plain(cell) === plain(read[at]?.[column] ?? "nothing")
        ? []
        : [`${row[0]} ${names[column]}: ${JSON.stringify([cell, read[at]?.[column]])}`],
    ),
  )
  console.log(`${who}: ${read.length} of ${rows.length} rows, ${differences.length} values are other ones`)
  for (const difference of differences.slice(0, 10)) console.log(difference)
  if (differences.length > 0 || read.length !== rows.length) process.exitCode = 1
}

const copyInto = <R>(target: Mirror.MirrorTarget<R>) => runInto(target, { columns, rows })

try {
  await Effect.gen(function* () {
    for (const format of ["csv", "csv.gz", "ndjson"] as const)
      yield* copyInto(Mirror.folder(join(folder, format), { format }))
    yield* copyInto(sqliteTarget(join(folder, "crm.db"), openSqlite))
  }).pipe(Effect.provide(layerFiles), Effect.runPromise)
  tell("DuckDB, CSV", await duckDb(csv(join(folder, "csv/Leads.csv"))))
  tell("DuckDB, packed CSV", await duckDb(csv(join(folder, "csv.gz/Leads.csv.gz"))))
  tell("DuckDB, NDJSON", await duckDb(ndjson(join(folder, "ndjson/Leads.ndjson"))))
  tell("Python, SQLite", pythonRows(join(folder, "crm.db")))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
