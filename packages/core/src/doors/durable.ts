/**
 * Journeys that outlive processes and machines.
 *
 * **Example** (A journal that another process can take up, in SQLite on Node)
 *
 * ```ts
 * import { layerJournalSql } from "@zoho-bulk/core/durable"
 * import { layerSqlite } from "@zoho-bulk/core/sqlite"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 * import { Layer } from "effect"
 *
 * export const journal = layerJournalSql({ journey: "contacts", folder: "/var/lib/zoho/contacts" }).pipe(
 *   Layer.provide(layerSqlite("/var/lib/zoho/journeys.db", openSqlite)),
 * )
 * ```
 */
export { layerJournalSql, type SqlJournalPlace } from "../sql/journal/layerJournalSql.ts"
