/**
 * Plants a defect in this thread, and plays runs until the checker finds it.
 */
import { parentPort, workerData } from "node:worker_threads"
import type { Violation } from "../check/Violation.ts"
import { defectOf } from "./defects.ts"
import { plant } from "./plant.ts"

/** What came of the runs with a defect. */
export interface Trial {
  /** The seed of the run in which the promise was broken, and how; absent, where none was. */
  readonly caught: { readonly seed: number; readonly how: string } | undefined
  /** What else was found. */
  readonly others: ReadonlyArray<Violation & { readonly seed: number }>
}

const name: string = workerData
const { breaks, changes, first, runs, says = "", within } = await defectOf(name)
plant(changes)
Error.stackTraceLimit = 0
const { tryRun } = await import("./tryRun.ts")

const others: Array<Trial["others"][number]> = []
let caught: Trial["caught"]
for (const seed of [...(first === undefined ? [] : [first]), ...Array.from({ length: within }, (_, n) => n + 1)]) {
  if (caught !== undefined) break
  for (const { how, promise } of await tryRun(seed, runs)) {
    if (promise === breaks && how.includes(says)) caught ??= { seed, how }
    else others.push({ seed, promise, how })
  }
}
parentPort?.postMessage({ caught, others } satisfies Trial, [])
