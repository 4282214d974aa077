import type { Comparator, Comparison, ConditionValue } from "./Condition.ts"
import { spellTime, spellTimes, type Time } from "./spellTime.ts"

/**
 * Stands for an empty field in comparisons with `equal`, `not_equal`, `in` or `not_in`.
 *
 * **Example** (Leads without an email address)
 *
 * ```ts
 * import { Condition } from "@zoho-bulk/core"
 *
 * export const where = Condition.field.text("Email").equal(Condition.empty)
 * ```
 *
 * @category constructors
 */
export const empty = "${EMPTY}"

const compare =
  <V extends ConditionValue>(field: string, comparator: Comparator) =>
  (value: V): Comparison => ({ field, comparator, value })

const equality = <V extends string | number>(field: string) => ({
  equal: compare<V | typeof empty>(field, "equal"),
  notEqual: compare<V | typeof empty>(field, "not_equal"),
  in: compare<ReadonlyArray<V | typeof empty>>(field, "in"),
  notIn: compare<ReadonlyArray<V | typeof empty>>(field, "not_in"),
})

const order = <V extends string | number>(field: string) => ({
  lessThan: compare<V>(field, "less_than"),
  lessEqual: compare<V>(field, "less_equal"),
  greaterThan: compare<V>(field, "greater_than"),
  greaterEqual: compare<V>(field, "greater_equal"),
})

/**
 * Fields by type, each with only the comparators that Zoho accepts for it.
 *
 * **Example** (Leads of this year who answered)
 *
 * ```ts
 * import { Condition } from "@zoho-bulk/core"
 *
 * const { all, field } = Condition
 *
 * export const where = all(
 *   field.dateTime("Created_Time").greaterEqual("2026-01-01T00:00:00+00:00"),
 *   field.text("Lead_Status").in(["Contacted", "Pre-Qualified"]),
 * )
 * ```
 *
 * @category constructors
 */
export const field = {
  /** Text, email, phone, URL, picklist and multi-select fields; text has at most 255 characters. */
  text: (name: string) => ({
    ...equality<string>(name),
    contains: compare<string>(name, "contains"),
    notContains: compare<string>(name, "not_contains"),
    startsWith: compare<string>(name, "starts_with"),
    endsWith: compare<string>(name, "ends_with"),
  }),
  /** Number, decimal, bigint (as text), currency and percent fields. */
  number: (name: string) => ({ ...equality<number | string>(name), ...order<number | string>(name) }),
  /** Date fields, compared with text such as `2026-01-31`. */
  date: (name: string) => ({
    ...equality<string>(name),
    ...order<string>(name),
    between: (from: string, to: string): Comparison => compare(name, "between")([from, to]),
    notBetween: (from: string, to: string): Comparison => compare(name, "not_between")([from, to]),
  }),
  /**
   * Date and time fields, compared with a `DateTime`, a `Date`, or ISO 8601 text. Zoho does not accept fractions of a
   * second, so they are left out: if the time begins a range, records of that very second are read again.
   */
  dateTime: (name: string) => {
    const at =
      (comparator: Comparator) =>
      (time: Time): Comparison => ({ field: name, comparator, value: spellTime(time) })
    const list =
      (comparator: Comparator) =>
      (times: ReadonlyArray<Time>): Comparison => ({ field: name, comparator, value: spellTimes(times) })
    const range =
      (comparator: Comparator) =>
      (from: Time, to: Time): Comparison => ({ field: name, comparator, value: [spellTime(from), spellTime(to)] })
    return {
      equal: at("equal"),
      notEqual: at("not_equal"),
      in: list("in"),
      notIn: list("not_in"),
      lessThan: at("less_than"),
      lessEqual: at("less_equal"),
      greaterThan: at("greater_than"),
      greaterEqual: at("greater_equal"),
      between: range("between"),
      notBetween: range("not_between"),
    }
  },
  /** Boolean fields. */
  boolean: (name: string) => ({ equal: compare<boolean>(name, "equal") }),
  /** Lookup fields, compared by the record's id. */
  lookup: (name: string) => equality<string>(name),
} as const
