/**
 * Plays cases that are drawn from a seed to everything that reads what others wrote, and shows what breaks.
 *
 *     pnpm fuzz                                  1,000,000 cases for each target
 *     pnpm fuzz csv-rows conditions              for these alone
 *     pnpm fuzz --cases 20000 --seed 7           so many, from another seed
 *     pnpm fuzz csv-rows --seed 7 --case 1234    one case, which is shown before it is played
 *     pnpm fuzz commands                         20,000 runs of the whole command
 *
 * The cases in `test/fuzz/seeds` are played first. What breaks is made small and printed, so that it can be kept there. A case that never ends is
 * named, and ends the process.
 */
import process from "node:process"
import { parseArgs } from "node:util"
import { endless, planted } from "./planted/index.ts"
import { caseOf, play, tryCase } from "./play.ts"
import { commands } from "./commands/commands.ts"
import { targets } from "./targets/index.ts"
import { linesOf } from "./tell.ts"
import { Watch } from "./watch.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: "string" },
    seed: { type: "string", default: "1" },
    case: { type: "string" },
    /** After how many seconds a case counts as one that never ends. */
    patience: { type: "string", default: "60" },
  },
})

const all = [...targets, commands, ...planted.map(([, target]) => target), endless]

/** Who names none means the functions: a whole command takes longer than all of them. */
const chosen = positionals.length === 0 ? targets : all.filter(({ name }) => positionals.includes(name))
if (chosen.length < positionals.length) {
  throw new Error(`there is no such target; there are ${[...targets, commands].map(({ name }) => name).join(", ")}`)
}

// Failures are values here, and many: nobody reads where they were made.
Error.stackTraceLimit = values.case === undefined ? 4 : 50

const seed = Number(values.seed)
const watch = new Watch(Number(values.patience) * 1_000)

for (const target of chosen) {
  if (values.case !== undefined) {
    const given = caseOf(target, seed, Number(values.case))
    watch.announce(`${target.name} ${JSON.stringify(given)}`)
    watch.begin(seed, Number(values.case))
    console.log((await tryCase(target, given)) ?? "all holds")
    continue
  }
  const cases = Number(values.cases ?? (target === commands ? 20_000 : 1_000_000))
  const outcome = await play(target, { cases, seed }, watch)
  for (const line of linesOf(outcome)) console.log(line)
  if (outcome.found.length > 0) process.exitCode = 1
}

await watch.stop()
// What a target keeps open for all of its cases is nobody's business any more.
process.exit()
