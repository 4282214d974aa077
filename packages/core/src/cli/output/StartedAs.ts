import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** What the reader types to start the command, as somebody has done just now. */
export const StartedAs = Context.Reference<string>("@zoho-bulk/core/cli/StartedAs", {
  defaultValue: () => "zoho-bulk",
})

/** A call of the command that the reader can type. */
export const typed = (words: string): Effect.Effect<string> => Effect.map(StartedAs, (name) => `${name} ${words}`)
