import { parse } from "@zoho-bulk/core/Condition"
import { Result } from "effect"
import { conditionBody } from "../../../packages/core/src/wire/conditionBody.ts"
import { changedJsonText } from "../draw/json.ts"
import { changedText } from "../draw/text.ts"
import { holds, part, type Target } from "../Target.ts"

const typed = [
  'Last_Name starts_with "P" and (Amount > 100 or Stage in ["New", "Won"])',
  "Created_Time between [2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z]",
  "Amount >= 12345678901234567890 and not_equal",
  "Owner.Last_Name = 'x' and A <> -0 or (B != true)",
  "((((A = 1))))",
] as const

const words = [" and ", " or ", "(", ")", "[", "]", '"', "'", "=", "!=", "<", " in ", " between ", "not_in", "\\"]

const criteria = {
  group: [
    { field: { api_name: "Last_Name" }, comparator: "equal", value: "Boyle" },
    { group: [{ api_name: "Amount", comparator: "in", value: [1, "2"] }], group_operator: "or" },
  ],
  group_operator: "and",
}

/** Names of errors that are no words for people. */
const bug = /RangeError|TypeError|undefined|\[object/

const checkProblem = (text: string, { position, problem, remedy }: ConditionProblem): void => {
  holds(position === undefined || (position >= 1 && position <= text.length + 1), "its position is none in the text")
  holds(!bug.test(text) && bug.test(`${problem} ${remedy}`) ? false : problem !== "", `its problem is ${problem}`)
}

type ConditionProblem = Result.Result.Failure<ReturnType<typeof parse>>

/** What `--where` says: it becomes criteria of each version, which say the same when they are read, or a problem in words. */
export const conditions: Target = {
  name: "conditions",
  draw: (chance) => {
    if (chance.happens(0.05)) return [chance.pick(["(", "[", '{"group":[', "not "]).repeat(chance.below(8_000))]
    return [chance.happens(0.3) ? changedJsonText(chance, criteria) : changedText(chance, chance.pick(typed), words)]
  },
  check: (given) => {
    const text = part(given, 0)
    const read = parse(text)
    if (Result.isFailure(read)) return checkProblem(text, read.failure)
    for (const version of ["v2", "v8"] as const) {
      const body = conditionBody(version, read.success)
      if (Result.isFailure(body)) return holds(body.failure.problem !== "", "it does not say why not")
      const spelled = JSON.stringify(body.success)
      const again = parse(spelled)
      holds(Result.isSuccess(again), "its criteria cannot be read again")
      if (Result.isFailure(again)) return
      const twice = Result.map(conditionBody(version, again.success), (json) => JSON.stringify(json))
      holds(Result.getOrUndefined(twice) === spelled, "its criteria say something else")
    }
  },
}
