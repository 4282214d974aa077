import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { AppendFailure } from "../../failure/JournalFailure.ts"

/** What writes down that a journey is finished. */
export type Finish = Effect.Effect<void, AppendFailure>

/**
 * What a journey does as its stream reaches its own end: it records that it is finished. A caller with more to do
 * first, such as putting a file in its place, takes over the recording and runs it later.
 */
export const CurrentEnding = Context.Reference<(finish: Finish) => Finish>("@zoho-bulk/core/transfer/CurrentEnding", {
  defaultValue: () => (finish) => finish,
})
