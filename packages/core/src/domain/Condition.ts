import * as Schema from "effect/Schema"
import type { FieldSchemas } from "./FieldSchemas.ts"

/**
 * The comparators that bulk read supports (Zoho's bulk-read/create-job page and SDK 8). Which of them a field allows
 * depends on its type; `Condition.field` offers only those.
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
 * A value that a field is compared with: text of at most 255 characters, a number, a boolean, or a list of texts and
 * numbers.
 *
 * **Details**
 *
 * Pass ids and whole numbers of more than 15 digits as text: a JavaScript number would lose their last digits.
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
 * `Condition.field` writes only comparisons that Zoho accepts. Write one by hand if the field is known only at run
 * time.
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
  /** How the field is compared; the field's type determines which comparators are allowed. */
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
  /** Whether records must meet all of the conditions or at least one. */
  readonly operator: "and" | "or"
  /** The conditions to join; at least one. */
  readonly conditions: ReadonlyArray<Condition>
}

/**
 * Which records a read job selects: a comparison, or a group of them; groups nest.
 *
 * **Details**
 *
 * Zoho accepts at most 25 comparisons in one job, including those of a custom view. More comparisons, an empty group or
 * a text of more than 255 characters fails with `InvalidRequest` before anything is sent.
 *
 * **Example** (An optional condition)
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
