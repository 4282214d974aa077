/**
 * Measures us and our peers side by side, in turns, each case in a process of its own, and prints a table with targets and verdicts.
 *
 *     pnpm bench                     every row of the table
 *     pnpm bench rows download/csv   the rows whose names begin so
 *     pnpm bench --list              the names of the rows
 *     pnpm bench --json FILE         writes down every round as well
 *     pnpm bench --write             writes the table into docs/performance.md
 *     pnpm bench --quick             one short round, to see that every case runs: nothing is judged
 */
import { writeFileSync } from "node:fs"
import { availableParallelism, loadavg } from "node:os"
import process from "node:process"
import { parseArgs } from "node:util"
import type { Run } from "./Comparison.ts"
import { comparisons } from "./comparisons.ts"
import { installPeers } from "./installPeers.ts"
import { type Judged, judge } from "./judge.ts"
import { machine, writePart } from "./performancePage.ts"
import { type Costs, isThere, nameOf, runCase } from "./runCase.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    list: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
    write: { type: "boolean", default: false },
  },
})

const isWanted = (name: string): boolean =>
  positionals.length === 0 || positionals.some((wanted) => name.startsWith(wanted))

const runsOf = ({ against, ours }: (typeof comparisons)[number]): ReadonlyArray<Run> =>
  against === undefined ? [ours] : [ours, against]

const wanted = comparisons.filter((each) => isWanted(each.name) && runsOf(each).every(isThere))

if (wanted.length === 0) throw new Error("No row of the table has such a name: --list prints all names")

if (values.list) {
  for (const { name, what } of wanted) console.log(`${name.padEnd(28)}${what}`)
  process.exit()
}

const runs = [...new Map(wanted.flatMap(runsOf).map((run) => [nameOf(run), run])).values()]

/** So little is measured where only running is asked for. */
const brief = { BENCH_QUICK: "1", BENCH_SECONDS: "0.2" }

/** Cases that nobody judges may disturb each other; those that are measured have the machine to themselves. */
const atOnce = values.quick ? Math.min(2, availableParallelism()) : 1

/** Runs every case once, in turns. */
const playRound = async (): Promise<ReadonlyMap<string, Costs>> => {
  const costs = new Map<string, Costs>()
  const queue = [...runs]
  const playOn = async (): Promise<void> => {
    for (let run = queue.shift(); run !== undefined; run = queue.shift()) {
      process.stderr.write(`${nameOf(run)}\n`)
      costs.set(nameOf(run), await runCase(run, values.quick ? brief : {}))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, playOn))
  return costs
}

installPeers()
const load = loadavg()[0] ?? 0
const rounds: Array<ReadonlyMap<string, Costs>> = []
for (let left = values.quick ? 1 : Number(values.rounds); left > 0; left--) rounds.push(await playRound())
const judged = wanted.map((each) => judge(each, rounds))

const line = ({ figure, name, spread, target, verdict, what }: Judged): string =>
  `| ${[name, what, target, figure.toPrecision(3), `${(spread * 100).toFixed(0)} %`, values.quick ? "" : verdict].join(" | ")} |`

const table = [
  "| row | what | target | figure | spread | verdict |",
  "| --- | --- | --- | --- | --- | --- |",
  ...judged.map(line),
].join("\n")
console.log(table)
if (values.quick) {
  console.log(
    "\nEach case ran once, with nothing warm or cached, and on little: these figures are mostly what starts cost.",
  )
}
if (values.write) writePart("bench", () => `${machine(load)}:\n\n${table}`)
if (load > availableParallelism() / 2) {
  console.log(`\nOther programs kept this machine busy (a load of ${load.toFixed(1)}): measure again when it is quiet.`)
}
if (values.json !== undefined) {
  const measuredOn = { processors: availableParallelism(), load, versions: process.versions }
  const written = { at: new Date().toISOString(), machine: measuredOn, rows: judged }
  writeFileSync(values.json, `${JSON.stringify(written, null, 2)}\n`)
}
if (!values.quick && judged.some(({ verdict }) => verdict === "missed")) process.exitCode = 1
