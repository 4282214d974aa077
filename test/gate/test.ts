/**
 * Runs every test: the suites on Node, the same suites on Deno, what compares the two, and the tests of this gate.
 *
 * The last two run on Node alone: they start what they look at, on the runtimes that it takes.
 */
import { failedIn, tell } from "./tell.ts"
import { sourceFiles } from "./tree.ts"
import { runVitest, type Tally, type Test } from "./vitestRun.ts"

const testFiles = sourceFiles().filter((file) => file.endsWith(".test.ts"))
const suites = testFiles.filter((file) => !/^test\/(?:parity|gate|packages|browser)\//.test(file))
const parity = testFiles.filter((file) => file.startsWith("test/parity/"))
const gate = testFiles.filter((file) => file.startsWith("test/gate/"))

const announce = (text: string): void => console.log(`\n${text}\n`)

announce(`The suites on Node ${process.versions.node}`)
const node = await runVitest({ name: "node", runtime: "node", project: "suites", files: suites })

announce("The same suites on Deno")
const deno = await runVitest({ name: "deno", runtime: "deno", project: "suites", files: suites })

announce("Parity: the same calls on Node, on Deno, and of the built command")
const ofParity = await runVitest({ name: "parity", runtime: "node", project: "parity", files: parity })

announce("The gate's own tests, on Node")
const ofGate = await runVitest({ name: "gate", runtime: "node", project: "gate", files: gate })

/** What a test is called on both runtimes; its title may name the one that it is on. */
const keyOf = ({ file, title }: Test): string => `${file}: ${title.replace(/\b(?:node|deno)\b/gi, "runtime")}`

/** Says, file by file, how many tests passed here and did not even run there. */
const onlyOn = (here: Tally, there: Tally): ReadonlyArray<string> => {
  const unmatched = Object.groupBy([...there.passed, ...there.failed], keyOf)
  const alone = here.passed.filter((test) => unmatched[keyOf(test)]?.pop() === undefined)
  return Object.entries(Object.groupBy(alone, ({ file }) => file)).map(
    ([file, tests = []]) => `${file}: ${tests.length} ran on ${here.name} only, such as "${tests[0]?.title}"`,
  )
}

const tallies = [
  { ...node, faults: [...node.faults, ...onlyOn(deno, node)] },
  { ...deno, faults: [...deno.faults, ...onlyOn(node, deno)] },
  ofParity,
  ofGate,
]

const count = (each: (tally: Tally) => number): number => tallies.reduce((sum, tally) => sum + each(tally), 0)

tell(tallies)
console.log(`${count(({ passed }) => passed.length)} passed, ${count(failedIn)} failed`)
