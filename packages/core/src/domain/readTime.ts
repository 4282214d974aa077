import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import { own } from "./own.ts"

/** The moment and the zone for times that depend on them. */
export interface NowAndZone {
  /** The moment to which they are relative. */
  readonly now: DateTime.DateTime
  /** The zone of days, and of times without an offset. */
  readonly timeZone: DateTime.TimeZone
}

/** A time that was written: a day, or a moment. */
export type WrittenTime =
  | { readonly _tag: "day"; readonly day: DateTime.Zoned }
  | { readonly _tag: "moment"; readonly moment: DateTime.DateTime }

const dayUnits: Readonly<Record<string, "days" | "weeks" | "months" | "years">> = {
  d: "days",
  day: "days",
  days: "days",
  w: "weeks",
  week: "weeks",
  weeks: "weeks",
  month: "months",
  months: "months",
  year: "years",
  years: "years",
}

const momentUnits: Readonly<Record<string, "hours" | "minutes">> = {
  h: "hours",
  hour: "hours",
  hours: "hours",
  m: "minutes",
  min: "minutes",
  minute: "minutes",
  minutes: "minutes",
}

const daysFromToday: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }

/** A time relative to now: `24h`, `24 hours ago`, `2 days ago`. */
const ago = /^(\d{1,5})(?:\s*(h|d|w|m|min)|\s+(minutes?|hours?|days?|weeks?|months?|years?))(?:\s+ago)?$/

const plainDay = /^\d{4}-\d{2}-\d{2}$/
const timeOfDay = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(z|[+-]\d{2}:?\d{2})?$/i

const exists = (text: string, day: string): boolean =>
  Option.exists(DateTime.make(text), (made) => DateTime.formatIsoDateUtc(made) === day)

const dayWritten = (day: string, { timeZone }: NowAndZone): WrittenTime | undefined => {
  if (!exists(day, day)) return undefined
  const begins = DateTime.makeZoned(day, { timeZone, adjustForTimeZone: true })
  return Option.getOrUndefined(Option.map(begins, (zoned) => ({ _tag: "day", day: zoned })))
}

const momentWritten = (text: string, { timeZone }: NowAndZone): WrittenTime | undefined => {
  const [, day = "", time = "", seconds = ":00", offset] = timeOfDay.exec(text) ?? []
  if (!exists(`${day}T${time}${seconds}Z`, day)) return undefined
  const zone = offset?.replace(/^z$/i, "+00:00").replace(/^(.{3}):?(\d{2})$/, "$1:$2")
  const made =
    zone === undefined
      ? DateTime.makeZoned(`${day}T${time}${seconds}`, { timeZone, adjustForTimeZone: true })
      : DateTime.makeZonedFromString(`${day}T${time}${seconds}${zone}`)
  const isKept = (moment: DateTime.Zoned): boolean =>
    zone !== undefined || DateTime.formatIsoZoned(moment).startsWith(`${day}T${time}`)
  return Option.getOrUndefined(Option.map(Option.filter(made, isKept), (moment) => ({ _tag: "moment", moment })))
}

const fromNow = (text: string, { now, timeZone }: NowAndZone): WrittenTime | undefined => {
  const here = DateTime.setZone(now, timeZone)
  const today = DateTime.startOf(here, "day")
  if (text === "now") return { _tag: "moment", moment: here }
  const off = own(daysFromToday, text)
  if (off !== undefined) return { _tag: "day", day: DateTime.add(today, { days: off }) }
  const [, count, short, long] = ago.exec(text) ?? []
  const unit = short ?? long ?? ""
  const [days, moments] = [own(dayUnits, unit), own(momentUnits, unit)]
  if (days !== undefined) return { _tag: "day", day: DateTime.subtract(today, { [days]: Number(count) }) }
  return moments === undefined
    ? undefined
    : { _tag: "moment", moment: DateTime.subtract(here, { [moments]: Number(count) }) }
}

/** Reads a day, a moment, or a time relative to now; returns nothing for anything else. */
export const readTime = (text: string, at: NowAndZone): WrittenTime | undefined => {
  const written = text.trim()
  if (plainDay.test(written)) return dayWritten(written, at)
  if (timeOfDay.test(written)) return momentWritten(written, at)
  return fromNow(written.toLowerCase().replaceAll(/\s+/g, " "), at)
}

/** Checks whether a text is a time that does not exist in the zone: the clocks were put forward then. */
export const isSkipped = (text: string, at: NowAndZone): boolean => {
  const written = text.trim()
  if (!timeOfDay.test(written) || readTime(written, at) !== undefined) return false
  return readTime(written, { ...at, timeZone: DateTime.zoneMakeOffset(0) }) !== undefined
}

/** Checks whether a text is a time relative to now. */
export const isFromNow = (text: string): boolean => {
  const written = text.trim().toLowerCase().replaceAll(/\s+/g, " ")
  return written === "now" || own(daysFromToday, written) !== undefined || ago.test(written)
}
