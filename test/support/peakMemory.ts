import { existsSync, readdirSync, readFileSync } from "node:fs"

const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "")

const childrenOf = (pid: number): ReadonlyArray<number> => {
  const tasks = `/proc/${pid}/task`
  if (!existsSync(tasks)) return []
  return readdirSync(tasks).flatMap((task) => read(`${tasks}/${task}/children`).split(" ").filter(Boolean).map(Number))
}

/**
 * The most memory that a process has held until now, in MiB: of those that it started, the greediest counts, for some commands
 * start their runtime. Only Linux tells it; elsewhere it is 0.
 */
export const peakMemory = (pid: number): number =>
  Math.max(
    Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024,
    ...childrenOf(pid).map(peakMemory),
  )
