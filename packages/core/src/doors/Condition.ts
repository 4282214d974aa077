/**
 * Which records a read job selects.
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
  empty,
  field,
} from "../domain/Condition.ts"
export type { ConditionProblem } from "../domain/parseCondition.ts"
export type { Time } from "../domain/spellTime.ts"
export { parse } from "../wire/readCondition.ts"
