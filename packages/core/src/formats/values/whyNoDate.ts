import { usualDays, usualMoments } from "./dateCandidates.ts"
import { isOfForm } from "./datePattern.ts"

/** What is wrong with a cell that should be a date, as the end of a sentence. */
export const dateProblems = {
  noDay: "is a day that does not exist",
  shortYear: "has a two-digit year",
  timed: "has a time, but the field holds only days",
  noTime: "has a time of day that cannot be read",
  otherwise: "has a different format from the dates before it",
  unknownDay: "is not a date in a known format",
  unknownTime: "is not a time in a known format",
} as const

let forms: ReadonlyArray<(text: string) => boolean> | undefined

const isOfUsualForm = (day: string): boolean =>
  (forms ??= usualDays.map(({ format }) => isOfForm(format))).some((isSpelled) => isSpelled(day))

/** A day, and a time of day behind it. */
const dayAndTime = /^(.*\d{4}|\d{4}.*?\d)(?:T| +)\d{1,2}:.*$/

const shortYear = /^(?:\d\d?([./-])\d\d?\1\d\d|\d\d?[ -][A-Za-z]{3}[ -]\d\d|[A-Za-z]{3} \d\d?, \d\d)(?: +\d{1,2}:.*)?$/

/** Explains why a cell is not a date like the others of its column, once it is known not to be one. */
export const whyNoDate = (cell: string, type: "date" | "datetime", stated?: string): string => {
  if (shortYear.test(cell)) return dateProblems.shortYear
  const day = dayAndTime.exec(cell)?.[1] ?? cell
  const isTimed = day !== cell
  if (usualDays.some(({ read }) => read(day) !== undefined)) {
    if (isTimed && type === "date") return dateProblems.timed
    if (isTimed && !usualMoments.some(({ read }) => read(cell) !== undefined)) return dateProblems.noTime
    return stated === undefined ? dateProblems.otherwise : `is not written as ${stated}`
  }
  if (isOfUsualForm(day) || (stated !== undefined && isOfForm(stated)(cell))) {
    return dateProblems.noDay
  }
  return type === "date" ? dateProblems.unknownDay : dateProblems.unknownTime
}
