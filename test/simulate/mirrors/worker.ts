/**
 * Plays every nth run of a range, for who started this thread.
 */
import { parentPort, workerData } from "node:worker_threads"
import { tryMirrors } from "./MirrorVerdict.ts"

/** What a thread is to play. */
export interface MirrorShare {
  readonly from: number
  readonly runs: number
  readonly every: number
  readonly target: string | undefined
}

const { every, from, runs, target }: MirrorShare = workerData

// Failures are values here: nobody reads where they were made.
Error.stackTraceLimit = 0
for (let at = 0; at < runs; at += every) parentPort?.postMessage(await tryMirrors(from + at, target), [])
