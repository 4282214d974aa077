import type { NonEmptyReadonlyArray } from "effect/Array"
import * as Effect from "effect/Effect"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import type { StagePlan } from "../mirror/MirrorTarget.ts"
import type { Row } from "../results/Rows.ts"
import { forEachPage, type RowSource } from "./copyDigest.ts"
import { createTable, listed, quoted, type TableColumn } from "./moduleTable.ts"
import type { SqliteClient, SqliteRow, Statements } from "./SqliteClient.ts"
import type { SqliteValue } from "./Sqlite.ts"
import { asText, storedValue } from "./storedValue.ts"

/** Rows in a table of their own, on their way into the copy of a module. */
export interface StagedRows {
  /** The columns of the table: all that the copy will have. Some go on as text while rows come. */
  readonly columns: () => ReadonlyArray<TableColumn>
  readonly add: (rows: NonEmptyReadonlyArray<Row>) => Effect.Effect<void, StorageFailed>
  /** Puts all rows into the table that have come. */
  readonly flush: Effect.Effect<void, StorageFailed>
  /** Adds rows of a table with other columns, each as the columns here keep it. */
  readonly pour: (source: RowSource, from: ReadonlyArray<TableColumn>) => Effect.Effect<void, StorageFailed>
}

/** How many cells are written in one transaction, which takes some 5 ms: with more, rows grow old in memory. */
const cellsAtOnce = 12_000

/** How many values one statement has: more are not faster. */
const valuesAtOnce = 240

/** Inserts rows, several by one statement; a later one of the same id wins. */
const insertInto = (table: string, names: ReadonlyArray<string>) => {
  const one = `(${names.map(() => "?").join(", ")})`
  const sql = (count: number): string =>
    `INSERT OR REPLACE INTO main.${quoted(table)} (${listed(names)}) VALUES ${Array.from({ length: count }, () => one).join(", ")}`
  const count = Math.max(1, Math.floor(valuesAtOnce / names.length))
  const [many, single] = [sql(count), sql(1)]
  return ({ run }: Statements, rows: ReadonlyArray<SqliteRow>): void => {
    let at = 0
    for (; at + count <= rows.length; at += count) run(many, ...rows.slice(at, at + count).flat())
    for (; at < rows.length; at++) run(single, ...(rows[at] ?? []))
  }
}

/** Converts the values of rows from one table's columns to those of another, in the same order. */
const retyped =
  (from: ReadonlyArray<TableColumn>, to: ReadonlyArray<TableColumn>) => (rows: ReadonlyArray<SqliteRow>) =>
    rows.map((row) =>
      row.map((value, at) => (to[at]?.type === "TEXT" ? asText(value, from[at]?.type ?? "TEXT") : value)),
    )

/** Makes the table for the rows of a module; what was left there is dropped. */
export const stageRows = Effect.fnUntraced(function* (
  client: SqliteClient,
  { columns: wanted, module, staged }: StagePlan,
  table: string,
  tableColumns: ReadonlyArray<TableColumn>,
): Effect.fn.Return<StagedRows, StorageFailed> {
  const doing = `stage rows of ${module}`
  let columns = tableColumns
  let waiting: Array<Row> = []
  const places = staged.flatMap((name, cell) => {
    const column = wanted.findIndex((each) => each.name === name)
    return column < 0 ? [] : [{ cell, column }]
  })
  const rowsAtOnce = Math.max(100, Math.floor(cellsAtOnce / places.length))
  const insert = insertInto(
    table,
    places.map(({ column }) => columns[column]?.name ?? ""),
  )

  yield* client.write(doing, ({ run }) => {
    run(`DROP TABLE IF EXISTS main.${quoted(table)}`)
    run(createTable(table, columns))
  })

  const pourInto = (into: string, source: RowSource, from: ReadonlyArray<TableColumn>) => {
    const put = insertInto(
      into,
      columns.map(({ name }) => name),
    )
    const convert = retyped(from, columns)
    return Effect.asVoid(
      forEachPage(client, doing, [source], (rows) =>
        client.write(doing, (statements) => put(statements, convert(rows))),
      ),
    )
  }

  /** Makes columns text that have a value which they could not keep as it is. */
  const turnToText = Effect.fnUntraced(function* (misfits: ReadonlySet<number>) {
    const from = columns
    columns = columns.map((column, at) => (misfits.has(at) ? { ...column, type: "TEXT" } : column))
    const next = `${table} as text`
    yield* client.write(doing, ({ run }) => {
      run(`DROP TABLE IF EXISTS main.${quoted(next)}`)
      run(createTable(next, columns))
    })
    yield* pourInto(
      next,
      { select: listed(from.map(({ name }) => name)), from: `main.${quoted(table)} m WHERE true` },
      from,
    )
    yield* client.write(doing, ({ run }) => {
      run(`DROP TABLE main.${quoted(table)}`)
      run(`ALTER TABLE main.${quoted(next)} RENAME TO ${quoted(table)}`)
    })
  })

  const convert = (rows: ReadonlyArray<Row>) => {
    const misfits = new Set<number>()
    const values = rows.map((row) =>
      places.map(({ cell, column }): SqliteValue => {
        const value = storedValue(columns[column]?.type ?? "TEXT", row[cell] ?? "")
        if (value === undefined) misfits.add(column)
        return value ?? null
      }),
    )
    return { misfits, values }
  }

  const flush: Effect.Effect<void, StorageFailed> = Effect.gen(function* () {
    const rows = waiting
    waiting = []
    if (rows.length === 0) return
    let converted = convert(rows)
    if (converted.misfits.size > 0) {
      yield* turnToText(converted.misfits)
      converted = convert(rows)
    }
    yield* client.write(doing, (statements) => insert(statements, converted.values))
  })

  return {
    columns: () => columns,
    add: (rows) =>
      Effect.suspend(() => {
        for (const row of rows) waiting.push(row)
        return waiting.length < rowsAtOnce ? Effect.void : flush
      }),
    flush,
    pour: (source, from) => pourInto(table, source, from),
  }
})
