import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { OpenSqlite } from "../../sql/Sqlite.ts"

/**
 * Loads the runtime's SQLite when needed. Each runner provides its own; without it there are no copies in databases.
 *
 * **Example** (On Node)
 *
 * ```ts
 * import { LoadSqlite } from "@zoho-bulk/core/cli"
 * import { Effect } from "effect"
 *
 * const load = Effect.map(
 *   Effect.promise(() => import("@zoho-bulk/node-runner/sqlite")),
 *   ({ openSqlite }) => openSqlite,
 * )
 *
 * export const withSqlite = Effect.provideService(LoadSqlite, load)
 * ```
 *
 * @category services
 */
export class LoadSqlite extends Context.Reference<Effect.Effect<OpenSqlite> | undefined>(
  "@zoho-bulk/core/cli/LoadSqlite",
  { defaultValue: () => undefined },
) {}
