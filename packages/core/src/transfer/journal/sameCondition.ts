import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { Condition } from "../../domain/Condition.ts"
import { type Criteria, type Criterion, fieldNameOf } from "../../domain/Criteria.ts"

/** A comparison, or several that are joined, in whichever spelling. */
type Comparing =
  | { readonly field: string; readonly comparator: string | undefined; readonly value: unknown }
  | { readonly operator: string; readonly all: ReadonlyArray<Comparing> }

const grouped = (operator: string, all: ReadonlyArray<Comparing>): Comparing =>
  // Zoho refuses groups of one, and is sent what is in them.
  all.length === 1 && all[0] !== undefined ? all[0] : { operator: operator.toLowerCase(), all }

const asked = (condition: Condition): Comparing =>
  "conditions" in condition ? grouped(condition.operator, condition.conditions.map(asked)) : condition

const comparison = (criterion: Criterion): Comparing => ({
  field: fieldNameOf(criterion) ?? "",
  comparator: criterion.comparator,
  value: criterion.value,
})

const told = (criteria: Criteria): Comparing =>
  "group" in criteria ? grouped(criteria.groupOperator ?? "", criteria.group.map(told)) : comparison(criteria)

const isPlain = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value)

const isTime = /^\d{4}-\d{2}-\d{2}T/

const instantOf = (text: string): number | undefined =>
  isTime.test(text) ? Option.getOrUndefined(Option.map(DateTime.make(text), DateTime.toEpochMillis)) : undefined

/** Tells whether two values may be the same: Zoho spells times and numbers in its own way. */
const isSameValue = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => isSameValue(each, other[at]))
  }
  if (!isPlain(one) || !isPlain(other)) return true
  const [a, b] = [String(one), String(other)]
  if (a === b || (a.trim() !== "" && Number(a) === Number(b))) return true
  const [at, then] = [instantOf(a), instantOf(b)]
  return at !== undefined && then !== undefined && at === then
}

const isSame = (one: Comparing, other: Comparing): boolean => {
  if ("all" in one || "all" in other) {
    return (
      "all" in one &&
      "all" in other &&
      one.operator === other.operator &&
      one.all.length === other.all.length &&
      one.all.every((each, at) => isSame(each, other.all[at] ?? other))
    )
  }
  if (other.field === "" || other.comparator === undefined) return true
  return (
    one.field.toLowerCase() === other.field.toLowerCase() &&
    one.comparator === other.comparator &&
    isSameValue(one.value, other.value)
  )
}

/** Tells whether the conditions that Zoho shows of a job may be those that were asked for. */
export const isSameCondition = (condition: Condition, criteria: Criteria): boolean =>
  isSame(asked(condition), told(criteria))
