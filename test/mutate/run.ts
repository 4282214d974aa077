/**
 * Changes the sources of rooms in thousands of small ways, one at a time, and sees whether the fast suites notice. Prints each mutant that
 * they do not notice, and a score for each room: how many of all its mutants were killed.
 *
 *     pnpm mutate                            all rooms
 *     pnpm mutate storage auth               two of them
 *     pnpm mutate transfer --share 1/4       a quarter of the mutants: every fourth
 *     pnpm mutate storage --file withLock    the mutants of files with this in their path
 *     pnpm mutate auth --again mutants.txt   those that an earlier run, which was written to this file, left alive
 *     pnpm mutate auth --suites auth,cli     only suites with one of these in their path are run
 *     pnpm mutate --cost 1000                the tests of a mutant may cost 1 s of a core together, instead of 3 s
 */
import { availableParallelism } from "node:os"
import { readFileSync } from "node:fs"
import process from "node:process"
import { parseArgs } from "node:util"
import { instrument } from "./instrument.ts"
import type { Judged, Mutant } from "./Mutant.ts"
import { mutate, type Plan, rehearse } from "./mutate.ts"
import { plantedIn, roomOf, rooms, sourcesOf, suites } from "./rooms.ts"
import { aliveIn, described, scores, survivor } from "./tell.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    share: { type: "string", default: "1/1" },
    file: { type: "string", default: "" },
    again: { type: "string" },
    suites: { type: "string", default: "test/" },
    cost: { type: "string", default: "3000" },
    workers: { type: "string", default: String(Math.min(2, availableParallelism())) },
  },
})

const chosen = positionals.length === 0 ? Object.keys(rooms) : positionals
const wrong = chosen.filter((room) => !Object.hasOwn(rooms, room))
if (wrong.length > 0) throw new Error(`no such room: ${wrong.join(", ")}. There are ${Object.keys(rooms).join(", ")}`)
const [part = 1, parts = 1] = values.share.split("/").map(Number)

const mutated = await instrument(sourcesOf(chosen))
const alive = values.again === undefined ? undefined : aliveIn(readFileSync(values.again, "utf8"))
const isWanted = (mutant: Mutant, at: number): boolean =>
  mutant.file.includes(values.file) && at % parts === part - 1 && (alive?.has(described(mutant)) ?? true)
const wanted = mutated.mutants.filter(isWanted)
const began = performance.now()
const minutes = (): string => ((performance.now() - began) / 60_000).toFixed(1)

const plan: Plan = {
  mutated,
  suites: suites().filter((file) => values.suites.split(",").some((words) => file.includes(words))),
  mostCost: Number(values.cost),
  workers: Number(values.workers),
  wanted,
  onJudged: (judged, done) => {
    if (judged.fate === "survived" || judged.fate === "unseen") console.log(survivor(judged))
    if (done % 200 === 0) console.log(`${done} of ${wanted.length} tried, ${minutes()} minutes`)
  },
}

const rehearsal = await rehearse(plan)
console.log(`${rehearsal.seen.length} tests come by ${mutated.mutants.length} mutants, ${minutes()} minutes`)
for (const test of rehearsal.unfit) console.log(`not used, since it fails here: ${test}`)

const tell = (judged: ReadonlyArray<Judged>): void => {
  for (const line of scores(judged, roomOf)) console.log(line)
}

const planted = chosen.map((room) => plantedIn(room, mutated.mutants))
const onPlanted = await mutate({ ...plan, wanted: planted, workers: 1, onJudged: () => undefined }, rehearsal)
const unnoticed = onPlanted.filter(({ fate }) => fate !== "killed" && fate !== "hung")
if (unnoticed.length > 0) {
  console.log(`The tests do not notice what was planted:\n${unnoticed.map(survivor).join("\n")}`)
  process.exitCode = 1
} else {
  tell(await mutate(plan, rehearsal))
  console.log(`${wanted.length} mutants, ${minutes()} minutes`)
}
