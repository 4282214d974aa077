import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import type { OpenSqlite, SqliteStatement, SqliteValue } from "./Sqlite.ts"
import { isBusy, sqliteFailed } from "./sqliteFailed.ts"

/** The values of one row, in the order of its columns; integers are bigints. */
export type SqliteRow = ReadonlyArray<SqliteValue>

/** The number that a count, or an integer as small, is. */
export const numberIn = (value: SqliteValue | undefined): number => (typeof value === "bigint" ? Number(value) : 0)

/** How statements run inside a step: immediately, throwing errors. */
export interface Statements {
  readonly all: (sql: string, ...values: Array<SqliteValue>) => ReadonlyArray<SqliteRow>
  readonly run: (sql: string, ...values: Array<SqliteValue>) => void
}

/** A step of work: no other fiber comes between its statements. */
export type Step<A> = (statements: Statements) => A

/** A database that is open to be read. */
export interface SqliteReader {
  /** Reads; nobody waits for it. */
  readonly read: <A>(doing: string, step: Step<A>) => Effect.Effect<A, StorageFailed>
}

/**
 * A database that is open to be changed. Each step is one transaction; in `read`, temporary tables alone can be changed.
 *
 * Steps are plain functions: a statement of its own effect would cost more than it does itself, and others could come between those of a transaction.
 */
export interface SqliteClient extends SqliteReader {
  /** A number that is another one once somebody else has changed the database: what this client changes leaves it as it is. */
  readonly version: Effect.Effect<SqliteValue, StorageFailed>
  /** Changes the database; waits for other programs that do. */
  readonly write: <A>(doing: string, step: Step<A>) => Effect.Effect<A, StorageFailed>
  /** Like `write`; once it is done, the change is on the disk. */
  readonly writeThrough: <A>(doing: string, step: Step<A>) => Effect.Effect<A, StorageFailed>
}

/** How long a statement waits for a lock of another program, during which no other fiber runs. */
const waitAtOnce = 100

/** How often a transaction is begun again while another program is writing, and after which pause, in milliseconds: half a minute in all. */
const [mostTries, pause] = [200, 50]

const mostStatements = 100

const isRow = (row: unknown): row is SqliteRow => Array.isArray(row)

const statementsOf = (prepare: (sql: string) => SqliteStatement): Statements => {
  const prepared = new Map<string, SqliteStatement>()
  const statementOf = (sql: string): SqliteStatement => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const [oldest] = prepared.keys()
    if (prepared.size >= mostStatements && oldest !== undefined) prepared.delete(oldest)
    const statement = prepare(sql)
    statement.setReturnArrays(true)
    statement.setReadBigInts(true)
    prepared.set(sql, statement)
    return statement
  }
  return {
    all: (sql, ...values) =>
      statementOf(sql)
        .all(...values)
        .filter(isRow),
    run: (sql, ...values) => void statementOf(sql).run(...values),
  }
}

const connect = (file: string, open: OpenSqlite, readOnly: boolean) =>
  Effect.acquireRelease(
    Effect.try({
      try: () => open(file, { readOnly, timeout: waitAtOnce }),
      catch: sqliteFailed(`open the database ${file}`),
    }),
    (opened) => Effect.ignore(Effect.try(() => opened.close())),
  ).pipe(Effect.map((database) => statementsOf((sql) => database.prepare(sql))))

/** Opens a database, to read what is in it now: for as long as the scope is open, all steps see the same state. */
export const openSnapshot = Effect.fnUntraced(function* (
  file: string,
  open: OpenSqlite,
): Effect.fn.Return<SqliteReader, StorageFailed, Scope.Scope> {
  const statements = yield* connect(file, open, true)
  const read: SqliteReader["read"] = (doing, step) =>
    Effect.try({ try: () => step(statements), catch: sqliteFailed(doing) })
  yield* read(`open the database ${file}`, ({ run }) => run("BEGIN"))
  return { read }
})

/** Opens a database to be changed, for as long as the scope is open. */
export const openClient = Effect.fnUntraced(function* (
  file: string,
  open: OpenSqlite,
  pragmas: ReadonlyArray<string>,
): Effect.fn.Return<SqliteClient, StorageFailed, Scope.Scope> {
  const statements = yield* connect(file, open, false)

  const attempt = <A>(begin: string, step: Step<A>): A => {
    statements.run(begin)
    try {
      const done = step(statements)
      statements.run("COMMIT")
      return done
    } catch (error) {
      try {
        statements.run("ROLLBACK")
      } catch {
        // SQLite has rolled back by itself, as it does on a full disk.
      }
      throw error
    }
  }

  const transaction = Effect.fnUntraced(function* <A>(
    doing: string,
    begin: string,
    step: Step<A>,
  ): Effect.fn.Return<A, StorageFailed> {
    for (let tries = 1; ; tries++) {
      const tried = yield* Effect.result(Effect.try({ try: () => attempt(begin, step), catch: (error) => error }))
      if (Result.isSuccess(tried)) return tried.success
      if (!isBusy(tried.failure) || tries === mostTries) return yield* sqliteFailed(doing)(tried.failure)
      yield* Effect.sleep(pause)
    }
  })

  const setting = (pragma: string) =>
    Effect.try({ try: () => void statements.all(`PRAGMA ${pragma}`), catch: sqliteFailed(`open the database ${file}`) })

  yield* Effect.forEach(pragmas, setting, { discard: true })
  return {
    read: (doing, step) => transaction(doing, "BEGIN", step),
    version: transaction(`read ${file}`, "BEGIN", ({ all }) => all("PRAGMA data_version")[0]?.[0] ?? null),
    write: (doing, step) => transaction(doing, "BEGIN IMMEDIATE", step),
    writeThrough: (doing, step) =>
      Effect.acquireUseRelease(
        setting("synchronous = FULL"),
        () => transaction(doing, "BEGIN IMMEDIATE", step),
        () => Effect.ignore(setting("synchronous = NORMAL")),
      ),
  }
})
