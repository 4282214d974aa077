/**
 * Deno's own SQLite.
 *
 * **Example** (Copies in a database)
 *
 * ```ts
 * import { sqliteTarget } from "@zoho-bulk/core/sqlite"
 * import { openSqlite } from "@zoho-bulk/deno-runner/sqlite"
 *
 * export const target = sqliteTarget("/var/lib/zoho/crm.db", openSqlite)
 * ```
 */
import { DatabaseSync } from "node:sqlite"
import type { OpenSqlite } from "@zoho-bulk/core/sqlite"

/**
 * Opens a SQLite database, for `sqliteTarget` and `verifySqlite` of `@zoho-bulk/core/sqlite`.
 *
 * **Example** (How many rows a copy has)
 *
 * ```ts
 * import { openSqlite } from "@zoho-bulk/deno-runner/sqlite"
 *
 * export const leads = (file: string) => {
 *   const database = openSqlite(file, { readOnly: true, timeout: 1_000 })
 *   return database.prepare('SELECT count(*) FROM "Leads"').all()
 * }
 * ```
 *
 * @category constructors
 */
export const openSqlite: OpenSqlite = (file, options) => new DatabaseSync(file, options)
