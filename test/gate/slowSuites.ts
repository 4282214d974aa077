/**
 * Finds suites of the fast lane that are slow.
 */
import { smoke } from "./lanes.ts"
import type { Tally } from "./vitestRun.ts"

/** The most that a fast suite may take, in milliseconds. */
const limit = 5_000

/** How many of the slowest are named. */
const named = 5

const inSeconds = (millis: number): string => `${(millis / 1_000).toFixed(1)} s`

/** Says for each file how long its tests took on the runtime where they were quicker: one may have had a bad moment. */
const leastOf = (tallies: ReadonlyArray<Tally>): ReadonlyArray<readonly [string, number]> => {
  const files = new Set(tallies.flatMap(({ millis }) => [...millis.keys()]))
  return [...files].map((file) => [file, Math.min(...tallies.map(({ millis }) => millis.get(file) ?? Infinity))])
}

/** Names the slowest suites, and says which of them are too slow for their lane. */
export const slowSuites = (tallies: ReadonlyArray<Tally>): ReadonlyArray<string> => {
  const slowest = leastOf(tallies)
    .filter(([file]) => file !== smoke)
    .toSorted(([, one], [, other]) => other - one)
  console.log("\nThe slowest of the fast suites:")
  for (const [file, millis] of slowest.slice(0, named)) console.log(`  ${inSeconds(millis)} ${file}`)
  return slowest
    .filter(([, millis]) => millis > limit)
    .map(
      ([file, millis]) =>
        `${file} takes ${inSeconds(millis)}, and a fast suite at most ${inSeconds(limit)}: what is slow in it belongs into a file whose name ends in .slow.test.ts`,
    )
}
