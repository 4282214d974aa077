/**
 * What runs of tests say at their end.
 */
import type { Tally } from "./vitestRun.ts"

/** Counts what keeps a run from being green. */
export const failedIn = ({ failed, faults }: Tally): number => failed.length + faults.length

/** Prints what failed and how many, run by run, and makes the process fail when anything did. */
export const tell = (tallies: ReadonlyArray<Tally>): void => {
  for (const { failed, faults, name } of tallies) {
    for (const { file, status, title } of failed) console.log(`${name}: ${file}: ${title} (${status})`)
    for (const fault of faults) console.log(`${name}: ${fault}`)
  }
  for (const tally of tallies) console.log(`${tally.name}: ${tally.passed.length} passed, ${failedIn(tally)} failed`)
  if (tallies.some((tally) => failedIn(tally) > 0)) process.exitCode = 1
}
