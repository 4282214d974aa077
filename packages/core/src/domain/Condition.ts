import * as Schema from "effect/Schema"
import type { FieldSchemas } from "./FieldSchemas.ts"
import { spellTime, type Time } from "./spellTime.ts"

/** The comparators of bulk read (Zoho's bulk-read/create-job page and SDK 8). */
export const comparators = [
  "equal",
  "not_equal",
  "in",
  "not_in",
  "less_than",
  "less_equal",
  "greater_than",
  "greater_equal",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "between",
  "not_between",
] as const

/** One of {@link comparators}. */
export type Comparator = (typeof comparators)[number]

/** A value that a field is compared with. */
export type ConditionValue = string | number | boolean | ReadonlyArray<string | number>

/**
 * One comparison of a field.
 *
 * @category models
 */
export interface Comparison {
  /** API name of the field. */
  readonly field: string
  readonly comparator: Comparator
  readonly value: ConditionValue
}

/**
 * Conditions joined by `and` or `or`.
 *
 * @category models
 */
export interface ConditionGroup {
  readonly operator: "and" | "or"
  readonly conditions: ReadonlyArray<Condition>
}

/**
 * Which records a read job selects: a comparison, or a group of them; groups nest.
 *
 * @category models
 */
export type Condition = Comparison | ConditionGroup

const textOrNumber = Schema.Union([Schema.String, Schema.Number])

const suspendedCondition = Schema.suspend((): Schema.Codec<Condition> => Condition)

/** @category schemas */
export const Comparison = Schema.Struct({
  field: Schema.NonEmptyString,
  comparator: Schema.Literals(comparators),
  value: Schema.Union([Schema.String, Schema.Number, Schema.Boolean, Schema.Array(textOrNumber)]),
} satisfies FieldSchemas<Comparison>)

/** @category schemas */
export const ConditionGroup = Schema.Struct({
  operator: Schema.Literals(["and", "or"]),
  conditions: Schema.Array(suspendedCondition),
} satisfies FieldSchemas<ConditionGroup>)

/** @category schemas */
export const Condition: Schema.Codec<Condition> = Schema.Union([Comparison, ConditionGroup])

/** Matches fields that are empty, where a value is compared with `equal`, `not_equal`, `in` or `not_in`. */
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
 * Fields by their type, each with the comparators that Zoho takes for it, so that no other can be written.
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
  /** Text, email, phone, URL, picklist and multi-select fields; texts have 255 characters at most. */
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
   * Date and time fields, compared with a `DateTime`, a `Date`, or ISO 8601 text. Zoho takes no fractions of a second, so they are left out: of
   * a time that begins a range, records of that very second are read again.
   */
  dateTime: (name: string) => {
    const at =
      (comparator: Comparator) =>
      (time: Time): Comparison => ({ field: name, comparator, value: spellTime(time) })
    const range =
      (comparator: Comparator) =>
      (from: Time, to: Time): Comparison => ({ field: name, comparator, value: [spellTime(from), spellTime(to)] })
    return {
      equal: at("equal"),
      notEqual: at("not_equal"),
      in: (times: ReadonlyArray<Time>): Comparison => ({ field: name, comparator: "in", value: times.map(spellTime) }),
      notIn: (times: ReadonlyArray<Time>): Comparison => ({
        field: name,
        comparator: "not_in",
        value: times.map(spellTime),
      }),
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

/** All of the conditions. */
export const all = (...conditions: ReadonlyArray<Condition>): Condition => ({ operator: "and", conditions })

/** Any of the conditions. */
export const any = (...conditions: ReadonlyArray<Condition>): Condition => ({ operator: "or", conditions })
