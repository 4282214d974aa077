/**
 * A value that SQLite keeps.
 *
 * @category models
 */
export type SqliteValue = null | number | bigint | string | Uint8Array

/**
 * A statement that is ready to run, as `node:sqlite` has it.
 *
 * @category models
 */
export interface SqliteStatement {
  readonly all: (...values: Array<SqliteValue>) => ReadonlyArray<unknown>
  readonly run: (...values: Array<SqliteValue>) => unknown
  /** Whether rows are arrays, and not objects. */
  readonly setReturnArrays: (isOn: boolean) => void
  /** Whether each integer is read as a bigint. */
  readonly setReadBigInts: (isOn: boolean) => void
}

/**
 * A database that is open: what is used of `DatabaseSync` of `node:sqlite`.
 *
 * @category models
 */
export interface SqliteDatabase {
  readonly prepare: (sql: string) => SqliteStatement
  readonly close: () => void
}

/**
 * How a database is opened.
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
