import type { CopyColumn } from "../mirror/CopyColumn.ts"
import { type StoredForm, storedAs } from "../mirror/storedAs.ts"
import { ownPrefix } from "./ownTables.ts"
import type { Statements } from "./SqliteClient.ts"
import type { ColumnType } from "./storedValue.ts"

/** A column of a module's table. */
export interface TableColumn {
  readonly name: string
  readonly type: ColumnType
}

/** A name as SQL has it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Names as a list in SQL. */
export const listed = (names: ReadonlyArray<string>): string => names.map(quoted).join(", ")

/** Makes names distinct for SQLite, to which `Email` and `email` are the same. */
const distinct = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let next = 2; taken.has(free.toLowerCase()); next++) free = `${name}_${next}`
    taken.add(free.toLowerCase())
    return free
  })
}

const types: Readonly<Record<StoredForm, ColumnType>> = {
  text: "TEXT",
  integer: "INTEGER",
  decimal: "REAL",
  boolean: "BOOLEAN",
}

const columnTypes = new Map(Object.values(types).map((type) => [String(type), type]))

/** All tables of rows that are not committed begin so. */
export const stagedPrefix = `${ownPrefix}staged_`

/** The column that shows when a row was deleted, if such rows stay. */
const deletedAt = "deleted_at"

/** The names of a module's columns in its table, and at the end that of the column for deletions. */
export const namesOf = (columns: ReadonlyArray<CopyColumn>): ReadonlyArray<string> =>
  distinct([...columns.map(({ name }) => name), deletedAt])

/** The columns of a table in the database; none if there is no such table. */
export const columnsIn = ({ all }: Statements, table: string): ReadonlyArray<TableColumn> =>
  all("SELECT name, type FROM pragma_table_info(?)", table).map(([name, type]) => ({
    name: String(name),
    type: columnTypes.get(String(type)) ?? "TEXT",
  }))

/** The names of all columns of a table, those that are computed included. */
export const allColumnsIn = ({ all }: Statements, table: string): ReadonlyArray<string> =>
  all("SELECT name FROM pragma_table_xinfo(?)", table).map(([name]) => String(name))

/** The column of a table for deletions; none if rows of deleted records do not stay. */
export const deletionIn = (
  table: ReadonlyArray<TableColumn>,
  columns: ReadonlyArray<CopyColumn>,
): string | undefined => {
  const last = table[columns.length]?.name
  return last === namesOf(columns).at(-1) ? last : undefined
}

/**
 * The intended columns of a module's table. A column that the copy has in another form continues as text, as does one
 * that once had a value which would not fit.
 */
export const tableColumns = (
  columns: ReadonlyArray<CopyColumn>,
  before: ReadonlyArray<TableColumn>,
  keepsDeleted: boolean,
): ReadonlyArray<TableColumn> => {
  const known = new Map(before.map(({ name, type }) => [name, type]))
  const names = namesOf(columns)
  const own = columns.map((column, at): TableColumn => {
    const name = names[at] ?? column.name
    const type = types[storedAs(column)]
    return { name, type: (known.get(name) ?? type) === type ? type : "TEXT" }
  })
  return keepsDeleted ? [...own, { name: names[columns.length] ?? deletedAt, type: "TEXT" }] : own
}

/** Whether two tables have the same columns. */
export const isSameShape = (one: ReadonlyArray<TableColumn>, other: ReadonlyArray<TableColumn>): boolean =>
  one.length === other.length && one.every(({ name, type }, at) => name === other[at]?.name && type === other[at].type)

/** Makes the table of a module. Its rows have a number of SQLite's, too: so its indexes are smaller, and made faster. */
export const createTable = (table: string, columns: ReadonlyArray<TableColumn>): string => {
  const definitions = columns.map(
    ({ name, type }, at) => `${quoted(name)} ${type}${at === 0 ? " PRIMARY KEY NOT NULL" : ""}`,
  )
  return `CREATE TABLE main.${quoted(table)} (${definitions.join(", ")})`
}

/**
 * The name of the table in which the rows of a module are before they are committed. Each run has names of its own: one that was asleep, and whose copy
 * another one has taken over, finds its table gone, and can commit nothing.
 */
export const stagedTable = (run: string, module: string): string => `${stagedPrefix}${run}_${module}`

/** The name of the view of a module whose columns are called as people call them. */
export const viewOf = (module: string): string => `${module} by label`

/** Makes the view of a module. Where several columns have the same label, each has its API name behind it. */
export const createView = (module: string, columns: ReadonlyArray<CopyColumn>, keepsDeleted: boolean): string => {
  const names = namesOf(columns)
  const count = new Map<string, number>()
  const keyOf = ({ label, name }: CopyColumn): string => (label === "" ? name : label).toLowerCase()
  for (const column of columns) count.set(keyOf(column), (count.get(keyOf(column)) ?? 0) + 1)
  const labels = distinct(
    columns.map((column) => {
      const label = column.label === "" ? column.name : column.label
      return count.get(keyOf(column)) === 1 ? label : `${label} (${column.name})`
    }),
  )
  const selected = columns.map((_, at) => `${quoted(names[at] ?? "")} AS ${quoted(labels[at] ?? "")}`)
  const alive = keepsDeleted ? ` WHERE ${quoted(names[columns.length] ?? deletedAt)} IS NULL` : ""
  return `CREATE VIEW ${quoted(viewOf(module))} AS SELECT ${selected.join(", ")} FROM ${quoted(module)}${alive}`
}
