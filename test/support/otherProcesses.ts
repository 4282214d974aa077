import { spawnSync } from "node:child_process"
import { setTimeout as sleep } from "node:timers/promises"
import { Effect } from "effect"

/** Whether a process runs; one that has ended does not, though nobody may have asked how. */
export const isRunning = (pid: number): boolean => {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" })
  return stdout.trim() !== "" && !stdout.startsWith("Z")
}

/** Waits, by the clock on the wall, until something is so. */
export const comesTrue = (isSo: () => boolean): Effect.Effect<void> =>
  Effect.promise(async () => {
    while (!isSo()) await sleep(20)
  })
