/**
 * How runners of a cluster talk to each other on Node. Experimental.
 *
 * **Example** (A runner beside others)
 *
 * ```ts
 * import { layerEnginePostgres } from "@zoho-bulk/core/enginePostgres"
 * import { clusterSockets } from "@zoho-bulk/node-runner/cluster"
 *
 * export const engine = layerEnginePostgres({ listen: "127.0.0.1:34431" }, clusterSockets)
 * ```
 */
import { layerClientProtocol, layerSocketServer } from "@effect/platform-node-shared/NodeClusterSocket"
import type { ClusterSockets } from "@zoho-bulk/core/enginePostgres"

/**
 * The sockets of a cluster: what `layerEnginePostgres` of `@zoho-bulk/core/enginePostgres` asks for. They are neither encrypted nor authenticated.
 *
 * **Example** (A runner beside others on this machine)
 *
 * ```ts
 * import { layerEnginePostgres } from "@zoho-bulk/core/enginePostgres"
 * import { clusterSockets } from "@zoho-bulk/node-runner/cluster"
 *
 * export const second = layerEnginePostgres({ listen: "127.0.0.1:34432" }, clusterSockets)
 * ```
 *
 * @category constructors
 */
export const clusterSockets: ClusterSockets = { client: layerClientProtocol, server: layerSocketServer }
