import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import { spellTime } from "../../domain/spellTime.ts"
import { momentReader, type ReadMoment } from "./datePattern.ts"

/** Why a time has no offset in a zone, as the end of a sentence. */
export const zoneProblems = {
  skipped: "does not exist in the time zone: the clocks were put forward",
  repeated: "occurs twice in the time zone: the clocks were put back",
} as const

/** A time with the offset that it has in a zone, as a bulk write takes it; or why it has none, or more than one. */
export type TimeInZone =
  | { readonly _tag: "time"; readonly spelled: string }
  | { readonly _tag: "none"; readonly problem: string }

const placed = ({ offset: _, ...parts }: ReadMoment, timeZone: DateTime.TimeZone): TimeInZone => {
  const at = (disambiguation: DateTime.Disambiguation) =>
    DateTime.makeZoned(parts, { timeZone, adjustForTimeZone: true, disambiguation })
  return Option.match(at("reject"), {
    onSome: (time) => ({ _tag: "time", spelled: String(spellTime(time)) }),
    onNone: () => {
      const isThere = Option.exists(at("earlier"), (time) => {
        const { day, hour, minute } = DateTime.toParts(time)
        return day === parts.day && hour === parts.hour && minute === parts.minute
      })
      return { _tag: "none", problem: isThere ? zoneProblems.repeated : zoneProblems.skipped }
    },
  })
}

/**
 * Makes a reader of times that say no offset, spelled by a pattern: it gives them the offset that they have in a zone. It gives nothing for
 * what the pattern does not read, and for what has an offset of its own.
 */
export const timeInZone = (format: string, timeZone: DateTime.TimeZone): ((text: string) => TimeInZone | undefined) => {
  const read = momentReader(format)
  return (text) => {
    const moment = read(text)
    return moment === undefined || moment.offset !== undefined ? undefined : placed(moment, timeZone)
  }
}
