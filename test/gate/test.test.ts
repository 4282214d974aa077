import { afterEach, describe, expect, it, vi } from "vitest"
import { type CopyOfTree, copyTree } from "./copyOfTree.ts"
import { sourceFiles } from "./tree.ts"

const passing = 'import { expect, it } from "vitest"\nit("adds", () => expect(1 + 1).toBe(2))\n'
const failing = 'import { expect, it } from "vitest"\nit("subtracts", () => expect(1 - 1).toBe(2))\n'
const onNodeAlone = `import { it } from "vitest"\nif (!("Deno" in globalThis)) it("knows itself", () => {})\nit("is on " + ("Deno" in globalThis ? "Deno" : "Node"), () => {})\n`
const skipped = `import { it } from "vitest"\nit.${"skip"}("waits", () => {})\n`

const sleeping = `import { it } from "vitest"\nit("sleeps", () => new Promise((done) => setTimeout(done, 2_900)))\n`

/** A copy of the tree whose tests are these alone, for they are run twice; its browser is any program. */
const copyWithTests = (files: Readonly<Record<string, string>>): CopyOfTree => {
  vi.stubEnv("CHROMIUM", process.execPath)
  const tree = copyTree()
  for (const file of sourceFiles()) if (file.endsWith(".test.ts")) tree.remove(file)
  for (const [file, text] of Object.entries(files)) tree.plant(`test/${file}`, text)
  return tree
}

const lastLines = (output: string, count: number): ReadonlyArray<string> => output.trimEnd().split("\n").slice(-count)

const everywhere = {
  "suites/Adding.test.ts": passing,
  "suites/Adding.slow.test.ts": passing,
  "parity/Adding.test.ts": passing,
  "gate/Adding.test.ts": passing,
  "packages/Adding.test.ts": passing,
  "browser/Adding.test.ts": passing,
}

afterEach(() => vi.unstubAllEnvs())

describe("`pnpm test`", () => {
  it("runs the fast lane on both runtimes, and ends with the sum", async () => {
    using tree = copyWithTests(everywhere)
    const { code, output } = await tree.check("test")
    expect(lastLines(output, 3)).toEqual([
      "fast on node: 1 passed, 0 failed",
      "fast on deno: 1 passed, 0 failed",
      "2 passed, 0 failed",
    ])
    expect(output).toMatch(/The slowest of the fast suites:\n +[\d.]+ s test\/suites\/Adding\.test\.ts/)
    expect(code).toBe(0)
  })

  it("tells how long suites take, and goes red on tests in neither lane", async () => {
    using tree = copyWithTests({ "suites/Sleeping.test.ts": sleeping, "elsewhere/Adding.test.ts": passing })
    const { code, output } = await tree.check("test")
    // On a busy machine it may seem less, for what its threads wait for the cores is taken off.
    expect(output).toMatch(/The slowest of the fast suites:\n +[12]\.\d s test\/suites\/Sleeping\.test\.ts/)
    expect(output).toContain("lanes: test/elsewhere/Adding.test.ts is in neither lane")
    expect(lastLines(output, 1)).toEqual(["2 passed, 1 failed"])
    expect(code).toBe(1)
  })

  it("knows no other tests than those of the lanes", async () => {
    using tree = copyWithTests(everywhere)
    const { code, output } = await tree.check("test", "middle")
    expect(output).toContain("middle: no such tests; there are fast, slow, all, parity, gate, installed, browser")
    expect(code).toBe(1)
  })
})

describe("`pnpm test:slow`", () => {
  it("runs what the fast lane leaves out", async () => {
    using tree = copyWithTests(everywhere)
    const { code, output } = await tree.check("test", "slow")
    expect(lastLines(output, 7)).toEqual([
      "slow on node: 1 passed, 0 failed",
      "slow on deno: 1 passed, 0 failed",
      "parity: 1 passed, 0 failed",
      "gate: 1 passed, 0 failed",
      "installed: 1 passed, 0 failed",
      "browser: 1 passed, 0 failed",
      "6 passed, 0 failed",
    ])
    expect(code).toBe(0)
  })
})

describe("`pnpm test:all`", () => {
  it("goes red on tests that fail, cannot start, are skipped, or run on one runtime only", async () => {
    using tree = copyWithTests({
      ...everywhere,
      "suites/Subtracting.test.ts": failing,
      "suites/Broken.test.ts": 'import "./Nowhere.ts"\n',
      "suites/Skipped.slow.test.ts": skipped,
      "suites/Runtime.slow.test.ts": onNodeAlone,
      "parity/Subtracting.test.ts": failing,
    })
    const { code, output } = await tree.check("test", "all")
    for (const runtime of ["node", "deno"]) {
      expect(output).toContain(`fast on ${runtime}: test/suites/Subtracting.test.ts: subtracts (failed)`)
      expect(output).toContain(`fast on ${runtime}: test/suites/Broken.test.ts: failed outside of its tests`)
      expect(output).toContain(`slow on ${runtime}: test/suites/Skipped.slow.test.ts: waits (skipped)`)
    }
    expect(output).toContain(
      'slow on deno: test/suites/Runtime.slow.test.ts: 1 of slow on node did not run here, such as "knows itself"',
    )
    expect(output).toContain("parity: test/parity/Subtracting.test.ts: subtracts (failed)")
    expect(lastLines(output, 9)).toEqual([
      "fast on node: 1 passed, 2 failed",
      "fast on deno: 1 passed, 2 failed",
      "slow on node: 3 passed, 1 failed",
      "slow on deno: 2 passed, 2 failed",
      "parity: 1 passed, 1 failed",
      "gate: 1 passed, 0 failed",
      "installed: 1 passed, 0 failed",
      "browser: 1 passed, 0 failed",
      "11 passed, 8 failed",
    ])
    expect(code).toBe(1)
  })

  it("goes red when files with tests are passed over, and when no test ran", async () => {
    using tree = copyWithTests({ "suites/Adding.test.ts": passing, "suites/more/Adding.test.ts": passing })
    tree.replace("vitest.config.ts", "include: [include]", 'include: [include.replace("suites/**", "suites")]')
    const { code, output } = await tree.check("test", "all")
    expect(output).toMatch(
      /vitest has not seen 1 of the files that there are.*\n +test\/suites\/more\/Adding\.test\.ts/,
    )
    for (const name of ["slow on node", "slow on deno", "parity", "gate", "installed", "browser"]) {
      expect(output).toContain(`${name}: no test ran`)
    }
    expect(lastLines(output, 1)).toEqual(["2 passed, 8 failed"])
    expect(code).toBe(1)
  })
})
