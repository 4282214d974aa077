import { DatabaseSync } from "node:sqlite"
import type { Mirror } from "@zoho-bulk/core"
import type { ZohoRecord } from "./History.ts"
import type { CopiesRead, ReadCopy } from "./readCopy.ts"

type Found = Readonly<Record<string, unknown>>

const look = <A>(file: string, use: (all: (sql: string) => ReadonlyArray<Found>) => A): A => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return use((sql) => {
      const statement = database.prepare(sql)
      statement.setReadBigInts(true)
      return statement.all()
    })
  } finally {
    database.close()
  }
}

/** The tables of a database. */
export const tablesOf = (file: string): ReadonlyArray<string> =>
  look(file, (all) => all("SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => String(name)))

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A value as bulk files spell it. */
const textOf = (value: unknown, type: string): string => {
  if (value === null || value === undefined) return ""
  return type === "BOOLEAN" ? String(value === 1n) : String(value)
}

const readTable = (
  all: (sql: string) => ReadonlyArray<Found>,
  checkpoint: Mirror.Checkpoint,
  known: unknown,
): ReadCopy | string => {
  const table = quoted(checkpoint.module)
  const types = all(`SELECT name, type FROM pragma_table_info('${checkpoint.module}')`)
  if (types.length === 0) return "it has no table"
  const found = all(`SELECT * FROM ${table}`)
  if (BigInt(found.length) !== known) return `there are ${found.length} rows, and ${String(known)} are written down`
  const alive = found.filter((row) => (row["deleted_at"] ?? null) === null)
  const names = checkpoint.columns.map(({ name }) => name)
  const rows = alive.map((row): ZohoRecord =>
    Object.fromEntries(
      types.flatMap(({ name, type }) =>
        names.includes(String(name)) ? [[String(name), textOf(row[String(name)], String(type))]] : [],
      ),
    ),
  )
  const lacking = names.filter((name) => !types.some((type) => type["name"] === name))
  if (lacking.length > 0) return `it has no columns ${lacking.join(", ")}`
  return { checkpoint, rows: new Map(rows.map((row) => [row["id"] ?? "", row])), lines: rows.length }
}

/** Reads the copies in a database at this moment, as anybody who knows how they are laid out. */
export const readDatabase = (file: string): CopiesRead =>
  look(file, (all) => {
    const damage = all("PRAGMA integrity_check").flatMap(({ integrity_check }) =>
      integrity_check === "ok" ? [] : [String(integrity_check)],
    )
    const copies = new Map<string, ReadCopy>()
    const wrong = [...damage]
    const [isThere] = all("SELECT 1 FROM sqlite_schema WHERE name = 'zoho_bulk_copies'")
    const kept = isThere === undefined ? [] : all('SELECT module, checkpoint, "rows" FROM zoho_bulk_copies')
    for (const { checkpoint, module, rows } of kept) {
      const read = readTable(all, JSON.parse(String(checkpoint)), rows)
      if (typeof read === "string") wrong.push(`${String(module)}: ${read}`)
      else copies.set(String(module), read)
    }
    return { copies, wrong }
  })
