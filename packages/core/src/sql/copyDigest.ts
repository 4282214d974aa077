import * as Effect from "effect/Effect"
import { digestByPieces } from "../storage/digestOf.ts"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { quoted, type TableColumn } from "./moduleTable.ts"
import type { SqliteReader, SqliteRow } from "./SqliteClient.ts"
import type { SqliteValue } from "./Sqlite.ts"

/** What a digest is made of. */
export interface DigestGround {
  readonly module: string
  /** The checkpoint as it is written. */
  readonly text: string
  readonly columns: ReadonlyArray<TableColumn>
  /** Where the rows come from; the first column of each is the id. Several sources have no id in common. */
  readonly sources: ReadonlyArray<RowSource>
}

/** Rows: what is selected, in the order of the columns, and from which table `m` with which condition. */
export interface RowSource {
  readonly select: string
  readonly from: string
}

/** How many rows are read at a time. */
export const pageSize = 500

/** The rows after an id, in the order of their ids. */
export const pageQuery = (sources: ReadonlyArray<RowSource>, limit = pageSize): string =>
  `${sources.map(({ from, select }) => `SELECT ${select} FROM ${from} AND m.id > ?`).join(" UNION ALL ")} ORDER BY 1 LIMIT ${limit}`

/** All rows of a table. */
export const allOf = (table: string, columns: ReadonlyArray<TableColumn>): RowSource => ({
  select: columns.map(({ name }) => quoted(name)).join(", "),
  from: `main.${quoted(table)} m WHERE true`,
})

/**
 * A value in a form that no other value has, not even one of another type: numbers by the rules of ECMAScript, which do
 * not change with SQLite.
 */
const spelled = (value: SqliteValue): string => {
  if (value === null) return "-"
  if (typeof value === "string") return `${value.length}:${value}`
  if (typeof value === "bigint") return `i${value};`
  return typeof value === "number" ? `r${value};` : `b${value.join()};`
}

const spelledRows = (rows: ReadonlyArray<SqliteRow>): string => {
  let words = ""
  for (const row of rows) for (const value of row) words += spelled(value)
  return words
}

const encoder = new TextEncoder()

/** Reads rows page by page, in the order of their ids. */
export const forEachPage = Effect.fnUntraced(function* <E, R>(
  { read }: SqliteReader,
  doing: string,
  sources: ReadonlyArray<RowSource>,
  use: (rows: ReadonlyArray<SqliteRow>) => Effect.Effect<void, E, R>,
): Effect.fn.Return<number, StorageFailed | E, R> {
  const sql = pageQuery(sources)
  let [last, count]: [SqliteValue, number] = ["", 0]
  for (;;) {
    const rows = yield* read(doing, ({ all }) => all(sql, ...sources.map(() => last)))
    if (rows.length > 0) yield* use(rows)
    count += rows.length
    last = rows.at(-1)?.[0] ?? ""
    if (rows.length < pageSize) return count
  }
})

/**
 * The digest (SHA-256, block by block) of a copy: its checkpoint, the names and types of its columns, and its rows in the order of their ids, as they
 * are stored.
 *
 * It is made of the rows as they will be, before they are put in place: nobody waits for it. A sum of the digests of single rows could follow changes
 * without reading the others, but costs more than it saves: to digest 450,000 rows one by one takes longer than to read them all.
 */
export const digestOfCopy = Effect.fnUntraced(function* (
  client: SqliteReader,
  { columns, module, sources, text }: DigestGround,
): Effect.fn.Return<{ readonly digest: string; readonly rows: number }, StorageFailed> {
  const { add, end } = digestByPieces()
  yield* add(encoder.encode(`${JSON.stringify([1, module, text, columns.map(({ name, type }) => [name, type])])}\n`))
  const rows = yield* forEachPage(client, `read the copy of ${module}`, sources, (page) =>
    add(encoder.encode(spelledRows(page))),
  )
  return { digest: yield* end, rows }
})
