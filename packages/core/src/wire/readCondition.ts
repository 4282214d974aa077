import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Comparator, Condition, ConditionValue } from "../domain/Condition.ts"
import type { ConditionProblem } from "../domain/ConditionProblem.ts"
import { parseCondition } from "../domain/parseCondition.ts"
import { isNumberAsSent, type JsonProblem, type NumberAsSent, parseJson } from "./Json.ts"

const TextOrNumber = Schema.Union([Schema.String, Schema.Finite, Schema.declare(isNumberAsSent)])

const Value = Schema.Union([TextOrNumber, Schema.Boolean, Schema.Array(TextOrNumber)])

const Comparison = Schema.Struct({
  api_name: Schema.optionalKey(Schema.String),
  field: Schema.optionalKey(Schema.Struct({ api_name: Schema.String })),
  comparator: Schema.String,
  value: Value,
})

interface Group {
  readonly group: ReadonlyArray<Criteria>
  readonly group_operator: "and" | "or"
}

type Criteria = typeof Comparison.Type | Group

const suspended = Schema.suspend((): Schema.Codec<Criteria> => Criteria)

const Group = Schema.Struct({
  group: Schema.Array(suspended),
  group_operator: Schema.Literals(["and", "or"]),
})

const Criteria: Schema.Codec<Criteria> = Schema.Union([Group, Comparison])

const decode = Schema.decodeUnknownResult(Criteria)

/** How deep objects and arrays may nest: deeper than criteria of 25 comparisons need. */
const deepest = 64

const problems: Readonly<Record<JsonProblem, string>> = {
  "not-json": "it is not JSON",
  "too-deep": `it nests deeper than ${deepest} levels`,
}

/** A number that would lose its digits stays text, as in a condition of words. */
const digitsKept = (value: string | number | NumberAsSent): string | number =>
  isNumberAsSent(value) ? value.rawJSON : value

const valueOf = (value: typeof Value.Type): ConditionValue => {
  if (isNumberAsSent(value)) return value.rawJSON
  return typeof value === "object" ? value.map(digitsKept) : value
}

const condition = (criteria: Criteria): Condition =>
  "group" in criteria
    ? { operator: criteria.group_operator, conditions: criteria.group.map(condition) }
    : {
        field: criteria.field?.api_name ?? criteria.api_name ?? "",
        comparator: criteria.comparator as Comparator,
        value: valueOf(criteria.value),
      }

const notCriteria = (message: string): ConditionProblem => ({
  problem: `not valid Zoho criteria: ${message}`,
  remedy: `Write it as {"group": [{"field": {"api_name": "Last_Name"}, "comparator": "equal", "value": "Boyle"}], "group_operator": "and"}.`,
})

/** Reads Zoho's criteria, as v2 or as later versions spell them. */
const conditionFromCriteria = (text: string): Result.Result<Condition, ConditionProblem> =>
  parseJson(text, deepest).pipe(
    Result.mapError((problem) => problems[problem]),
    Result.flatMap((json) => Result.mapError(decode(json), ({ message }) => message)),
    Result.mapBoth({ onSuccess: condition, onFailure: notCriteria }),
  )

const notText: ConditionProblem = {
  problem: "a condition must be text, and this is not",
  remedy: "If it is already a condition, do not parse it.",
}

/**
 * Reads a condition: `Field comparator value` with `and`, `or` and parentheses, or Zoho's criteria in JSON.
 *
 * **Example** (A condition that a user has typed)
 *
 * ```ts
 * import { Condition, exportModule } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const deals = (typed: string) =>
 *   Effect.flatMap(Effect.fromResult(Condition.parse(typed)), (where) => exportModule({ module: "Deals", where }))
 * ```
 *
 * @category constructors
 */
export const parse = (text: string): Result.Result<Condition, ConditionProblem> => {
  if (typeof text !== "string") return Result.fail(notText)
  return text.trimStart().startsWith("{") ? conditionFromCriteria(text) : parseCondition(text)
}
