import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

/** Milliseconds. */
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** Checks whether a text is a day of the calendar, as `2021-02-28`. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const day = DateTime.make(`${text}T00:00:00Z`)
  return Option.isSome(day) && DateTime.formatIsoDateUtc(day.value) === text
}

/** Reads an ISO 8601 date and time with an offset, without milliseconds, as Zoho wants it (v7 create-job page); a day or an hour that no clock shows is none. */
export const parseInstant = (text: string): number | undefined => {
  const isTime = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-]\d\d:\d\d)$/.test(text)
  if (!isTime || !isDay(text.slice(0, 10))) return undefined
  return Option.getOrUndefined(Option.map(DateTime.make(text), DateTime.toEpochMillis))
}

/** Writes a moment in the time of India, without milliseconds (recorded: `2021-05-12T17:25:29+05:30`). */
export const formatTime = (millis: number): string =>
  `${DateTime.formatIso(DateTime.makeUnsafe(millis + 5.5 * hour)).slice(0, 19)}+05:30`
