import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

/** The moment that a text tells, in milliseconds since the epoch; not a number where it tells none. */
export const millisOf = (text: string): number =>
  Option.match(DateTime.make(text), { onNone: () => NaN, onSome: DateTime.toEpochMillis })
