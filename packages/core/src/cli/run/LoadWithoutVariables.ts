import * as Context from "effect/Context"

/**
 * Loads modules, some of which read all variables while they load, which a runtime may not allow. A runner of such a
 * runtime provides its own; others just load them.
 *
 * **Example** (As on Node)
 *
 * ```ts
 * import { LoadWithoutVariables } from "@zoho-bulk/core/cli"
 * import { Effect } from "effect"
 *
 * export const asItIs = Effect.provideService(LoadWithoutVariables, (load) => load())
 * ```
 *
 * @category services
 */
export class LoadWithoutVariables extends Context.Reference<<A>(load: () => Promise<A>) => Promise<A>>(
  "@zoho-bulk/core/cli/LoadWithoutVariables",
  { defaultValue: () => (load) => load() },
) {}
