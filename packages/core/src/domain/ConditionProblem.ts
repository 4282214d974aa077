/**
 * Why a text is not a valid condition, or why a condition does not fit a module, and what to write instead. Returned by
 * `Condition.parse` and `Condition.typed`.
 *
 * **Example** (A message for the person who typed the condition)
 *
 * ```ts
 * import { Condition } from "@zoho-bulk/core"
 * import { Result } from "effect"
 *
 * const message = ({ position, problem, remedy }: Condition.ConditionProblem): string =>
 *   `${position === undefined ? "" : `at ${position}: `}${problem}. ${remedy}`
 *
 * export const check = (typed: string) => Result.mapError(Condition.parse(typed), message)
 * ```
 *
 * @category models
 */
export interface ConditionProblem {
  /** The position of the character at fault, counted from 1; absent if unknown. */
  readonly position?: number
  /** What is wrong, in one line. */
  readonly problem: string
  /** What to write instead. */
  readonly remedy: string
}
