/**
 * Which records a read job selects.
 */
export * from "../domain/Condition.ts"
export type { ConditionProblem } from "../domain/parseCondition.ts"
export { parse } from "../wire/readCondition.ts"
