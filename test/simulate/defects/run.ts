/**
 * Plants each old defect in the sources, as they are loaded, simulates, and sees whether the checker finds it, and does not find it in the
 * same runs without the defect: so we know that it looks.
 *
 *     pnpm simulate:defects              all of them
 *     pnpm simulate:defects "two words"  those whose names have these words
 */
import process from "node:process"
import { Worker } from "node:worker_threads"
import type { Defect } from "./Defect.ts"
import { defectNames, defectOf } from "./defects.ts"
import { tryRun } from "./tryRun.ts"
import type { Trial } from "./worker.ts"

/** How many of them are at work at once, beside this thread. */
const atOnce = 2

/** Plays runs with the defect, in a thread of its own. */
const withDefect = (name: string): Promise<Trial> =>
  new Promise((resolve, reject) => {
    new Worker(new URL("worker.ts", import.meta.url), { workerData: name }).on("message", resolve).on("error", reject)
  })

/** Says why a defect is not caught as it should be. */
const complaint = async ({ breaks, runs, within }: Defect, { caught, others }: Trial): Promise<string | undefined> => {
  if (caught === undefined) {
    const found = [...new Set(others.map(({ promise }) => promise))].join("; ") || "nothing"
    return `NOT CAUGHT in ${within} runs, which break: ${found}`
  }
  const without = await tryRun(caught.seed, runs)
  return without.some(({ promise }) => promise === breaks)
    ? `seed ${caught.seed} breaks it without the defect`
    : undefined
}

Error.stackTraceLimit = 0
const wanted = process.argv[2] ?? ""
const chosen = defectNames.filter((name) => name.includes(wanted))
let caughtOnes = 0

const tryOne = async (name: string): Promise<void> => {
  try {
    const defect = await defectOf(name)
    const trial = await withDefect(name)
    const wrong = await complaint(defect, trial)
    if (wrong === undefined) caughtOnes++
    console.log(`${name}: ${wrong ?? `caught by seed ${trial.caught?.seed}: ${defect.breaks}`}`)
  } catch (error) {
    console.log(`${name}: ${String(error)}`)
  }
}

const queue = [...chosen]
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) await tryOne(name)
  }),
)
console.log(`${caughtOnes} of ${chosen.length} caught`)
if (caughtOnes < chosen.length) process.exitCode = 1
