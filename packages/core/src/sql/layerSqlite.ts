import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Schedule from "effect/Schedule"
import * as Semaphore from "effect/Semaphore"
import * as SqlClient from "effect/sql/SqlClient"
import type { Connection } from "effect/sql/SqlConnection"
import { classifySqliteError, SqlError } from "effect/sql/SqlError"
import * as Statement from "effect/sql/Statement"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { checkPath } from "../storage/checkPath.ts"
import { makeFile } from "../storage/makeFile.ts"
import type { OpenSqlite, SqliteDatabase, SqliteStatement, SqliteValue } from "./Sqlite.ts"
import { sqliteFailed } from "./sqliteFailed.ts"

/**
 * How long a statement waits for another program, in milliseconds, during which no other fiber runs; and how often it
 * is retried after that.
 */
const [waitAtOnce, mostTries] = [100, 100]

const mostStatements = 200

const refused = (cause: unknown): SqlError => {
  // SQLite's own name for the number is `errcode`; the classifier reads `errno`.
  const numbered =
    Predicate.isError(cause) && Predicate.hasProperty(cause, "errcode")
      ? Object.assign(new Error(cause.message, { cause }), { errno: cause.errcode })
      : cause
  return new SqlError({ reason: classifySqliteError(numbered, { message: "SQLite refused", operation: "execute" }) })
}

/** A value as SQLite accepts it. */
const valueOf = (param: unknown): SqliteValue => {
  if (param === undefined || param === null) return null
  if (typeof param === "boolean") return param ? 1 : 0
  if (typeof param === "string" || typeof param === "number" || typeof param === "bigint") return param
  if (param instanceof Uint8Array) return param
  throw new TypeError("SQLite cannot store a value of this type")
}

const preparing = (database: SqliteDatabase) => {
  const known = new Map<string, SqliteStatement>()
  return (sql: string): SqliteStatement => {
    const statement = known.get(sql) ?? database.prepare(sql)
    const [oldest] = known.keys()
    if (!known.has(sql) && known.size >= mostStatements && oldest !== undefined) known.delete(oldest)
    known.set(sql, statement)
    return statement
  }
}

/**
 * One connection. Outside of transactions a statement is retried while another program writes; inside one, nobody else
 * writes.
 */
const connectionTo = (database: SqliteDatabase): Connection => {
  const prepared = preparing(database)
  const run =
    (prepare: (sql: string) => SqliteStatement, areArrays: boolean) => (sql: string, params: ReadonlyArray<unknown>) =>
      Effect.flatMap(SqlClient.SafeIntegers, (areBig) =>
        Effect.try({
          try: () => {
            const statement = prepare(sql)
            statement.setReadBigInts(areBig)
            statement.setReturnArrays(areArrays)
            return statement.all(...params.map(valueOf))
          },
          catch: refused,
        }).pipe(
          Effect.retry({
            while: ({ reason }) => reason._tag === "LockTimeoutError",
            schedule: Schedule.spaced(50),
            times: mostTries,
          }),
        ),
      )
  const [rows, rowsOnce] = [run(prepared, false), run((sql) => database.prepare(sql), false)]
  const [values, valuesOnce] = [run(prepared, true), run((sql) => database.prepare(sql), true)]
  type Transform = Parameters<Connection["execute"]>[2]
  const transformed = (execute: typeof rows) => (sql: string, params: ReadonlyArray<unknown>, transform: Transform) =>
    Effect.map(execute(sql, params), (found) => transform?.(found as ReadonlyArray<object>) ?? found)
  const arrays = (execute: typeof rows) => (sql: string, params: ReadonlyArray<unknown>) =>
    Effect.map(execute(sql, params), (found) =>
      found.filter((row): row is ReadonlyArray<unknown> => Array.isArray(row)),
    )
  return {
    execute: transformed(rows),
    executeUnprepared: transformed(rowsOnce),
    executeRaw: rows,
    executeValues: arrays(values),
    executeValuesUnprepared: arrays(valuesOnce),
    executeStream: () => Stream.die(new Error("No rows are streamed from SQLite here")),
  }
}

const make = Effect.fnUntraced(function* (file: string, open: OpenSqlite) {
  const opening = `open the database ${file}`
  yield* checkPath(file, "open the database")
  yield* makeFile(file)
  const database = yield* Effect.acquireRelease(
    Effect.try({ try: () => open(file, { readOnly: false, timeout: waitAtOnce }), catch: sqliteFailed(opening) }),
    (opened) => Effect.ignore(Effect.try(() => opened.close())),
  )
  const connection = connectionTo(database)
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL"]) {
    yield* Effect.mapError(connection.executeRaw(`PRAGMA ${pragma}`, []), ({ reason: { cause } }) =>
      sqliteFailed(opening)(cause),
    )
  }
  const acquirers = SqlClient.makeSqliteAcquirers({
    connection: Effect.succeed(connection),
    semaphore: yield* Semaphore.make(1),
  })
  return yield* SqlClient.make({
    ...acquirers,
    driver: "sqlite",
    compiler: Statement.makeCompilerSqlite(),
    // Who only reads first cannot wait for its turn to write.
    beginTransaction: "BEGIN IMMEDIATE",
    spanAttributes: [["db.system.name", "sqlite"]],
  })
})

/**
 * Provides Effect's `SqlClient` over the runtime's SQLite: one connection, on which one statement or transaction runs
 * at a time. What is committed is on disk. A missing file is created, for its owner alone, and so are missing folders.
 *
 * **Example** (A store of journeys in a file, on Node)
 *
 * ```ts
 * import { layerSqlite } from "@zoho-bulk/core/sqlite"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 *
 * export const store = layerSqlite("/var/lib/zoho/journeys.db", openSqlite)
 * ```
 *
 * @category layers
 */
export const layerSqlite = (
  file: string,
  open: OpenSqlite,
): Layer.Layer<SqlClient.SqlClient, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  Layer.effect(SqlClient.SqlClient, make(file, open)).pipe(Layer.provide(Reactivity.layer))
