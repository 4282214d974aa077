/**
 * PostgreSQL: Effect's client for a database of journeys that machines share. Experimental.
 *
 * **Example** (Where it is, from a variable or a file, on Node)
 *
 * ```ts
 * import { layerPostgres, readDatabaseUrl } from "@zoho-bulk/core/postgres"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { connectPostgres } from "@zoho-bulk/node-runner/postgres"
 * import { Effect, Layer } from "effect"
 *
 * export const store = Layer.unwrap(Effect.map(readDatabaseUrl, (url) => layerPostgres(url, connectPostgres))).pipe(
 *   Layer.provide(layerFiles),
 * )
 * ```
 */
export { type DatabaseAddress, databaseAddress } from "../sql/postgres/databaseAddress.ts"
export {
  type ConnectPostgres,
  layerPostgres,
  type PostgresConnect,
  type PostgresOptions,
} from "../sql/postgres/layerPostgres.ts"
export {
  databasePasswordVariables,
  databaseVariables,
  readDatabaseUrl,
  withDatabasePassword,
} from "../sql/postgres/readDatabaseUrl.ts"
