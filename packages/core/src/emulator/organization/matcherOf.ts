import type { Column } from "../model/Column.ts"
import { type Condition, type Conditions, emptyLiteral, isGroup } from "../model/Condition.ts"
import { isNumeric, type Value } from "../model/Field.ts"
import { parseInstant } from "../model/times.ts"
import { own } from "../../domain/own.ts"

type Comparable = string | number | boolean

const comparable = ({ type }: Column, value: Value): Comparable | null => {
  if (value === null || value === "") return null
  if (isNumeric(type)) return Number(value)
  // Zoho's times have whole seconds.
  if (type === "datetime") {
    return typeof value === "number"
      ? value - (((value % 1_000) + 1_000) % 1_000)
      : (parseInstant(String(value)) ?? null)
  }
  return typeof value === "string" ? value.toLowerCase() : value
}

type Test = (value: Comparable | null) => boolean

/** Letters match in either case, as they do in Zoho's other searches; that bulk jobs do the same is our guess. */
const testOf = ({ column, comparator, leavesOutBoundary = false, value: sent }: Condition): Test => {
  const wanted = (Array.isArray(sent) ? sent : [sent]).map((each) =>
    each === emptyLiteral ? null : comparable(column, each as Value),
  )
  const first = wanted[0] ?? null
  const last = wanted[1] ?? null
  const isOneOf: Test = (value) => wanted.includes(value)
  const isInside = (value: Comparable, bound: Comparable): boolean => !leavesOutBoundary || value !== bound
  const isWithin: Test = (value) =>
    value !== null &&
    first !== null &&
    last !== null &&
    value >= first &&
    value <= last &&
    isInside(value, first) &&
    isInside(value, last)
  const than =
    (holds: (value: Comparable, bound: Comparable) => boolean): Test =>
    (value) =>
      value !== null && first !== null && holds(value, first)
  const asText = (holds: (value: string, part: string) => boolean): Test =>
    than((value, part) => holds(String(value), String(part)))
  const tests: Readonly<Record<string, Test>> = {
    equal: isOneOf,
    in: isOneOf,
    not_equal: (value) => !isOneOf(value),
    not_in: (value) => !isOneOf(value),
    less_than: than((value, bound) => value < bound),
    less_equal: than((value, bound) => value <= bound && isInside(value, bound)),
    greater_than: than((value, bound) => value > bound),
    greater_equal: than((value, bound) => value >= bound && isInside(value, bound)),
    between: isWithin,
    not_between: (value) => !isWithin(value),
    contains: asText((value, part) => value.includes(part)),
    not_contains: (value) => !asText((text, part) => text.includes(part))(value),
    starts_with: asText((value, part) => value.startsWith(part)),
    ends_with: asText((value, part) => value.endsWith(part)),
  }
  return own(tests, comparator) ?? (() => false)
}

/** Returns the function that tells whether the record with a number meets the conditions. */
export const matcherOf = (conditions: Condition | Conditions): ((n: number) => boolean) => {
  if (!isGroup(conditions)) {
    const { column } = conditions
    const test = testOf(conditions)
    return (n) => test(comparable(column, column.valueOf(n)))
  }
  const matchers = conditions.group.map(matcherOf)
  return conditions.operator === "and"
    ? (n) => matchers.every((matches) => matches(n))
    : (n) => matchers.some((matches) => matches(n))
}
