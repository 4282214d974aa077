/**
 * Simulates mirrors of an organisation that moves: the real ones over the emulated Zoho, whose records change before, between and in the middle of
 * them, on a disk, a network and clocks on which everything that can go wrong does. An independent checker, who knows all that each record ever was,
 * says which rows are old, made up, missing or too many.
 *
 *     pnpm simulate:mirrors --runs 300 --seed 1    300 runs, from seed 1 on
 *     pnpm simulate:mirrors --seed 4711            one run, with all that happened in it
 *     pnpm simulate:mirrors --target sqlite …      all of them into a database; or `folder`, where the seed says which otherwise
 *
 * How to read a run that failed: as one of `pnpm simulate`; lines of `editor` are what somebody did at Zoho, and those of `night` where a mirror begins.
 */
import { availableParallelism } from "node:os"
import process from "node:process"
import { parseArgs } from "node:util"
import { Worker } from "node:worker_threads"
import { MirrorFigures } from "./MirrorFigures.ts"
import { type MirrorVerdict, playMirrorSeed } from "./MirrorVerdict.ts"
import { showMirrors } from "./showMirrors.ts"
import type { MirrorShare } from "./worker.ts"

const { values } = parseArgs({
  options: { runs: { type: "string" }, seed: { type: "string", default: "1" }, target: { type: "string" } },
})

const seed = Number(values.seed)

const playMany = async (runs: number): Promise<MirrorFigures> => {
  const figures = new MirrorFigures()
  const every = Math.min(availableParallelism(), runs)
  const play = (first: number) =>
    new Promise<void>((resolve, reject) => {
      const workerData: MirrorShare = { from: seed + first, runs: runs - first, every, target: values.target }
      new Worker(new URL("worker.ts", import.meta.url), { workerData })
        .on("message", (verdict: MirrorVerdict) => figures.add(verdict))
        .on("error", reject)
        .on("exit", () => resolve())
    })
  await Promise.all(Array.from({ length: every }, (_, first) => play(first)))
  return figures
}

if (values.runs === undefined) {
  console.log(showMirrors(await playMirrorSeed(seed, values.target)))
} else {
  const begunAt = performance.now()
  const figures = await playMany(Number(values.runs))
  for (const line of figures.lines()) console.log(line)
  if (figures.violations > 0) process.exitCode = 1
  console.log(`${((performance.now() - begunAt) / 1_000).toFixed(1)} s`)
}
