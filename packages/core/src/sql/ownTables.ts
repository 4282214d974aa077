import { StorageFailed } from "../failure/StorageFailed.ts"
import { numberIn, type Statements } from "./SqliteClient.ts"

/** Tables of our own that belong together, in a database that may be somebody else's. */
export interface OwnTables {
  readonly name: string
  /** The statements that lead from each version to the next one; the first ones, from nothing to version 1. What has been released is not changed any more. */
  readonly steps: ReadonlyArray<ReadonlyArray<string>>
}

/** Everything of ours begins so, except what people read. */
export const ownPrefix = "zoho_bulk_"

const versionsTable = `${ownPrefix}versions`

/** Checks whether there is a table, a view or an index of a name. */
export const exists = ({ all }: Statements, name: string): boolean =>
  all("SELECT 1 FROM main.sqlite_schema WHERE name = ? COLLATE NOCASE", name).length > 0

/** The version of our tables in a database; 0 if there are none. */
export const versionOf = (statements: Statements, { name }: OwnTables): number => {
  if (!exists(statements, versionsTable)) return 0
  return numberIn(statements.all(`SELECT version FROM ${versionsTable} WHERE name = ?`, name)[0]?.[0])
}

/** Refuses tables that a later version of this program has made. */
export const checkVersion = (statements: Statements, tables: OwnTables): number => {
  const version = versionOf(statements, tables)
  if (version <= tables.steps.length) return version
  throw new StorageFailed({
    doing: `use the tables of ${tables.name}`,
    problem: `they are of version ${version}, but this program supports versions up to ${tables.steps.length}`,
    remedy: "Use the version of zoho-bulk that wrote them, or a later one.",
  })
}

/** Brings our tables to the version that this program knows: to be done in one step, which writes. */
export const upgrade = (statements: Statements, tables: OwnTables): void => {
  const { run } = statements
  const version = checkVersion(statements, tables)
  if (version === tables.steps.length) return
  run(`CREATE TABLE IF NOT EXISTS ${versionsTable} (name TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL)`)
  for (const sql of tables.steps.slice(version).flat()) run(sql)
  run(
    `INSERT INTO ${versionsTable} VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version`,
    tables.name,
    tables.steps.length,
  )
}
