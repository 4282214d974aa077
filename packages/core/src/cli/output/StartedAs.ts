import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/**
 * What the reader types to start the command, as somebody has just done; messages use it. `zoho-bulk` by default.
 *
 * **Example** (A command that starts it by another name)
 *
 * ```ts
 * import { StartedAs } from "@zoho-bulk/core/cli"
 * import { Layer } from "effect"
 *
 * export const named = Layer.succeed(StartedAs, "tools zoho-bulk")
 * ```
 *
 * @category running
 */
export const StartedAs = Context.Reference<string>("@zoho-bulk/core/cli/StartedAs", {
  defaultValue: () => "zoho-bulk",
})

/**
 *  A call of the command that the reader can type.
 */
export const typed = (words: string): Effect.Effect<string> => Effect.map(StartedAs, (name) => `${name} ${words}`)
