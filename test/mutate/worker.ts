/**
 * A process that has loaded the tests once, and runs them under one mutant after the other.
 */
import { execFileSync } from "node:child_process"
import fs from "node:fs"
import { syncBuiltinESMExports } from "node:module"
import process from "node:process"
import type { Kept } from "./Kept.ts"
import { addressOf, loadMutated } from "./loadMutated.ts"
import { runTest } from "./runTest.ts"
import { switches, wake } from "./switches.ts"
import type { Ended, Order, Report, Seen, TestId } from "./Trial.ts"

// What a mutant leaves behind may fail later, when nobody looks any more.
process.on("uncaughtException", () => undefined).on("unhandledRejection", () => undefined)

// Who may write to one folder only may not make links.
fs.symlinkSync = (target, path) => void execFileSync("ln", ["-s", String(target), String(path)])

// Nor sync at all; what is on a disk after a power cut, these suites do not see.
fs.fsync = Object.assign((_: number, done: fs.NoParamCallback) => void done(null), {
  __promisify__: fs.fsync.__promisify__,
})
syncBuiltinESMExports()

/** Each generation stays in memory. */
const mostGenerations = 120

const loaded = new Map<string, ReadonlyArray<Kept>>()
let files: ReadonlyArray<string> = []
let generation = 0

const load = async (file: string, at: number): Promise<ReadonlyArray<Kept>> => {
  const { takeKept } = await import("./standIn.ts")
  takeKept()
  await import(addressOf(file, at))
  return takeKept()
}

const begin = async (order: Order & { what: "begin" }): Promise<void> => {
  loadMutated(order.texts)
  files = order.files
  for (const file of files) loaded.set(file, await load(file, 0))
}

/** How long a test may wait that passes, however busy the machine is. */
const patience = 10_000

const passes = async (test: Kept): Promise<boolean> => {
  wake(undefined, 0)
  return (await runTest(test, patience)) === "passed"
}

const rehearse = async (): Promise<Report> => {
  const seen: Array<Seen> = []
  const unfit: Array<string> = []
  for (const [file, tests] of loaded) {
    for (const [at, test] of tests.entries()) {
      const id = `${file}#${at}`
      switches.currentTestId = id
      const before = process.cpuUsage()
      const began = performance.now()
      const passed = await passes(test)
      const millis = performance.now() - began
      const { system, user } = process.cpuUsage(before)
      const visits = switches.mutantCoverage?.perTest[id] ?? {}
      if (!passed) unfit.push(`${file}: ${test.title}`)
      else if (Object.keys(visits).length > 0) {
        seen.push({ file, at, millis, title: test.title, cost: (system + user) / 1000, visits: { ...visits } })
      }
    }
  }
  switches.currentTestId = "later"
  return { what: "rehearsed", rehearsal: { seen, unfit, whenLoaded: { ...switches.mutantCoverage?.static } } }
}

/** Says whether a test convicts the mutant: it does not pass with it, and passes without. */
const judge = async (
  test: Kept | undefined,
  id: TestId,
  order: Order & { what: "try" },
): Promise<Ended | undefined> => {
  if (test === undefined) return { fate: "killed", by: id }
  wake(order.mutant, order.visits)
  const end = await runTest(test, 1000 + 4 * id.millis)
  const known = loaded.get(id.file)?.[id.at]
  if (end === "passed" || known === undefined) return undefined
  return { fate: !(await passes(known)) ? "unsure" : end === "hung" ? "hung" : "killed", by: id }
}

const attempt = async (order: Order & { what: "try" }): Promise<Ended> => {
  const anew = new Map<string, ReadonlyArray<Kept>>()
  if (order.anew) generation++
  for (const id of order.tests) {
    let tests = loaded.get(id.file)
    if (order.anew) {
      wake(order.mutant, order.visits)
      tests = anew.get(id.file) ?? (await load(id.file, generation).catch(() => []))
      anew.set(id.file, tests)
    }
    const ended = await judge(tests?.[id.at], id, order)
    if (ended !== undefined) return ended
  }
  return { fate: "survived" }
}

const answer = async (order: Order): Promise<Report> => {
  if (order.what === "begin") await begin(order)
  if (order.what === "begin") return { what: "begun" }
  if (order.what === "rehearse") return rehearse()
  const ended = await attempt(order)
  wake(undefined, 0)
  return { what: "tried", ended, isFull: generation >= mostGenerations }
}

process.on("disconnect", () => process.exit())
process.on("message", (order: Order) => {
  void answer(order).then((report) => process.send?.(report))
})
