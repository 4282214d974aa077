/**
 * Plays every nth run of a range, for who started this thread.
 */
import { parentPort, workerData } from "node:worker_threads"
import { tryOut } from "./Verdict.ts"

/** What a thread is to play. */
export interface Share {
  readonly from: number
  readonly runs: number
  readonly every: number
  readonly processes: number | undefined
}

const { every, from, processes, runs }: Share = workerData

// Failures are values here: nobody reads where they were made.
Error.stackTraceLimit = 0
for (let at = 0; at < runs; at += every) parentPort?.postMessage(await tryOut(from + at, processes), [])
