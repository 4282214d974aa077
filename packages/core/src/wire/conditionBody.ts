import { number } from "../domain/amount.ts"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../domain/ApiVersion.ts"
import type { Comparison, Condition } from "../domain/Condition.ts"
import { mostValues } from "../domain/conditionGrammar.ts"
import type { NotExpressible } from "./NotExpressible.ts"

/** Zoho counts the criteria of a custom view too, which cannot be known here (CRITERIA_LIMIT_EXCEEDED). */
const mostComparisons = 25
const longestText = 255

const comparisonsIn = (condition: Condition): ReadonlyArray<Comparison> =>
  "conditions" in condition ? condition.conditions.flatMap(comparisonsIn) : [condition]

const emptyGroupIn = (condition: Condition): boolean =>
  "conditions" in condition && (condition.conditions.length === 0 || condition.conditions.some(emptyGroupIn))

const textsIn = ({ value }: Comparison): ReadonlyArray<string> =>
  [value].flat().filter((part): part is string => typeof part === "string")

const problemIn = (condition: Condition): NotExpressible | undefined => {
  const comparisons = comparisonsIn(condition)
  if (emptyGroupIn(condition)) return { problem: "A group of conditions is empty", remedy: "Leave it out." }
  if (comparisons.length > mostComparisons) {
    const problem = `There are ${comparisons.length} conditions, but Zoho accepts ${mostComparisons}`
    return { problem, remedy: "Use in for many values of one field, or read in several jobs." }
  }
  const odd = comparisons.find(({ value }) =>
    [value].flat().some((part) => typeof part === "number" && !Number.isFinite(part)),
  )
  if (odd !== undefined) {
    const problem = `The condition on ${odd.field} compares with a number or a time that does not exist`
    return { problem, remedy: "Check the date or the number that it is made from." }
  }
  const many = comparisons.find(({ value }) => Array.isArray(value) && value.length > mostValues)
  if (many !== undefined) {
    const problem = `The condition on ${many.field} has ${number([many.value].flat().length)} values, but Zoho accepts ${mostValues} in one list`
    return { problem, remedy: "Spread them over several lists, joined by or (for in) or by and (for not_in)." }
  }
  const long = comparisons.find((comparison) => textsIn(comparison).some((text) => text.length > longestText))
  return long === undefined
    ? undefined
    : {
        problem: `The condition on ${long.field} has a text longer than ${number(longestText)} characters`,
        remedy: "Compare with its beginning, using starts_with.",
      }
}

const encoded = (version: ApiVersion, condition: Condition): Schema.Json => {
  if (!("conditions" in condition)) {
    const { comparator, field, value } = condition
    return version === "v2" ? { api_name: field, comparator, value } : { field: { api_name: field }, comparator, value }
  }
  const [only, ...others] = condition.conditions
  return only !== undefined && others.length === 0
    ? encoded(version, only)
    : { group: condition.conditions.map((part) => encoded(version, part)), group_operator: condition.operator }
}

/**
 * Writes conditions as criteria: v2 names the field in `api_name`, later versions in `field` (Zoho's create-job pages).
 *
 * A group of one is written as what is in it, for Zoho refuses such groups (AMBIGUOUS_GROUP_IN_CRITERIA).
 */
export const conditionBody = (
  version: ApiVersion,
  condition: Condition,
): Result.Result<Schema.Json, NotExpressible> => {
  const problem = problemIn(condition)
  return problem === undefined ? Result.succeed(encoded(version, condition)) : Result.fail(problem)
}
