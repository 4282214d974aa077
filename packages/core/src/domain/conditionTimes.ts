import * as DateTime from "effect/DateTime"
import * as Result from "effect/Result"
import { all, any, type Comparator, type Comparison, type Condition } from "./Condition.ts"
import type { ConditionProblem } from "./ConditionProblem.ts"
import { empty } from "./field.ts"
import { isSkipped, type NowAndZone, readTime, type WrittenTime } from "./readTime.ts"
import { spellTime } from "./spellTime.ts"

type Spelled = Result.Result<Condition, ConditionProblem>

type ConditionItem = string | number | boolean

const noTime = ({ field }: Comparison, value: ConditionItem, example: string, at: NowAndZone): ConditionProblem => {
  const compared = `${field} is compared with ${JSON.stringify(value)}`
  if (isSkipped(`${value}`, at)) {
    return {
      problem: `${compared}, which does not exist in ${DateTime.zoneToString(at.timeZone)}: the clocks were put forward`,
      remedy: "Write it with its offset, such as 2026-01-31T09:00:00+05:30.",
    }
  }
  return {
    problem: `${compared}, which is not a ${example.includes("T") ? "time" : "day"}`,
    remedy: `Write it as ${example}, or as a time from now, such as yesterday or "2 days ago".`,
  }
}

const dayOf = (time: WrittenTime): string => DateTime.formatIsoDate(time._tag === "day" ? time.day : time.moment)

const beginningOf = (time: WrittenTime): string => String(spellTime(time._tag === "day" ? time.day : time.moment))

/** The last second of a day, for Zoho's times have whole seconds; a moment is its own end. */
const endOf = (time: WrittenTime): string =>
  String(
    spellTime(
      time._tag === "day" ? DateTime.subtract(DateTime.add(time.day, { days: 1 }), { seconds: 1 }) : time.moment,
    ),
  )

const outside: Readonly<Partial<Record<Comparator, Comparator>>> = { not_equal: "not_between", not_in: "not_between" }

/**
 * Compares with one time: a day means all of itself in an equality, and as a bound, whichever end of it leaves nothing
 * out.
 */
const withTime = (field: string, comparator: Comparator, time: WrittenTime): Comparison => {
  const isEquality = comparator === "equal" || comparator === "not_equal"
  if (time._tag === "day" && isEquality) {
    return { field, comparator: outside[comparator] ?? "between", value: [beginningOf(time), endOf(time)] }
  }
  return { field, comparator, value: comparator === "less_equal" ? endOf(time) : beginningOf(time) }
}

const valuesOf = ({ value }: Comparison): ReadonlyArray<string | number | boolean> => [value].flat()

/** Spells the times that a date field is compared with: days. */
export const compareDays = (comparison: Comparison, at: NowAndZone): Spelled => {
  const days: Array<string> = []
  for (const value of valuesOf(comparison)) {
    const time = value === empty ? undefined : readTime(String(value), at)
    if (time === undefined && value !== empty) return Result.fail(noTime(comparison, value, "2026-01-31", at))
    days.push(time === undefined ? empty : dayOf(time))
  }
  const [first = ""] = days
  return Result.succeed({ ...comparison, value: Array.isArray(comparison.value) ? days : first })
}

/** Spells the times that a date and time field is compared with: moments with their offset. */
export const compareMoments = (comparison: Comparison, at: NowAndZone): Spelled => {
  const { comparator, field } = comparison
  const values = valuesOf(comparison)
  if (values.includes(empty)) return Result.succeed(comparison)
  const times: Array<WrittenTime> = []
  for (const value of values) {
    const time = readTime(String(value), at)
    if (time === undefined) return Result.fail(noTime(comparison, value, "2026-01-31T09:00:00+00:00", at))
    times.push(time)
  }
  const [first, last = first] = times
  if (first === undefined || last === undefined) return Result.succeed(comparison)
  if (comparator === "between" || comparator === "not_between") {
    return Result.succeed({ ...comparison, value: [beginningOf(first), endOf(last)] })
  }
  if (comparator !== "in" && comparator !== "not_in") return Result.succeed(withTime(field, comparator, first))
  if (times.every(({ _tag }) => _tag === "moment"))
    return Result.succeed({ ...comparison, value: times.map(beginningOf) })
  const each = times.map((time) => withTime(field, comparator === "in" ? "equal" : "not_equal", time))
  return Result.succeed(comparator === "in" ? any(...each) : all(...each))
}
