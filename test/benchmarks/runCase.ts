import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { promisify } from "node:util"
import type { Cost, Run } from "./Comparison.ts"
import { middle } from "./middle.ts"

/** What a unit cost, by the way in which it was measured. */
export type Costs = Readonly<Record<Cost, number>>

const fileOf = ({ file }: Run): string => join(import.meta.dirname, "cases", `${file}.ts`)

/** Tells whether there is such a case by now. */
export const isThere = (run: Run): boolean => existsSync(fileOf(run))

/** A name for a run that no other one has. */
export const nameOf = ({ args = [], file, runtime = "node" }: Run): string => [runtime, file, ...args].join(" ")

const commands = {
  node: ["node", "--conditions=zoho-bulk-source"],
  deno: ["deno", "run", "--quiet", "-A", "--conditions=zoho-bulk-source"],
}

const start = promisify(execFile)

/** Runs a case as a process of its own, and gives the medians of what it has measured. */
export const runCase = async (run: Run, env: Readonly<Record<string, string>> = {}): Promise<Costs> => {
  const [program = "", ...words] = commands[run.runtime ?? "node"]
  const { stdout } = await start(program, [...words, fileOf(run), ...(run.args ?? [])], {
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 26,
  }).catch((cause: unknown) => {
    throw new Error(`${nameOf(run)} did not end well`, { cause })
  })
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"))
  const measured: ReadonlyArray<Partial<Costs>> = lines.map((line) => JSON.parse(line))
  const of = (cost: Cost): number => middle(measured.map((each) => each[cost] ?? Number.NaN))
  return { wallMicros: of("wallMicros"), cpuMicros: of("cpuMicros"), maxRssKb: of("maxRssKb") }
}
