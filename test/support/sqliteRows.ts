import { openSqlite } from "./sqlite.ts"

/** What a statement finds in a database, as another program would. */
export const query = (file: string, sql: string): ReadonlyArray<ReadonlyArray<unknown>> => {
  const database = openSqlite(file, { readOnly: false, timeout: 1_000 })
  try {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    statement.setReadBigInts(true)
    return statement.all().filter((row): row is ReadonlyArray<unknown> => Array.isArray(row))
  } finally {
    database.close()
  }
}

/** The rows of a module's copy, without those of deleted records, in the order of their ids; each cell as a text. */
export const cellsOf = (file: string, module: string): ReadonlyArray<Readonly<Record<string, string>>> => {
  const names = query(file, `SELECT name FROM pragma_table_info('${module}')`).map(([name]) => String(name))
  const alive = names.includes("deleted_at") ? "WHERE deleted_at IS NULL" : ""
  return query(file, `SELECT * FROM "${module}" ${alive} ORDER BY id`).map((row) =>
    Object.fromEntries(
      names.flatMap((name, at) => (name === "deleted_at" ? [] : [[name, row[at] === null ? "" : String(row[at])]])),
    ),
  )
}

/** Changes a database as another program would. */
export const execute = (file: string, ...statements: ReadonlyArray<string>): void => {
  const database = openSqlite(file, { readOnly: false, timeout: 1_000 })
  try {
    for (const sql of statements) database.prepare(sql).run()
  } finally {
    database.close()
  }
}
