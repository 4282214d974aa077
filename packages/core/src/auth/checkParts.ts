import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describeValue } from "../failure/describeValue.ts"
import { type InvalidSettings, malformedSetting } from "../failure/InvalidSettings.ts"
import { secretProblem } from "./secretProblem.ts"

/** One part of what a token is asked for with. */
export interface Part {
  /** What the user calls it: a key in code, or a variable. */
  readonly name: string
  readonly value: unknown
  /** Whether it must be `Redacted`. */
  readonly isSecret: boolean
}

const textProblem = (value: unknown): string | undefined =>
  typeof value === "string" ? secretProblem(value) : `it is ${describeValue(value)}`

const problemOf = (what: string, { isSecret, name, value }: Part): InvalidSettings | undefined => {
  const problem = textProblem(Redacted.isRedacted(value) ? Redacted.value(value) : value)
  if (value === undefined) return malformedSetting(name, `${name} is missing`, `A ${what} needs it.`)
  if (problem !== undefined) {
    const remedy = "Set it as Zoho's API console shows it."
    return malformedSetting(name, `${name} cannot be used in a ${what}: ${problem}`, remedy)
  }
  return isSecret && !Redacted.isRedacted(value)
    ? malformedSetting(name, `${name} is a plain string`, "Wrap it, so that no log can show it: Redacted.make(secret).")
    : undefined
}

/** Fails on the first part that cannot be what it should be; most often it has a line break too many. */
export const checkParts = (what: string, parts: ReadonlyArray<Part>): Result.Result<void, InvalidSettings> => {
  const problem = parts.map((part) => problemOf(what, part)).find((found) => found !== undefined)
  return problem === undefined ? Result.succeed(undefined) : Result.fail(problem)
}
