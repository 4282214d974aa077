/**
 * A value that SQLite stores.
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
 * A prepared statement, as `node:sqlite` has it.
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
  /** Runs it with values for its parameters, and returns all rows. */
  readonly all: (...values: Array<SqliteValue>) => ReadonlyArray<unknown>
  /** Runs it with values for its parameters, for its changes. */
  readonly run: (...values: Array<SqliteValue>) => unknown
  /** Whether rows are arrays rather than objects. */
  readonly setReturnArrays: (isOn: boolean) => void
  /** Whether integers are read as bigints. */
  readonly setReadBigInts: (isOn: boolean) => void
}

/**
 * An open database: the part of `DatabaseSync` of `node:sqlite` that is used.
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
  /** Prepares a statement; throws if it is not valid. */
  readonly prepare: (sql: string) => SqliteStatement
  /** Closes it: its statements can no longer be used. */
  readonly close: () => void
}

/**
 * Options for opening a database.
 *
 * **Example** (To read only)
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
 * Opens a database file. Each runner has one: `openSqlite` of `@zoho-bulk/node-runner/sqlite` and
 * `@zoho-bulk/deno-runner/sqlite`.
 *
 * **Example** (Node's own)
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
