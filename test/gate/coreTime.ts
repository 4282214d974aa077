/**
 * Notes for each test how long its process was ready to run and had to wait, because others had the cores of the machine.
 */
import { readdirSync, readFileSync } from "node:fs"
import { afterEach, beforeEach } from "vitest"

declare module "vitest" {
  interface TaskMeta {
    /** Milliseconds; 0 where the system does not tell. */
    waitedForCore?: number
  }
}

/** Linux counts it for each thread, in nanoseconds; a thread may end while we ask. */
const waitedOf = (thread: string): number => {
  try {
    return Number(readFileSync(`/proc/self/task/${thread}/schedstat`, "utf8").split(" ")[1]) / 1_000_000
  } catch {
    return 0
  }
}

const threads = (): ReadonlyArray<string> => {
  try {
    return readdirSync("/proc/self/task")
  } catch {
    return []
  }
}

const waited = (): ReadonlyMap<string, number> => new Map(threads().map((thread) => [thread, waitedOf(thread)]))

let before = waited()

beforeEach(() => {
  before = waited()
})

/** The main thread waits by itself, and then for one that does something for it, such as reading a file. */
afterEach(({ task }) => {
  const since = [...waited()].map(([thread, millis]) => [thread, millis - (before.get(thread) ?? 0)] as const)
  const main = String(process.pid)
  const ofOthers = since.filter(([thread]) => thread !== main).map(([, millis]) => millis)
  task.meta.waitedForCore = (new Map(since).get(main) ?? 0) + Math.max(0, ...ofOthers)
})
