/**
 * Effect's engine for workflows on SQLite: for one runner and one file.
 *
 * **Example** (What carries journeys on one machine, on Node)
 *
 * ```ts
 * import { layerRunner } from "@zoho-bulk/core/durable"
 * import { layerEngineSqlite } from "@zoho-bulk/core/engineSqlite"
 * import { layerSqlite } from "@zoho-bulk/core/sqlite"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 * import { Layer } from "effect"
 *
 * const file = "/var/lib/zoho/journeys.db"
 *
 * export const runner = layerRunner({ name: "attic", openSqlite }).pipe(
 *   Layer.provide(layerEngineSqlite(file, "attic")),
 *   Layer.provide(layerSqlite(file, openSqlite)),
 * )
 * ```
 */
export { layerEngineSqlite, type SqliteEngineOptions } from "../durable/engine/layerEngineSqlite.ts"
