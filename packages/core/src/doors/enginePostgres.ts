/**
 * Effect's engine for workflows on PostgreSQL: for runners on one or many machines. Experimental.
 *
 * **Example** (One of the runners, on Node)
 *
 * ```ts
 * import { layerRunner } from "@zoho-bulk/core/durable"
 * import { layerEnginePostgres } from "@zoho-bulk/core/enginePostgres"
 * import { layerPostgres } from "@zoho-bulk/core/postgres"
 * import { clusterSockets } from "@zoho-bulk/node-runner/cluster"
 * import { connectPostgres } from "@zoho-bulk/node-runner/postgres"
 * import { Layer, Redacted } from "effect"
 *
 * const database = Redacted.make("postgresql://zoho@127.0.0.1/journeys")
 *
 * export const runner = layerRunner({ name: "first" }).pipe(
 *   Layer.provide(layerEnginePostgres({ listen: "127.0.0.1:34431" }, clusterSockets)),
 *   Layer.provide(layerPostgres(database, connectPostgres)),
 * )
 * ```
 */
export { type ClusterSockets, layerEnginePostgres } from "../durable/engine/layerEnginePostgres.ts"
export type { ClusterPlace } from "../durable/engine/placeInCluster.ts"
