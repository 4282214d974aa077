import { beforeAll, describe, expect, it } from "vitest"
import { budgets, countNow, excess } from "../benchmarks/instructions/budgets.ts"
import { installDebianPrograms } from "./debianPrograms.ts"

/** Valgrind takes some fifteen seconds for each, and several times that on a machine which is busy otherwise. */
const timeout = 600_000

/** Reads every answer twice. */
const readTwice = {
  file: "jobs/getJobDetails.ts",
  from: "(reply) => decoded(reply, id, decode)",
  to: "(reply) => Effect.andThen(decoded(reply, id, decode), decoded(reply, id, decode))",
}

const call = budgets.find(({ name }) => name === "call")

beforeAll(async () => {
  const lack = await installDebianPrograms()
  if (lack !== undefined) throw new Error(lack)
}, timeout)

describe.concurrent("instructions", () => {
  it.each(budgets)("are not more than were written down for $what", { timeout }, async (budget) => {
    expect(excess(budget, await countNow(budget))).toBeUndefined()
  })

  it("are too many where an answer is read twice", { timeout }, async () => {
    if (call === undefined) throw new Error("There is no budget for a call")
    const problem = excess(call, await countNow(call, readTwice))
    expect(problem).toContain("a call of getJobDetails against a client in memory")
    expect(problem).toContain("`pnpm bench:instructions --write` raises the budget")
  })
})
