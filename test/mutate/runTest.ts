import { performance } from "node:perf_hooks"
import type { AfterTest, Kept } from "./Kept.ts"

/** How a test ended. */
export type End = "passed" | "failed" | "hung"

/** A test that goes on for so long never ends, even where others have the cores; in milliseconds. */
const longest = 30_000

/** Waits until the process has been idle for long: time in which others had the cores is none of it. */
const idleTooLong = (mostIdle: number, signal: AbortSignal): Promise<End> =>
  new Promise((resolve) => {
    const { idle } = performance.eventLoopUtilization()
    const began = performance.now()
    const look = setInterval(() => {
      const isHung = performance.eventLoopUtilization().idle - idle > mostIdle || performance.now() - began > longest
      if (isHung) resolve("hung")
      if (isHung || signal.aborted) clearInterval(look)
    }, 100)
    signal.addEventListener("abort", () => clearInterval(look))
  })

/** Runs a test, and gives up where it waits for so many milliseconds for what never comes. */
export const runTest = async ({ run }: Kept, mostIdle: number): Promise<End> => {
  const over = new AbortController()
  const ends = new AbortController()
  const afterwards: Array<AfterTest> = []
  const end = await Promise.race([
    run({ signal: ends.signal, onTestFinished: (after) => void afterwards.push(after) }).then(
      (): End => "passed",
      (): End => "failed",
    ),
    idleTooLong(mostIdle, over.signal),
  ])
  over.abort()
  if (end === "hung") ends.abort()
  else for (const after of afterwards) await after()
  return end
}
