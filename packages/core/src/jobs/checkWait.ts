import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { readDuration } from "../domain/readDuration.ts"
import { describeValue } from "../failure/describeValue.ts"
import { didYouMean, misspeltKey } from "../domain/didYouMean.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"

const keys = ["kind", "id", "timeout", "signals"]

const invalid = (problem: string, remedy: string) => Result.fail(new InvalidRequest({ problem, remedy }))

/**
 * Checks what a program without types may pass to a wait; its id and its kind are checked when the job is looked at.
 */
export const checkWait = (options: unknown): Result.Result<void, InvalidRequest> => {
  if (!Predicate.isObject(options)) return Result.succeed(undefined)
  const { signals, timeout } = options
  const misspelt = misspeltKey(options, keys)
  if (misspelt !== undefined) return invalid(`The wait has no key ${misspelt}`, didYouMean(misspelt, keys).trim())
  if (timeout !== undefined && Option.isNone(readDuration(timeout))) {
    const remedy = 'It must be a duration such as "5 minutes", or a number of milliseconds.'
    return invalid(`timeout of the wait is ${describeValue(timeout)}`, remedy)
  }
  if (signals !== undefined && !(Predicate.isObject(signals) && typeof signals["ended"] === "function")) {
    const remedy = "It must be the service Callback.JobSignals, as its effect returns it."
    return invalid(`signals of the wait is ${describeValue(signals)}`, remedy)
  }
  return Result.succeed(undefined)
}
