/**
 * A value that SQLite keeps.
 *
 * **Example** (A value as text)
 *
 * ```ts
 * import type { SqliteValue } from "@zoho-bulk/core/sqlite"
 *
 * export const words = (value: SqliteValue): string => (value === null ? "" : value.toString())
 * ```
 *
 * @category models
 */
export type SqliteValue = null | number | bigint | string | Uint8Array

/**
 * A statement that is ready to run, as `node:sqlite` has it.
 *
 * **Example** (Rows with integers of any size)
 *
 * ```ts
 * import type { SqliteStatement } from "@zoho-bulk/core/sqlite"
 *
 * export const exactRows = (statement: SqliteStatement) => {
 *   statement.setReadBigInts(true)
 *   return statement.all()
 * }
 * ```
 *
 * @category models
 */
export interface SqliteStatement {
  /** Runs it with values for its parameters, and gives all rows. */
  readonly all: (...values: Array<SqliteValue>) => ReadonlyArray<unknown>
  /** Runs it with values for its parameters, for what it changes. */
  readonly run: (...values: Array<SqliteValue>) => unknown
  /** Whether rows are arrays, and not objects. */
  readonly setReturnArrays: (isOn: boolean) => void
  /** Whether each integer is read as a bigint. */
  readonly setReadBigInts: (isOn: boolean) => void
}

/**
 * A database that is open: what is used of `DatabaseSync` of `node:sqlite`.
 *
 * **Example** (The version of SQLite)
 *
 * ```ts
 * import type { SqliteDatabase } from "@zoho-bulk/core/sqlite"
 *
 * export const version = (database: SqliteDatabase) => database.prepare("SELECT sqlite_version()").all()
 * ```
 *
 * @category models
 */
export interface SqliteDatabase {
  /** Makes a statement ready; throws on one that is wrong. */
  readonly prepare: (sql: string) => SqliteStatement
  /** Closes it: its statements cannot be used any more. */
  readonly close: () => void
}

/**
 * How a database is opened.
 *
 * **Example** (To look at)
 *
 * ```ts
 * import type { SqliteOptions } from "@zoho-bulk/core/sqlite"
 *
 * export const toLookAt: SqliteOptions = { readOnly: true, timeout: 1_000 }
 * ```
 *
 * @category models
 */
export interface SqliteOptions {
  /** Whether it is only read. */
  readonly readOnly: boolean
  /** How long a statement waits for a lock of another program, in milliseconds. */
  readonly timeout: number
}

/**
 * Opens a database that is a file. Each runner has one: `openSqlite` of `@zoho-bulk/node-runner/sqlite` and `@zoho-bulk/deno-runner/sqlite`.
 *
 * **Example** (What Node brings along)
 *
 * ```ts
 * import type { OpenSqlite } from "@zoho-bulk/core/sqlite"
 * import { DatabaseSync } from "node:sqlite"
 *
 * export const open: OpenSqlite = (file, options) => new DatabaseSync(file, options)
 * ```
 *
 * @category models
 */
export type OpenSqlite = (file: string, options: SqliteOptions) => SqliteDatabase
