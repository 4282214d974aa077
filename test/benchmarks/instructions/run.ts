/**
 * Counts the instructions that units of our work take, and compares them with the budgets, as the gate does.
 *
 *     pnpm bench:instructions             every budget
 *     pnpm bench:instructions call row    two of them
 *     pnpm bench:instructions --write     writes down what was counted
 */
import process from "node:process"
import { parseArgs } from "node:util"
import { installDebianPrograms } from "../../gate/debianPrograms.ts"
import { budgets, countNow, excess, write } from "./budgets.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false } },
})

const lack = await installDebianPrograms()
if (lack !== undefined) console.error(lack)

const wanted = budgets.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
for (const budget of wanted) {
  const now = await countNow(budget)
  console.log(`${budget.what}: ${now} instructions`)
  if (values.write) write({ [budget.name]: now })
  const problem = excess(budget, now)
  if (problem === undefined) continue
  console.error(problem)
  process.exitCode = 1
}
