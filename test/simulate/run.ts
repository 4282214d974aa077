/**
 * Simulates journeys: the real exports and imports over the emulated Zoho, on a disk, a network and a clock that are simulated, too, and on
 * which everything that can go wrong does. An independent checker says what was lost, doubled or left behind.
 *
 *     pnpm simulate --runs 500 --seed 1            500 runs, from seed 1 on
 *     pnpm simulate --runs 500 --processes 3       with three processes on one folder in each
 *     pnpm simulate --seed 4711                    one run, with all that happened in it
 *     pnpm simulate --crash-points                 a crash at every point of two small journeys
 *
 * How to read a run that failed: `plan` is all that went wrong, and the number of the point at which it did. In `history` each line is a
 * point: the virtual second, who, what (a request, a piece of an answer, or something done to a file), and after `<<` what went wrong there.
 * Lines of `Zoho` are requests that it carried out. A process that was killed is followed by another one that goes on; one that is frozen
 * `goes on` by itself, mostly when somebody has started another. `person` is who settles orders of unknown outcome, honestly. At the end
 * stands what the checker says, a promise in each line. The same seed plays the same run, on every machine.
 */
import { availableParallelism } from "node:os"
import process from "node:process"
import { parseArgs } from "node:util"
import { Worker } from "node:worker_threads"
import { crashEverywhere, smallJourneys } from "./crashPoints.ts"
import { Figures } from "./Figures.ts"
import { show } from "./show.ts"
import { playSeed, type Verdict } from "./Verdict.ts"
import type { Share } from "./worker.ts"

const { values } = parseArgs({
  options: {
    runs: { type: "string" },
    seed: { type: "string", default: "1" },
    processes: { type: "string" },
    "crash-points": { type: "boolean", default: false },
  },
})

const seed = Number(values.seed)
const processes = values.processes === undefined ? undefined : Number(values.processes)

const tell = (figures: Figures): void => {
  for (const line of figures.lines()) console.log(line)
  if (figures.violations > 0) process.exitCode = 1
}

const playMany = async (runs: number): Promise<Figures> => {
  const figures = new Figures()
  const every = Math.min(availableParallelism(), runs)
  const play = (first: number) =>
    new Promise<void>((resolve, reject) => {
      const workerData: Share = { from: seed + first, runs: runs - first, every, processes }
      new Worker(new URL("worker.ts", import.meta.url), { workerData })
        .on("message", (verdict: Verdict) => figures.add(verdict))
        .on("error", reject)
        .on("exit", () => resolve())
    })
  await Promise.all(Array.from({ length: every }, (_, first) => play(first)))
  return figures
}

if (values["crash-points"]) {
  Error.stackTraceLimit = 0
  for (const [name, scenario] of Object.entries(smallJourneys)) {
    const figures = new Figures()
    for await (const verdict of crashEverywhere(scenario)) {
      figures.add(verdict)
      for (const { how, promise } of verdict.violations) console.log(`${verdict.plan}: ${promise}: ${how}`)
    }
    console.log(`${name}: a crash at each point`)
    tell(figures)
  }
} else if (values.runs === undefined) {
  console.log(show(await playSeed(seed, processes)))
} else {
  const begunAt = performance.now()
  const figures = await playMany(Number(values.runs))
  tell(figures)
  const [first] = [...figures.broken.values()].flatMap(({ seeds }) => [...seeds])
  if (first !== undefined) console.log(`\n${show(await playSeed(first, processes))}`)
  console.log(`${((performance.now() - begunAt) / 1_000).toFixed(1)} s`)
}
