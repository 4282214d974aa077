import * as Context from "effect/Context"
import type { ClusterSockets } from "../../durable/engine/layerEnginePostgres.ts"
import type { ConnectPostgres } from "../../sql/postgres/layerPostgres.ts"

/**
 * A runtime's means for databases that machines share: each is loaded when needed.
 *
 * **Example** (On Node)
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
  /** Loads the PostgreSQL client. Fails if `@effect/sql-pg` is not installed. */
  readonly connect: () => Promise<ConnectPostgres>
  /** Loads the sockets through which runners reach each other. */
  readonly sockets: () => Promise<ClusterSockets>
}

/**
 * Loads the runtime's PostgreSQL. Each runner provides its own; without it, journeys are stored in files only.
 *
 * **Example** (On Node)
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
