/**
 * How runners of a cluster talk to each other on Node. Experimental.
 *
 * **Example** (One of several runners)
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
 * The sockets of a cluster, for `layerEnginePostgres` of `@zoho-bulk/core/enginePostgres`. They are neither encrypted
 * nor authenticated.
 *
 * **Example** (One of several runners on this machine)
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
