/**
 * Which records a read job selects.
 *
 * **Example** (Open deals of this year)
 *
 * ```ts
 * import { all, field } from "@zoho-bulk/core/Condition"
 *
 * export const where = all(
 *   field.date("Closing_Date").between("2026-01-01", "2026-12-31"),
 *   field.text("Stage").notIn(["Closed Won", "Closed Lost"]),
 * )
 * ```
 */
export {
  all,
  any,
  type Comparator,
  comparators,
  Comparison,
  Condition,
  ConditionGroup,
  type ConditionValue,
} from "../domain/Condition.ts"
export { empty, field } from "../domain/field.ts"
export type { ConditionProblem } from "../domain/ConditionProblem.ts"
export type { Time } from "../domain/spellTime.ts"
export { parse } from "../wire/readCondition.ts"
export { typedCondition as typed, type TypedOptions } from "../transfer/exports/typedCondition.ts"
