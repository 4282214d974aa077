import type * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import type * as Path from "effect/Path"
import type * as SqlClient from "effect/sql/SqlClient"
import type { WorkflowEngine } from "effect/workflow/WorkflowEngine"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import type { Organizations } from "../Organizations.ts"
import { Runner, type RunnerOptions } from "../Runner.ts"
import { layerWorkflows } from "./layerWorkflows.ts"

/**
 * A whole runner: it admits the journeys of its store, and carries them. It needs an engine, the organisations and the store.
 *
 * **Details**
 *
 * It prepares the store, as `prepareStore` does, and then checks once a second what needs doing, for as long as the
 * layer exists.
 *
 * **Example** (One runner on a file, on Node)
 *
 * ```ts
 * import { layerRunner, type Organizations } from "@zoho-bulk/core/durable"
 * import { layerEngineSqlite } from "@zoho-bulk/core/engineSqlite"
 * import { layerSqlite } from "@zoho-bulk/core/sqlite"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 * import { Layer } from "effect"
 *
 * const file = "/var/lib/zoho/journeys.db"
 *
 * export const runnerFor = (organizations: Layer.Layer<Organizations>) =>
 *   layerRunner({ name: "attic", openSqlite }).pipe(
 *     Layer.provide(layerEngineSqlite(file, "attic")),
 *     Layer.provide(organizations),
 *     Layer.provide(layerSqlite(file, openSqlite)),
 *     Layer.provide(layerFiles),
 *   )
 * ```
 *
 * @category layers
 */
export const layerRunner = (
  options: RunnerOptions,
): Layer.Layer<
  never,
  StorageFailed,
  WorkflowEngine | Organizations | SqlClient.SqlClient | FileSystem.FileSystem | Path.Path
> =>
  // Runners of several names may be built together.
  Layer.provide(Layer.fresh(layerWorkflows), Runner.layer(options))
