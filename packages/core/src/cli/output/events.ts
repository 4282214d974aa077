import * as Effect from "effect/Effect"
import type { ProgressEvent } from "../../transfer/Progress.ts"
import { root } from "../flags/root.ts"
import type { LineOf } from "./DocumentOf.ts"
import { Output } from "./Output.ts"

type LineFor<Event extends ProgressEvent> = Event extends unknown
  ? { readonly event: Event["is"] } & Omit<Event, "is">
  : never

/** An event as a line has it. */
export const eventLine = ({ is, ...fields }: ProgressEvent): LineOf<"event"> =>
  // That these fields are those of this event is lost when the two are taken apart.
  ({ event: is, ...fields }) as LineFor<ProgressEvent>

/** Makes what writes events, each on a line: the keys that were asked for, where it has any of them. */
export const makeEventWriter = Effect.gen(function* () {
  const output = yield* Output
  const { select: names } = yield* root
  const isWanted = ([key]: [string, unknown]): boolean => names.length === 0 || names.includes(key)
  return (line: LineOf<"event">): Effect.Effect<void> => {
    const kept = Object.entries(line).filter(isWanted)
    return kept.length === 0 ? Effect.void : Effect.ignore(output.data(() => JSON.stringify(Object.fromEntries(kept))))
  }
})
