import * as ClusterWorkflowEngine from "effect/cluster/ClusterWorkflowEngine"
import * as RunnerHealth from "effect/cluster/RunnerHealth"
import * as Runners from "effect/cluster/Runners"
import * as Sharding from "effect/cluster/Sharding"
import * as ShardingConfig from "effect/cluster/ShardingConfig"
import * as SqlMessageStorage from "effect/cluster/SqlMessageStorage"
import * as SqlRunnerStorage from "effect/cluster/SqlRunnerStorage"
import * as Context from "effect/Context"
import * as Digest from "effect/crypto/Digest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import * as Scope from "effect/Scope"
import type * as SqlClient from "effect/sql/SqlClient"
import type { WorkflowEngine } from "effect/workflow/WorkflowEngine"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { fileIdentity, realName } from "../../storage/fileIdentity.ts"
import { readText } from "../../storage/readText.ts"
import { holdLock } from "../../storage/withLock.ts"
import { writeWhole } from "../../storage/writeWhole.ts"
import { CurrentPlacement } from "./CurrentPlacement.ts"

/** A runner that follows a killed one need not wait long, and none waits for one that is running. */
const lockTimes = { beatEvery: 1_000, deadAfter: 5_000, patience: 0 }

/** The holder of a store writes its name next to it, so that a refused runner can report it. */
const nameOfHolder = (file: string): string => `${file}.runner-name`

const holderOf = (file: string) =>
  readText(nameOfHolder(file), 1_000).pipe(
    Effect.map((name) => name?.trim() ?? "unnamed"),
    Effect.orElseSucceed(() => "unnamed"),
  )

/**
 * Fails once the store is a different file than before: new submissions go into that one, and nobody would ever carry
 * those in this one.
 */
const untilReplaced = Effect.fnUntraced(function* (file: string, doing: string) {
  const first = yield* fileIdentity(file)
  for (;;) {
    yield* Effect.sleep("5 seconds")
    const now = yield* fileIdentity(file)
    if (Option.isNone(first) || Option.isNone(now) || first.value === now.value) continue
    return yield* new StorageFailed({
      doing,
      problem: "the file was removed or replaced while the runner was using it",
      remedy: "Start the runner again: it uses the file that is there now.",
    })
  }
})

/**
 * Holds a store, and returns an effect that fails once it is no longer held. A second runner on the same file would
 * take the first one's journeys for its own, under whatever name.
 */
const holdStore = Effect.fnUntraced(function* (named: string, name: string) {
  const file = yield* realName(named)
  const doing = `run ${name} on the store ${named}`
  const refused = (problem: string) =>
    Effect.flatMap(holderOf(file), (holder) =>
      Effect.fail(
        new StorageFailed({
          doing,
          problem: `the runner ${holder} is using it: ${problem}`,
          remedy: "Stop that runner first. You can submit journeys while it runs, without another runner.",
        }),
      ),
    )
  const held = holdLock(`${file}.runner`, lockTimes)
  const { lost } = yield* Effect.catchTag(held, "LockTaken", ({ problem }) => refused(problem))
  yield* writeWhole(nameOfHolder(file), `${name}\n`)
  return Effect.raceFirst(lost, untilReplaced(named, doing))
})

/**
 * One machine: this runner has all shards, and looks for new work every second. None of this is read from variables.
 */
const config = ShardingConfig.layer({
  entityMessagePollInterval: 1_000,
  entityTerminationTimeout: 10_000,
  shardLockExpiration: 10_000,
  shardLockRefreshInterval: 3_000,
})

const layerEngine = ClusterWorkflowEngine.layer.pipe(
  Layer.provide(Sharding.layer),
  Layer.provide(Runners.layerNoop),
  Layer.provideMerge(SqlMessageStorage.layer),
  Layer.provide([Layer.orDie(SqlRunnerStorage.layer), RunnerHealth.layerNoop]),
  Layer.provide(config),
  Layer.provide(Digest.layerWebCrypto),
)

/**
 * What happens to a runner that has lost its store.
 *
 * **Example** (The program ends)
 *
 * ```ts
 * import type { SqliteEngineOptions } from "@zoho-bulk/core/engineSqlite"
 * import { Deferred } from "effect"
 *
 * export const endedBy = (ended: Deferred.Deferred<never, Error>): SqliteEngineOptions => ({
 *   whenLost: (failure) => Deferred.fail(ended, failure),
 * })
 * ```
 *
 * @category configuration
 */
export interface SqliteEngineOptions {
  /** Receives the reason, before the engine closes; by default it is logged. */
  readonly whenLost?: ((failure: StorageFailed) => Effect.Effect<unknown>) | undefined
}

/**
 * Provides Effect's engine for workflows on a SQLite store, for one runner at a time. Its file is locked: a second
 * runner is refused, with the name of the first. The lock and the runner's name are stored next to the file; missing
 * folders are created.
 *
 * **Details**
 *
 * A runner that stood still for so long that another one has its store now, or whose file was removed or replaced, stops: the engine closes, and
 * nothing more is admitted. `whenLost` is told why, and may end the program.
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
  { whenLost }: SqliteEngineOptions = {},
): Layer.Layer<WorkflowEngine, StorageFailed, SqlClient.SqlClient | FileSystem.FileSystem | Path.Path> =>
  Layer.effectContext(
    Effect.gen(function* () {
      const lost = yield* holdStore(file, name)
      const scope = yield* Scope.fork(yield* Effect.scope)
      const engine = yield* Layer.buildWithScope(layerEngine, scope)
      let isHere = true
      yield* lost.pipe(
        Effect.catch((failure) => {
          isHere = false
          const told = whenLost?.(failure) ?? Effect.logError(`${failure.summary}. ${failure.remedy}`)
          return Effect.ensuring(told, Scope.close(scope, Exit.void))
        }),
        Effect.forkScoped,
      )
      const placement = { isHere: () => isHere, executionOf: (_organization: string, execution: string) => execution }
      return Context.add(engine, CurrentPlacement, placement)
    }),
  )
