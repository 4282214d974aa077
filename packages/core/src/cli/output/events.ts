import * as Effect from "effect/Effect"
import type { ProgressEvent } from "../../transfer/journey/Progress.ts"
import { root } from "../flags/root.ts"
import type { LineOf } from "./DocumentOf.ts"
import { inJson } from "./inJson.ts"
import { Output } from "./Output.ts"

type LineFor<Event extends ProgressEvent> = Event extends unknown
  ? { readonly event: Event["_tag"] } & Omit<Event, "_tag">
  : never

/** The line for an event. */
export const eventLine = ({ _tag, ...fields }: ProgressEvent): LineOf<"event"> =>
  // Once the name is taken out, the compiler no longer knows which fields belong to it.
  ({ event: _tag, ...fields }) as LineFor<ProgressEvent>

/** Makes the function that writes events, one a line: with the selected keys, or not at all if it has none of them. */
export const makeEventWriter = Effect.gen(function* () {
  const output = yield* Output
  const { select: names } = yield* root
  const isWanted = ([key]: [string, unknown]): boolean => names.length === 0 || names.includes(key)
  return (line: LineOf<"event">): Effect.Effect<void> => {
    const kept = Object.entries(line).filter(isWanted)
    return kept.length === 0 ? Effect.void : Effect.ignore(output.data(() => inJson(Object.fromEntries(kept))))
  }
})
