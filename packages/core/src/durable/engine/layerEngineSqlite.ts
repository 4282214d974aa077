import * as ClusterWorkflowEngine from "effect/cluster/ClusterWorkflowEngine"
import * as RunnerHealth from "effect/cluster/RunnerHealth"
import * as Runners from "effect/cluster/Runners"
import * as Sharding from "effect/cluster/Sharding"
import * as ShardingConfig from "effect/cluster/ShardingConfig"
import * as SqlMessageStorage from "effect/cluster/SqlMessageStorage"
import * as SqlRunnerStorage from "effect/cluster/SqlRunnerStorage"
import * as Digest from "effect/crypto/Digest"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import type * as Path from "effect/Path"
import type * as SqlClient from "effect/sql/SqlClient"
import type { WorkflowEngine } from "effect/workflow/WorkflowEngine"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { readText } from "../../storage/readText.ts"
import { holdLock } from "../../storage/withLock.ts"
import { writeWhole } from "../../storage/writeWhole.ts"

/** Who goes on after a runner that was killed need not wait long, and nobody waits for one that runs. */
const lockTimes = { beatEvery: 1_000, deadAfter: 5_000, patience: 0 }

/** Who holds a store says its name beside it, for whoever is refused. */
const nameOfHolder = (file: string): string => `${file}.runner-name`

const holderOf = (file: string) =>
  readText(nameOfHolder(file), 1_000).pipe(
    Effect.map((name) => name?.trim() ?? "unnamed"),
    Effect.orElseSucceed(() => "unnamed"),
  )

/** A second runner on the same file would take the first one's journeys for its own. */
const holdStore = Effect.fnUntraced(function* (file: string, name: string) {
  const refused = (problem: string) =>
    Effect.flatMap(holderOf(file), (holder) =>
      Effect.fail(
        new StorageFailed({
          doing: `run ${name} on the store ${file}`,
          problem: `the runner ${holder} has it: ${problem}`,
          remedy: "Stop that one first. Journeys can be submitted beside it, without another runner.",
        }),
      ),
    )
  yield* Effect.catchTag(holdLock(`${file}.runner`, lockTimes), "LockTaken", ({ problem }) => refused(problem))
  yield* writeWhole(nameOfHolder(file), `${name}\n`)
})

/** One machine: all shards are this runner's, and what is new is looked for each second. Nothing of it is read from variables. */
const config = ShardingConfig.layer({
  entityMessagePollInterval: 1_000,
  entityTerminationTimeout: 10_000,
  shardLockExpiration: 10_000,
  shardLockRefreshInterval: 3_000,
})

/**
 * Provides Effect's engine for workflows on a SQLite store, for one runner at a time. Its file is locked: a second runner is refused, and told who
 * has it. The lock and the runner's name lie beside the file; folders that are missing are made.
 *
 * **Example** (The engine of a machine, on Node)
 *
 * ```ts
 * import { layerEngineSqlite } from "@zoho-bulk/core/engineSqlite"
 * import { layerSqlite } from "@zoho-bulk/core/sqlite"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 * import { Layer } from "effect"
 *
 * const file = "/var/lib/zoho/journeys.db"
 *
 * export const engine = Layer.provide(layerEngineSqlite(file, "attic"), layerSqlite(file, openSqlite))
 * ```
 *
 * @category layers
 */
export const layerEngineSqlite = (
  file: string,
  name: string,
): Layer.Layer<WorkflowEngine, StorageFailed, SqlClient.SqlClient | FileSystem.FileSystem | Path.Path> =>
  Layer.unwrap(
    Effect.as(
      holdStore(file, name),
      ClusterWorkflowEngine.layer.pipe(
        Layer.provide(Sharding.layer),
        Layer.provide(Runners.layerNoop),
        Layer.provideMerge(SqlMessageStorage.layer),
        Layer.provide([Layer.orDie(SqlRunnerStorage.layer), RunnerHealth.layerNoop]),
        Layer.provide(config),
        Layer.provide(Digest.layerWebCrypto),
      ),
    ),
  )
