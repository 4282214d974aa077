/**
 * One run of vitest on one runtime, counted from its own report.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import type { TaskMeta } from "vitest"
import { run } from "./command.ts"
import type { Runtime } from "./lanes.ts"
import { root } from "./tree.ts"
import { unseen } from "./verdict.ts"

/** What to run, and where. */
export interface Plan {
  readonly name: string
  readonly runtime: Runtime
  /** Project of `vitest.config.ts`. */
  readonly project: string
  /** Every test file that there is for it. */
  readonly files: ReadonlyArray<string>
  /** Variables that its tests need. */
  readonly env?: Readonly<Record<string, string>>
  /** Whether what it says is shown when it is over, and not while it runs. */
  readonly isHeldBack?: boolean
}

/** A test that was to run. */
export interface Test {
  readonly file: string
  readonly title: string
  /** In the words of vitest: `passed`, `failed`, `skipped`, `todo`. */
  readonly status: string
}

/** How the tests of one run ended. */
export interface Tally {
  readonly name: string
  readonly passed: ReadonlyArray<Test>
  readonly failed: ReadonlyArray<Test>
  /** Whatever else keeps the run from being green. */
  readonly faults: ReadonlyArray<string>
  /** How long the tests of each file took, in milliseconds, without what others took of the machine meanwhile. */
  readonly millis: ReadonlyMap<string, number>
}

interface Report {
  readonly testResults: ReadonlyArray<{
    readonly name: string
    readonly status: string
    readonly assertionResults: ReadonlyArray<{
      readonly fullName: string
      readonly status: string
      readonly duration?: number | null
      readonly meta: TaskMeta
    }>
  }>
}

const vitest = "node_modules/vitest/vitest.mjs"

const read = (file: string): Report => {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report
  } catch {
    return { testResults: [] }
  }
}

/** Runs the tests, shows them, and counts. */
export const runVitest = async ({ env, files, isHeldBack = false, name, project, runtime }: Plan): Promise<Tally> => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-tests-"))
  try {
    const reportFile = join(folder, "report.json")
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`]
    const args = [vitest, "run", "--project", project, "--allowOnly=false", ...reporters]
    const title = `\n=== ${name}\n`
    if (!isHeldBack) console.log(title)
    const { code, output } = await run(runtime, runtime === "deno" ? ["run", "-A", ...args] : args, {
      env: { ...env, GATE_RUNTIME: runtime },
      shown: !isHeldBack,
    })
    if (isHeldBack) console.log(`${title}\n${output}`)
    return tally(name, code, files, read(reportFile))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const tally = (name: string, code: number, files: ReadonlyArray<string>, { testResults }: Report): Tally => {
  const results = testResults.map((result) => ({ ...result, file: relative(root, result.name) }))
  const tests: ReadonlyArray<Test> = results.flatMap(({ assertionResults, file }) =>
    assertionResults.map(({ fullName, status }) => ({ file, title: fullName, status })),
  )
  const { passed = [], failed = [] } = Object.groupBy(tests, ({ status }) => (status === "passed" ? status : "failed"))
  const broken = results.filter(
    ({ file, status }) => status === "failed" && !failed.some((test) => test.file === file && test.status === "failed"),
  )
  const seen = results.map(({ file }) => file)
  const missing = unseen("vitest", files, seen, 'look at "include" and "exclude" in vitest.config.ts')
  const faults = [
    ...broken.map(({ file }) => `${file}: failed outside of its tests`),
    ...(missing.length === 0 ? [] : [missing.join("\n")]),
  ]
  if (tests.length === 0 && faults.length === 0) faults.push("no test ran")
  if (failed.length + faults.length === 0 && code !== 0) faults.push(`vitest ended with code ${code}, see above`)
  const millis = new Map(
    results.map(({ assertionResults, file }) => [
      file,
      assertionResults.reduce(
        (sum, { duration, meta: { waitedForCore = 0 } }) => sum + Math.max(0, (duration ?? 0) - waitedForCore),
        0,
      ),
    ]),
  )
  return { name, passed, failed, faults, millis }
}
