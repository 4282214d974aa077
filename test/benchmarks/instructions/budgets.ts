/** How many instructions units of our work may take: what was measured, and a little more. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { bundled, type Plant, shippedIn } from "./bundled.ts"
import { countRound, countStart } from "./counted.ts"

/** How far a unit may go beyond the figure that was written down. */
export const tolerance = 0.05

/** What is counted. */
export interface Budget {
  readonly name: "call" | "row" | "check" | "start" | "load"
  readonly what: string
  readonly count: (folder: string, plant?: Plant) => Promise<number>
}

const perUnit =
  (name: string, units: number): Budget["count"] =>
  async (folder, plant) =>
    (await countRound({ folder, words: [await bundled(name, folder, plant), String(units)] })) / units

const perStart =
  (...args: ReadonlyArray<string>): Budget["count"] =>
  async (folder) => {
    const empty = join(folder, "empty.mjs")
    writeFileSync(empty, "")
    const ours = await countStart({ folder, words: [await shippedIn(folder), ...args] })
    return ours - (await countStart({ folder, words: [empty] }))
  }

/** Every budget. */
export const budgets: ReadonlyArray<Budget> = [
  { name: "call", what: "a call of getJobDetails against a client in memory", count: perUnit("call", 30) },
  { name: "row", what: "a row of ten cells, from the archive", count: perUnit("row", 2_000) },
  { name: "check", what: "a row of eleven cells, read from a file and checked", count: perUnit("check", 2_000) },
  { name: "start", what: "the built command's --help, beyond an empty script", count: perStart("--help") },
  // A call for help that is no plain one loads every command.
  {
    name: "load",
    what: "a start that loads all commands, beyond an empty script",
    count: perStart("--help", "--json"),
  },
]

const file = join(import.meta.dirname, "budgets.json")

/** The figures that were written down, and what they were measured on. */
interface Written {
  readonly machine: string
  readonly instructions: Readonly<Record<Budget["name"], number>>
}

/** What counts differ by, whatever we change: the version of Node, and the kind of processor. */
const thisMachine = `Node ${process.versions.node}, ${process.arch}`

const written = (): Written => JSON.parse(readFileSync(file, "utf8"))

/** Counts what a unit takes now. */
export const countNow = async ({ count }: Budget, plant?: Plant): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-instructions-"))
  try {
    return Math.round(await count(folder, plant))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const number = new Intl.NumberFormat("en")

/** Says what is wrong with a count, if anything is. */
export const excess = ({ name, what }: Budget, now: number): string | undefined => {
  const { instructions, machine } = written()
  const before = instructions[name]
  if (now <= before * (1 + tolerance)) return undefined
  return [
    `${what}: ${number.format(now)} instructions, and ${number.format(before)} were written down (${machine}; this is ${thisMachine}).`,
    "Find what costs more. If it is worth it, `pnpm bench:instructions --write` raises the budget, and the commit says why.",
  ].join(" ")
}

/** Writes figures down, beside those that were not counted. */
export const write = (counted: Readonly<Partial<Written["instructions"]>>): void => {
  const instructions = { ...written().instructions, ...counted }
  writeFileSync(file, `${JSON.stringify({ machine: thisMachine, instructions }, null, 2)}\n`)
}
