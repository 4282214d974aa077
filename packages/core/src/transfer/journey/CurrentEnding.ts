import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { AppendFailure } from "../../failure/JournalFailure.ts"

/** What writes down that a journey is finished. */
export type Finish = Effect.Effect<void, AppendFailure>

/**
 * What a journey does as its stream comes to its own end: it writes down that it is finished. Who has more to do before it is, such as to put a file
 * in its place, keeps what writes it down, and runs that later.
 */
export const CurrentEnding = Context.Reference<(finish: Finish) => Finish>("@zoho-bulk/core/transfer/CurrentEnding", {
  defaultValue: () => (finish) => finish,
})
