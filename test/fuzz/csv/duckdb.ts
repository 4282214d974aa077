import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Rows } from "./ours.ts"

/** What of DuckDB's package is used. */
interface DuckDb {
  readonly DuckDBInstance: {
    readonly create: () => Promise<{ readonly connect: () => Promise<Connection> }>
  }
}

interface Connection {
  readonly runAndReadAll: (
    sql: string,
  ) => Promise<{ readonly getRows: () => ReadonlyArray<ReadonlyArray<string | null>> }>
}

const version = "1.5.6-r.1"

/** Outside of the workspace: it is large, and only this needs it. */
const folder = join(tmpdir(), "zoho-bulk-duckdb", version)

/** Installs DuckDB, unless it is there. */
export const install = (): DuckDb => {
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, "node_modules/@duckdb/node-api"))) {
    writeFileSync(join(folder, "package.json"), "{}")
    execFileSync("npm", ["install", "--no-audit", "--no-fund", `@duckdb/node-api@${version}`], { cwd: folder })
  }
  return createRequire(join(folder, "package.json"))("@duckdb/node-api")
}

/** How many cells a row of a file has that is right, quotes and all. */
const widthOf = (text: string): number => {
  const [first = ""] = text.replaceAll(/"(?:[^"]|"")*"/g, "").split(/\r?\n/, 1)
  return first.split(",").length
}

/** Every cell is text, and an empty one is an empty text: nothing is guessed. */
const query = (file: string, width: number): string => {
  const columns = Array.from({ length: width }, (_, at) => `'c${at}': 'VARCHAR'`).join(", ")
  const options = `header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${columns}}`
  return `SELECT * FROM read_csv('${file}', ${options}, strict_mode = true, parallel = false)`
}

/** Reads texts as DuckDB does. */
export const duckDbRows = async (texts: ReadonlyArray<string>): Promise<ReadonlyArray<Rows>> => {
  const { DuckDBInstance } = install()
  const connection = await (await DuckDBInstance.create()).connect()
  const file = join(folder, "rows.csv")
  const read: Array<Rows> = []
  for (const text of texts) {
    writeFileSync(file, text)
    const rows = await connection.runAndReadAll(query(file, widthOf(text))).catch(() => undefined)
    read.push(rows?.getRows().map((row) => row.map((cell) => cell ?? "")) ?? null)
  }
  return read
}
