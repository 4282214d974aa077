import * as Context from "effect/Context"
import type { ClusterSockets } from "../../durable/engine/layerEnginePostgres.ts"
import type { ConnectPostgres } from "../../sql/postgres/layerPostgres.ts"

/**
 * What a runtime has for databases that machines share: each is loaded where somebody asks for it.
 *
 * **Example** (By Node)
 *
 * ```ts
 * import type { PostgresOfRuntime } from "@zoho-bulk/core/cli"
 *
 * export const byNode: PostgresOfRuntime = {
 *   connect: async () => (await import("@zoho-bulk/node-runner/postgres")).connectPostgres,
 *   sockets: async () => (await import("@zoho-bulk/node-runner/cluster")).clusterSockets,
 * }
 * ```
 *
 * @category models
 */
export interface PostgresOfRuntime {
  /** Loads the client of PostgreSQL. It fails where `@effect/sql-pg` is not installed. */
  readonly connect: () => Promise<ConnectPostgres>
  /** Loads the sockets by which runners reach each other. */
  readonly sockets: () => Promise<ClusterSockets>
}

/**
 * Loads the PostgreSQL of the runtime. Each runner brings its own; without it, journeys are kept in files alone.
 *
 * **Example** (By Node)
 *
 * ```ts
 * import { LoadPostgres } from "@zoho-bulk/core/cli"
 * import { Effect } from "effect"
 *
 * export const withPostgres = Effect.provideService(LoadPostgres, {
 *   connect: async () => (await import("@zoho-bulk/node-runner/postgres")).connectPostgres,
 *   sockets: async () => (await import("@zoho-bulk/node-runner/cluster")).clusterSockets,
 * })
 * ```
 *
 * @category services
 */
export class LoadPostgres extends Context.Reference<PostgresOfRuntime | undefined>("@zoho-bulk/core/cli/LoadPostgres", {
  defaultValue: () => undefined,
}) {}
