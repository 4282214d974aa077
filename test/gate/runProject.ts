/**
 * Runs the tests of a project on every runtime that it has.
 */
import { installChromium } from "./chromium.ts"
import { isOf, type Project } from "./lanes.ts"
import { sourceFiles } from "./tree.ts"
import { runVitest, type Tally, type Test } from "./vitestRun.ts"
import { installDebianPrograms } from "./debianPrograms.ts"

/** What a test is called on both runtimes; its title may name the one that it is on. */
const keyOf = ({ file, title }: Test): string => `${file}: ${title.replace(/\b(?:node|deno)\b/gi, "runtime")}`

/** Says, file by file, how many tests passed here and did not even run there. */
const onlyOn = (here: Tally, there: Tally): ReadonlyArray<string> => {
  const unmatched = Object.groupBy([...there.passed, ...there.failed], keyOf)
  const alone = here.passed.filter((test) => unmatched[keyOf(test)]?.pop() === undefined)
  return Object.entries(Object.groupBy(alone, ({ file }) => file)).map(
    ([file, tests = []]) => `${file}: ${tests.length} of ${here.name} did not run here, such as "${tests[0]?.title}"`,
  )
}

/** The same tests run everywhere: what ran on one runtime alone is a fault of the other. */
const compared = (tallies: ReadonlyArray<Tally>): ReadonlyArray<Tally> =>
  tallies.map((here) => ({
    ...here,
    faults: [...here.faults, ...tallies.flatMap((there) => (there === here ? [] : onlyOn(there, here)))],
  }))

/** What a machine lacks for the tests of a project, once it was looked for and could not be installed. */
const missing = async ({ name }: Project): Promise<string | undefined> => {
  if (name === "browser") return await installChromium()
  // Of the suites, few need them, which fail without them and say why.
  if (name === "slow" || name === "gate") await installDebianPrograms()
  return undefined
}

/**
 * Runs the tests of a project, one runtime after the other: side by side, they would take as long, and mix their words. Those that start the
 * bundled command are told where it is.
 */
export const runProject = async (
  project: Project,
  bundles?: string,
  isHeldBack = false,
): Promise<ReadonlyArray<Tally>> => {
  const { isBundled = false, name, runtimes } = project
  const env = isBundled && bundles !== undefined ? { GATE_BUNDLES: bundles } : {}
  const files = sourceFiles().filter((file) => isOf(project, file))
  const lack = await missing(project)
  if (lack !== undefined) return [{ name, passed: [], failed: [], faults: [lack], millis: new Map() }]
  const tallies: Array<Tally> = []
  for (const runtime of runtimes) {
    const title = runtimes.length === 1 ? name : `${name} on ${runtime}`
    tallies.push(await runVitest({ name: title, runtime, project: name, files, env, isHeldBack }))
  }
  return compared(tallies)
}
