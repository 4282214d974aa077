import * as Context from "effect/Context"

/**
 * Loads modules of which some read all variables as they are loaded, which a runtime may not let a program do. A runner of such a runtime brings its own;
 * others just load.
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
