/**
 * Runs the tests of the fast lane, or those that are named: `slow` is the other lane, `all` are both, `browser` is one of
 * their projects.
 */
import { rmSync } from "node:fs"
import { bundleForTests } from "../support/bundles.ts"
import { inNoLane, type Project, projects, startingProcesses } from "./lanes.ts"
import { runProject } from "./runProject.ts"
import { slowSuites } from "./slowSuites.ts"
import { readSources } from "./sources.ts"
import { failedIn, tell } from "./tell.ts"
import { sourceFiles } from "./tree.ts"
import type { Tally } from "./vitestRun.ts"

const [named = "fast"] = process.argv.slice(2)
const chosen = projects.filter(({ lane, name }) => named === "all" || named === name || named === lane)
if (chosen.length === 0) {
  const names = new Set(["fast", "slow", "all", ...projects.map(({ name }) => name)])
  throw new Error(`${named}: no such tests; there are ${[...names].join(", ")}`)
}

const start = performance.now()

/** What is wrong with the lanes, beside whatever the tests say. */
const faults = [...inNoLane(sourceFiles()), ...startingProcesses(readSources(/^test\/.*\.ts$/))]
const tallies: Array<Tally> = []

/** The command, for the tests that start it. */
const bundles = chosen.some(({ isBundled }) => isBundled) ? await bundleForTests() : undefined

const isBeside = ({ beside }: Project): boolean => chosen.some(({ name }) => name === beside)

for (const project of chosen.filter((each) => !isBeside(each))) {
  const beside = chosen.filter((each) => each.beside === project.name).map((each) => runProject(each, bundles, true))
  const ended = await runProject(project, bundles)
  tallies.push(...ended, ...(await Promise.all(beside)).flat())
  if (project.lane === "fast") faults.push(...slowSuites(ended))
}

if (bundles !== undefined) rmSync(bundles, { recursive: true, force: true })
if (faults.length > 0) tallies.push({ name: "lanes", passed: [], failed: [], faults, millis: new Map() })

const count = (each: (tally: Tally) => number): number => tallies.reduce((sum, tally) => sum + each(tally), 0)

console.log(`\nThe tests took ${((performance.now() - start) / 1_000).toFixed(0)} s`)
tell(tallies)
console.log(`${count(({ passed }) => passed.length)} passed, ${count(failedIn)} failed`)
