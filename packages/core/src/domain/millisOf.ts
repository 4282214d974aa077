import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

/** The moment that a text states, in milliseconds since the epoch; `NaN` if it states none. */
export const millisOf = (text: string): number =>
  Option.match(DateTime.make(text), { onNone: () => NaN, onSome: DateTime.toEpochMillis })
