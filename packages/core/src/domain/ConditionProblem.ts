/**
 * Why a text is not a condition, or a condition does not fit a module, and what to write instead. `Condition.parse` and `Condition.typed` give it.
 *
 * **Example** (A message for whoever typed the condition)
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
  /** Which character of the text it is about, counted from 1; absent if that is not known. */
  readonly position?: number
  /** What is wrong, in one line. */
  readonly problem: string
  /** What to write instead. */
  readonly remedy: string
}
