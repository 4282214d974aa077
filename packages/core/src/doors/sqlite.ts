/**
 * SQLite: copies in a database, and Effect's client for one.
 *
 * **Example** (Whether a database of copies is unchanged, on Node)
 *
 * ```ts
 * import { verifySqlite } from "@zoho-bulk/core/sqlite"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 * import { Effect } from "effect"
 *
 * export const proof = Effect.provide(verifySqlite("/var/lib/zoho/crm.db", openSqlite), layerFiles)
 * ```
 */
export { layerSqlite } from "../sql/layerSqlite.ts"
export type { OpenSqlite, SqliteDatabase, SqliteOptions, SqliteStatement, SqliteValue } from "../sql/Sqlite.ts"
export { sqliteTarget, type SqliteTargetOptions } from "../sql/sqliteTarget.ts"
export { verifySqlite } from "../sql/verifySqlite.ts"
