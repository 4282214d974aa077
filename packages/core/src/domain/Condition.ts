import * as Schema from "effect/Schema"
import type { FieldSchemas } from "./FieldSchemas.ts"
import { spellTime, spellTimes, type Time } from "./spellTime.ts"

/**
 * The comparators of bulk read (Zoho's bulk-read/create-job page and SDK 8). Which of them a field
 * takes depends on its type: `Condition.field` offers those alone.
 *
 * **Example** (A comparator that a user has chosen)
 *
 * ```ts
 * import { Condition } from "@zoho-bulk/core"
 *
 * export const comparatorOf = (word: string): Condition.Comparator | undefined =>
 *   Condition.comparators.find((comparator) => comparator === word)
 * ```
 *
 * @category models
 */
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

/**
 * How a field is compared with a value: one of {@link comparators}.
 *
 * **Example** (Words for a report)
 *
 * ```ts
 * import type { Condition } from "@zoho-bulk/core"
 *
 * export const inWords = (comparator: Condition.Comparator): string =>
 *   comparator.replaceAll("_", " ")
 * ```
 *
 * @category models
 */
export type Comparator = (typeof comparators)[number]

/**
 * A value that a field is compared with: text of at most 255 characters, a number, true or false,
 * or a list of texts and numbers.
 *
 * **Details**
 *
 * Give ids and whole numbers of more than 15 digits as text, since a JavaScript number loses their
 * last digits.
 *
 * **Example** (A list, for `in`)
 *
 * ```ts
 * import type { Condition } from "@zoho-bulk/core"
 *
 * export const stages: Condition.ConditionValue = ["Qualification", "Negotiation/Review"]
 * ```
 *
 * @category models
 */
export type ConditionValue = string | number | boolean | ReadonlyArray<string | number>

/**
 * One comparison of a field with a value.
 *
 * **When to use**
 *
 * `Condition.field` writes comparisons that Zoho takes. Write one by hand where the field is known
 * only when the program runs.
 *
 * **Example** (Contacts whose name begins with P)
 *
 * ```ts
 * import type { Condition } from "@zoho-bulk/core"
 *
 * export const where: Condition.Comparison = {
 *   field: "Last_Name",
 *   comparator: "starts_with",
 *   value: "P",
 * }
 * ```
 *
 * @category models
 */
export interface Comparison {
  /** API name of the field. */
  readonly field: string
  /** How the field is compared; the field's type decides what it takes. */
  readonly comparator: Comparator
  /** What the field is compared with. */
  readonly value: ConditionValue
}

/**
 * Conditions joined by `and` or `or`. Groups nest; an empty one is refused.
 *
 * **Example** (Either of two lead sources)
 *
 * ```ts
 * import type { Condition } from "@zoho-bulk/core"
 *
 * export const where: Condition.ConditionGroup = {
 *   operator: "or",
 *   conditions: [
 *     { field: "Lead_Source", comparator: "equal", value: "Advertisement" },
 *     { field: "Lead_Source", comparator: "equal", value: "Trade Show" },
 *   ],
 * }
 * ```
 *
 * @category models
 */
export interface ConditionGroup {
  /** Whether records have to meet all of the conditions, or one of them. */
  readonly operator: "and" | "or"
  /** The conditions that are joined; one at least. */
  readonly conditions: ReadonlyArray<Condition>
}

/**
 * Which records a read job selects: a comparison, or a group of them; groups nest.
 *
 * **Details**
 *
 * Zoho takes at most 25 comparisons in one job, and counts those of a custom view too. More, an
 * empty group, or a text of more than 255 characters is an `InvalidRequest` before anything is
 * sent.
 *
 * **Example** (A condition that is only sometimes there)
 *
 * ```ts
 * import { Condition, exportModule } from "@zoho-bulk/core"
 *
 * export const contacts = (city?: string) => {
 *   const where: Condition.Condition | undefined =
 *     city === undefined ? undefined : Condition.field.text("Mailing_City").equal(city)
 *   return exportModule({ module: "Contacts", where })
 * }
 * ```
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

/**
 * Stands for an empty field, where a value is compared with `equal`, `not_equal`, `in` or `not_in`.
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

/**
 * Selects the records that meet all of the conditions.
 *
 * **Example** (Large deals that are won)
 *
 * ```ts
 * import { Condition } from "@zoho-bulk/core"
 *
 * export const where = Condition.all(
 *   Condition.field.text("Stage").equal("Closed Won"),
 *   Condition.field.number("Amount").greaterEqual(10_000),
 * )
 * ```
 *
 * @category constructors
 */
export const all = (...conditions: ReadonlyArray<Condition>): Condition => ({ operator: "and", conditions })

/**
 * Selects the records that meet at least one of the conditions.
 *
 * **Example** (Contacts that can be reached)
 *
 * ```ts
 * import { Condition } from "@zoho-bulk/core"
 *
 * export const where = Condition.any(
 *   Condition.field.text("Email").notEqual(Condition.empty),
 *   Condition.field.text("Phone").notEqual(Condition.empty),
 * )
 * ```
 *
 * @category constructors
 */
export const any = (...conditions: ReadonlyArray<Condition>): Condition => ({ operator: "or", conditions })
