/**
 * PostgreSQL on Node, through `@effect/sql-pg`, which is installed alongside this package. Experimental.
 *
 * **Example** (A store of journeys that machines share)
 *
 * ```ts
 * import { layerPostgres } from "@zoho-bulk/core/postgres"
 * import { connectPostgres } from "@zoho-bulk/node-runner/postgres"
 * import { Redacted } from "effect"
 *
 * export const store = layerPostgres(Redacted.make("postgresql://zoho@127.0.0.1/journeys"), connectPostgres)
 * ```
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import type { ConnectPostgres } from "@zoho-bulk/core/postgres"

/**
 * Connects to PostgreSQL, for `layerPostgres` of `@zoho-bulk/core/postgres`.
 *
 * **Example** (A client without the checks of `layerPostgres`)
 *
 * ```ts
 * import { connectPostgres } from "@zoho-bulk/node-runner/postgres"
 * import type { Redacted } from "effect"
 *
 * export const client = (url: Redacted.Redacted) =>
 *   connectPostgres({ url, ssl: false, maxConnections: 2, applicationName: "reports" })
 * ```
 *
 * @category constructors
 */
export const connectPostgres: ConnectPostgres = (how) => PgClient.layer(how)
