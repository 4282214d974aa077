import * as ClusterWorkflowEngine from "effect/cluster/ClusterWorkflowEngine"
import * as RunnerAddress from "effect/cluster/RunnerAddress"
import * as RunnerHealth from "effect/cluster/RunnerHealth"
import * as Runners from "effect/cluster/Runners"
import * as ShardingConfig from "effect/cluster/ShardingConfig"
import * as SocketRunner from "effect/cluster/SocketRunner"
import * as SqlMessageStorage from "effect/cluster/SqlMessageStorage"
import * as SqlRunnerStorage from "effect/cluster/SqlRunnerStorage"
import * as Digest from "effect/crypto/Digest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as RpcSerialization from "effect/rpc/RpcSerialization"
import type * as SocketServer from "effect/socket/SocketServer"
import type * as SqlClient from "effect/sql/SqlClient"
import type { WorkflowEngine } from "effect/workflow/WorkflowEngine"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { type ClusterPlace, type PlaceInCluster, placeInCluster } from "./placeInCluster.ts"
import { layerPlacementByShard } from "./layerPlacementByShard.ts"

/**
 * The sockets of a runtime, through which runners reach each other; the `cluster` doors of the runners provide them.
 *
 * **Example** (Those of Node)
 *
 * ```ts
 * import type { ClusterSockets } from "@zoho-bulk/core/enginePostgres"
 * import { clusterSockets } from "@zoho-bulk/node-runner/cluster"
 *
 * export const sockets: ClusterSockets = clusterSockets
 * ```
 *
 * @category models
 */
export interface ClusterSockets {
  /** Speaks to the other runners. */
  readonly client: Layer.Layer<Runners.RpcClientProtocol, never, RpcSerialization.RpcSerialization>
  /** Listens to the other runners. */
  readonly server: Layer.Layer<SocketServer.SocketServer, SocketServer.SocketServerError, ShardingConfig.ShardingConfig>
}

/**
 * A runner that is silent for 9 seconds loses its journeys to others, and stops them once it notices; one that died is
 * noticed after 5 at best. Another runner therefore takes over within 15 seconds. None of this is read from variables.
 */
const times = {
  shardLockExpiration: 9_000,
  shardLockRefreshInterval: 3_000,
  refreshAssignmentsInterval: 1_000,
  runnerHealthCheckInterval: 3_000,
  entityMessagePollInterval: 1_000,
  entityTerminationTimeout: 10_000,
}

const configOf = ({ bound, reached }: PlaceInCluster) =>
  ShardingConfig.layer({
    ...times,
    runnerAddress: Option.some(RunnerAddress.make(reached.host, reached.port)),
    runnerListenAddress: Option.some(RunnerAddress.make(bound.host, bound.port)),
  })

const cannotListen = (text: string): StorageFailed =>
  new StorageFailed({
    doing: `listen on ${text} for other runners`,
    problem: "the address is in use, or is not an address of this machine",
    remedy: "Name another port, or an address of this machine.",
  })

/**
 * Provides Effect's engine for workflows on a PostgreSQL database, for runners on one or many machines. All journeys of
 * an organisation run on one runner at a time; if it dies or falls silent, another takes them over within 15 seconds.
 *
 * **Details**
 *
 * Experimental, as are the parts of Effect that it uses. Runners talk to each other over plain TCP and trust what they
 * receive: they listen on this machine, or on an address of a private network, unless `insecureListen` allows others.
 *
 * **Example** (On a machine of a private network)
 *
 * ```ts
 * import { layerEnginePostgres } from "@zoho-bulk/core/enginePostgres"
 * import { clusterSockets } from "@zoho-bulk/node-runner/cluster"
 *
 * export const engine = layerEnginePostgres({ listen: "10.0.0.7:34431" }, clusterSockets)
 * ```
 *
 * @category layers
 */
export const layerEnginePostgres = (
  place: ClusterPlace,
  { client, server }: ClusterSockets,
): Layer.Layer<WorkflowEngine, InvalidSettings | StorageFailed, SqlClient.SqlClient> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const found = yield* Effect.fromResult(placeInCluster(place))
      const health = RunnerHealth.layerPing.pipe(Layer.provide(Runners.layerRpc), Layer.provide(client))
      const sharding = SocketRunner.layer.pipe(
        Layer.provide([server, client]),
        Layer.catchTag("SocketServerError", () => Layer.effectContext(Effect.fail(cannotListen(place.listen)))),
      )
      return Layer.merge(ClusterWorkflowEngine.layer, layerPlacementByShard).pipe(
        Layer.provide(sharding),
        Layer.provide(health),
        Layer.provideMerge(SqlMessageStorage.layer),
        Layer.provide(Layer.orDie(SqlRunnerStorage.layer)),
        Layer.provide(configOf(found)),
        Layer.provide([RpcSerialization.layerSchemaBinary(), Digest.layerWebCrypto]),
      )
    }),
  )
