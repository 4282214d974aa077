import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"

/** Linux counts the time of processes in hundredths of a second. */
const microsOfTick = 10_000

/** What the kernel counted of a process. */
export interface Counted {
  readonly micros: number
  readonly peakMib: number
}

/** Runs a program until it has ended, and says what was counted of it when it was last looked at. */
export const watched = async (
  [program = "", ...args]: ReadonlyArray<string>,
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string; readonly output?: number },
): Promise<Counted> => {
  const { cwd, env, output = "ignore" } = options
  const child = spawn(program, args, { env, cwd, stdio: ["ignore", output, "pipe"] })
  let said = ""
  child.stderr?.on("data", (piece: Buffer) => (said += piece.toString()))
  const counted = { micros: 0, peakMib: 0 }
  const look = (): void => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8")
      const ticks = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? []
      counted.peakMib = Math.max(counted.peakMib, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024)
      counted.micros = Math.max(counted.micros, (Number(ticks[11]) + Number(ticks[12])) * microsOfTick)
    } catch {
      // It has ended.
    }
  }
  const timer = setInterval(look, 5)
  const [code] = await once(child, "close")
  clearInterval(timer)
  if (code !== 0) throw new Error(`${[program, ...args].join(" ")} ended with code ${code}: ${said}`)
  return counted
}
