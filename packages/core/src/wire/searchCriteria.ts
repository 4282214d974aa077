import * as Result from "effect/Result"
import type { Comparator, Comparison, Condition } from "../domain/Condition.ts"
import type { NotExpressible } from "./NotExpressible.ts"

/** How a count spells what it can compare by (Zoho's page on the number of records, v7): it has no words for the others. */
const operators: { readonly [C in Comparator]?: string } = {
  equal: "equals",
  not_equal: "not_equal",
  in: "in",
  less_than: "less_than",
  less_equal: "less_equal",
  greater_than: "greater_than",
  greater_equal: "greater_equal",
  starts_with: "starts_with",
  between: "between",
}

/** What means no value in bulk jobs, and has no meaning in a search. */
const emptyLiteral = "${EMPTY}"

/** Parentheses, commas and backslashes of a value take a backslash (Zoho's page on searches). */
const escaped = (value: string | number | boolean): string => String(value).replaceAll(/[\\(),]/g, "\\$&")

const remedy = `Use ${Object.keys(operators).join(", ")}; or export the records, and count the rows.`

const comparisonText = ({ comparator, field, value }: Comparison): Result.Result<string, NotExpressible> => {
  const operator = operators[comparator]
  if (operator === undefined) {
    return Result.fail({ problem: `Zoho cannot count by ${comparator}, which the condition on ${field} uses`, remedy })
  }
  const values = [value].flat()
  if (values.includes(emptyLiteral)) {
    return Result.fail({
      problem: `Zoho cannot count by whether a field is empty, which the condition on ${field} uses`,
      remedy,
    })
  }
  return Result.succeed(`(${field}:${operator}:${values.map(escaped).join(",")})`)
}

/** Spells a condition as searches and counts take it: `((Last_Name:starts_with:B)and(Amount:greater_than:100))`. */
export const searchCriteria = (condition: Condition): Result.Result<string, NotExpressible> => {
  if (!("conditions" in condition)) return comparisonText(condition)
  if (condition.conditions.length === 0) {
    return Result.fail({ problem: "A group of conditions is empty", remedy: "Leave it out." })
  }
  return Result.map(Result.all(condition.conditions.map(searchCriteria)), (texts) => {
    const [only, ...others] = texts
    return only !== undefined && others.length === 0 ? only : `(${texts.join(condition.operator)})`
  })
}
