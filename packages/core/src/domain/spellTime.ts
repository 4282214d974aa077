import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"

/**
 * A moment in time: a `DateTime`, a `Date`, or ISO 8601 text with an offset.
 *
 * **Gotchas**
 *
 * Bulk read does not accept fractions of a second (it answers FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE), so they are
 * left out. An invalid `Date` is refused before anything is sent.
 *
 * **Example** (What changed since a moment)
 *
 * ```ts
 * import { Condition } from "@zoho-bulk/core"
 *
 * export const changedSince = (time: Condition.Time) =>
 *   Condition.field.dateTime("Modified_Time").greaterEqual(time)
 * ```
 *
 * @category models
 */
export type Time = DateTime.DateTime | Date | string

const isoTime = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/i

const withoutFraction = (text: string): string => {
  const [, time, offset = ""] = isoTime.exec(text.trim()) ?? []
  return time === undefined ? text : `${time}${/^z$/i.test(offset) ? "+00:00" : offset}`
}

/**
 * Spells a moment as bulk read accepts it: with its offset, and without fractions of a second, which it refuses
 * (FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE). Returns `NaN` for anything that is not a moment, such as an invalid
 * `Date` or a variable that is not set.
 */
export const spellTime = (time: Time): string | number => {
  if (typeof time === "string") return withoutFraction(time)
  if (!DateTime.isDateTime(time) && !Predicate.isDate(time)) return NaN
  const spelled = Option.map(DateTime.make(time), (moment) => withoutFraction(DateTime.formatIsoOffset(moment)))
  return Option.getOrElse(
    Option.filter(spelled, (text) => isoTime.test(text)),
    () => NaN,
  )
}

/** Spells each of several moments; returns `NaN` if they are not a list. */
export const spellTimes = (times: ReadonlyArray<Time>): ReadonlyArray<string | number> | number =>
  Array.isArray(times) ? times.map(spellTime) : NaN
