import * as Result from "effect/Result"
import type { Comparison, Condition, ConditionValue } from "../../domain/Condition.ts"
import { comparatorWords, kindOfType, kindsOfField, type ValueKind } from "../../domain/conditionGrammar.ts"
import type { ConditionProblem } from "../../domain/ConditionProblem.ts"
import { compareDays, compareMoments } from "../../domain/conditionTimes.ts"
import { empty } from "../../domain/field.ts"
import type { Field } from "../../domain/organization/Field.ts"
import { isFromNow, type NowAndZone } from "../../domain/readTime.ts"
import type { UnknownField } from "../../failure/UnknownName.ts"
import { isIdColumn } from "../../results/Rows.ts"
import { fieldNamed, type FieldsOfModule } from "./fieldNamed.ts"

type Typed = Result.Result<Condition, ConditionProblem | UnknownField>

type OneValue = string | number | boolean

const fail = (problem: string, remedy: string): Result.Result<never, ConditionProblem> =>
  Result.fail({ problem, remedy })

/** A number, or its digits where JavaScript would lose some. */
const asNumber = (value: OneValue): string | number | undefined => {
  if (typeof value === "number") return value
  const text = String(value)
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return undefined
  return String(Number(text)) === text ? Number(text) : text
}

/** The stored value for one that users see. */
const picked = ({ pickListValues }: Field, text: string): string => {
  if (pickListValues.some(({ actualValue }) => actualValue === text)) return text
  const shown = pickListValues.filter(({ displayValue }) => displayValue === text)
  return shown.length === 1 ? (shown[0]?.actualValue ?? text) : text
}

const described = ({ apiName, dataType }: Field): string => `${apiName}, whose type is ${dataType}`

const truth: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
])

/** A value as it should be spelled; or what to write instead, if it does not fit the type. */
type Spelled = Result.Result<OneValue, string>

const spelledOr = (value: OneValue | undefined, remedy: string): Spelled =>
  value === undefined ? Result.fail(remedy) : Result.succeed(value)

/** Spells one value for the type of its field. */
const spellOne: {
  readonly [Kind in Exclude<ValueKind, "date" | "datetime">]: (field: Field, value: OneValue) => Spelled
} = {
  text: (field, value) => Result.succeed(picked(field, String(value))),
  number: (_, value) => spelledOr(asNumber(value), "Write a number such as 100 or 99.50."),
  boolean: (_, value) => spelledOr(truth.get(String(value).toLowerCase()), "Write true or false."),
  lookup: ({ apiName }, value) =>
    spelledOr(
      /^\d+$/.test(String(value)) ? String(value) : undefined,
      `Give the id of a record, or compare one of its fields, such as ${apiName}.Email.`,
    ),
}

/** Spells the values of a comparison for their field. */
const spellValues = (comparison: Comparison, field: Field, kind: keyof typeof spellOne): Typed => {
  const given: ReadonlyArray<OneValue> = [comparison.value].flat()
  const values: Array<OneValue> = []
  for (const value of given) {
    const spelled = value === empty ? Result.succeed(empty) : spellOne[kind](field, value)
    if (Result.isFailure(spelled)) {
      return fail(`${described(field)}, is compared with ${JSON.stringify(value)}`, spelled.failure)
    }
    values.push(spelled.success)
  }
  const isMany = Array.isArray(comparison.value)
  const value = (isMany ? values : values[0]) as ConditionValue
  // Zoho knows no other comparator for it than equal.
  return Result.succeed(
    comparison.comparator === "not_equal" && typeof value === "boolean"
      ? { ...comparison, comparator: "equal", value: !value }
      : { ...comparison, value },
  )
}

const typedComparison = (comparison: Comparison, field: Field, at: NowAndZone): Typed => {
  const kind = kindOfType(field.dataType)
  if (kind === undefined) return Result.succeed(comparison)
  const { comparators } = kindsOfField[kind]
  if (!comparators.includes(comparison.comparator)) {
    const known = comparators.map((name) => comparatorWords[name].signs[0] ?? name)
    return fail(`${comparison.comparator} does not work with ${described(field)}`, `Use one of ${known.join(" ")}.`)
  }
  if (kind === "date") return compareDays(comparison, at)
  return kind === "datetime" ? compareMoments(comparison, at) : spellValues(comparison, field, kind)
}

/** Spells the times of a comparison by the field's name, if nothing else is known of it. */
const guessedComparison = (comparison: Comparison, at: NowAndZone): Typed => {
  const name = comparison.field.split(".").at(-1) ?? ""
  const isTime = /(?:^|_)Time$/.test(name)
  const values = [comparison.value].flat().map(String)
  if (isTime && values.every((value) => isFromNow(value) || /^\d{4}-\d{2}-\d{2}\b/.test(value))) {
    return compareMoments(comparison, at)
  }
  const isDay = /(?:^|_)Date(?:_|$)/.test(name)
  return isDay && values.some(isFromNow) ? compareDays(comparison, at) : Result.succeed(comparison)
}

const withField = (comparison: Comparison, of: FieldsOfModule, at: NowAndZone): Typed => {
  if (isIdColumn(comparison.field)) {
    const value = Array.isArray(comparison.value) ? comparison.value.map(String) : String(comparison.value)
    return Result.succeed({ ...comparison, field: "id", value })
  }
  return fieldNamed(of, comparison.field).pipe(
    Result.flatMap(({ field, path }) =>
      field === undefined
        ? guessedComparison({ ...comparison, field: path }, at)
        : typedComparison({ ...comparison, field: path }, field, at),
    ),
  )
}

const eachComparison = (condition: Condition, typed: (comparison: Comparison) => Typed): Typed =>
  "conditions" in condition
    ? Result.map(Result.all(condition.conditions.map((part) => eachComparison(part, typed))), (conditions) => ({
        ...condition,
        conditions,
      }))
    : typed(condition)

/**
 * The same as `typedCondition`, but with a separate failure for an unknown field: the caller may know where fields are
 * listed.
 */
export const typeCondition = (condition: Condition, { of, ...at }: TypedOptions): Typed =>
  eachComparison(condition, (comparison) =>
    of === undefined ? guessedComparison(comparison, at) : withField(comparison, of, at),
  )

/**
 * Converts a condition to the types of its fields: text stays text even if it looks like a number, labels become names
 * and values, and days and times relative to now are spelled as Zoho accepts them in a time zone.
 *
 * **When to use**
 *
 * Use it after `Condition.parse`, on what a person typed. Without `of` only the fields' names are known: times relative
 * to now are spelled for fields whose names end in `_Time` or contain `Date`, and all else stays unchanged.
 *
 * **Details**
 *
 * Returns a `ConditionProblem` for an unknown field, a comparator that the field's type does not allow and a value that
 * does not fit the type. A day that is compared with a date and time stands for its beginning with `>`, `>=` and `<`,
 * for its end with `<=`, and for the whole day with `=` and `between`.
 *
 * **Example** (What changed since yesterday)
 *
 * ```ts
 * import { Condition } from "@zoho-bulk/core"
 * import { DateTime, Effect, Result } from "effect"
 *
 * export const changed = Effect.map(DateTime.now, (now) =>
 *   Result.flatMap(Condition.parse("Modified_Time >= yesterday"), (where) =>
 *     Condition.typed(where, { now, timeZone: DateTime.zoneMakeNamedUnsafe("Asia/Kolkata") }),
 *   ),
 * )
 * ```
 *
 * @category converting
 */
export const typedCondition = (
  condition: Condition,
  options: TypedOptions,
): Result.Result<Condition, ConditionProblem> =>
  Result.mapError(typeCondition(condition, options), (failure) =>
    "_tag" in failure ? { problem: failure.summary, remedy: failure.remedy } : failure,
  )

/**
 * What is known when a condition is converted.
 *
 * **Example** (By the fields of a module)
 *
 * ```ts
 * import { type Condition, Metadata } from "@zoho-bulk/core"
 * import { DateTime, Effect } from "effect"
 *
 * export const optionsFor = Effect.fnUntraced(function* (module: string) {
 *   const fields = yield* Metadata.getFields(module)
 *   const timeZone = DateTime.zoneMakeNamedUnsafe("Asia/Kolkata")
 *   return { now: yield* DateTime.now, timeZone, of: { module, fields } } satisfies Condition.TypedOptions
 * })
 * ```
 *
 * @category models
 */
export interface TypedOptions extends NowAndZone {
  /** The module that is read: its API name and its fields. */
  readonly of?: FieldsOfModule | undefined
}
