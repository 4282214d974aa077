import { describe, expect, it } from "vitest"
import { type CopyOfTree, copyTree } from "./copyOfTree.ts"

const passing = 'import { expect, it } from "vitest"\nit("adds", () => expect(1 + 1).toBe(2))\n'
const failing = 'import { expect, it } from "vitest"\nit("subtracts", () => expect(1 - 1).toBe(2))\n'
const onNodeAlone = `import { it } from "vitest"\nif (!("Deno" in globalThis)) it("knows itself", () => {})\nit("is on " + ("Deno" in globalThis ? "Deno" : "Node"), () => {})\n`
const skipped = `import { it } from "vitest"\nit.${"skip"}("waits", () => {})\n`

/** A copy of the tree whose tests are these alone, for they are run twice. */
const copyWithTests = (files: Readonly<Record<string, string>>): CopyOfTree => {
  const tree = copyTree()
  tree.remove("test/suites")
  tree.remove("test/parity")
  for (const check of ["types", "lint", "format", "test", "packages", "browser", "ok", "tree"])
    tree.remove(`test/gate/${check}.test.ts`)
  for (const [file, text] of Object.entries(files)) tree.plant(`test/${file}`, text)
  return tree
}

const lastLines = (output: string, count: number): ReadonlyArray<string> => output.trimEnd().split("\n").slice(-count)

describe("`pnpm test`", () => {
  it("counts the tests of both runtimes, leaves those of the browser alone, and ends with the sum", async () => {
    using tree = copyWithTests({
      "suites/Adding.test.ts": passing,
      "parity/Adding.test.ts": passing,
      "gate/Adding.test.ts": passing,
      "browser/Subtracting.test.ts": failing,
    })
    const { code, output } = await tree.check("test")
    expect(lastLines(output, 5)).toEqual([
      "node: 1 passed, 0 failed",
      "deno: 1 passed, 0 failed",
      "parity: 1 passed, 0 failed",
      "gate: 1 passed, 0 failed",
      "4 passed, 0 failed",
    ])
    expect(code).toBe(0)
  })

  it("goes red on tests that fail, cannot start, are skipped, or run on one runtime only", async () => {
    using tree = copyWithTests({
      "suites/Subtracting.test.ts": failing,
      "suites/Broken.test.ts": 'import "./Nowhere.ts"\n',
      "suites/Skipped.test.ts": skipped,
      "suites/Runtime.test.ts": onNodeAlone,
      "parity/Subtracting.test.ts": failing,
      "gate/Adding.test.ts": passing,
    })
    const { code, output } = await tree.check("test")
    for (const runtime of ["node", "deno"]) {
      expect(output).toContain(`${runtime}: test/suites/Subtracting.test.ts: subtracts (failed)`)
      expect(output).toContain(`${runtime}: test/suites/Broken.test.ts: failed outside of its tests`)
      expect(output).toContain(`${runtime}: test/suites/Skipped.test.ts: waits (skipped)`)
    }
    expect(output).toContain('deno: test/suites/Runtime.test.ts: 1 ran on node only, such as "knows itself"')
    expect(output).toContain("parity: test/parity/Subtracting.test.ts: subtracts (failed)")
    expect(lastLines(output, 5)).toEqual([
      "node: 2 passed, 3 failed",
      "deno: 1 passed, 4 failed",
      "parity: 0 passed, 1 failed",
      "gate: 1 passed, 0 failed",
      "4 passed, 8 failed",
    ])
    expect(code).toBe(1)
  })

  it("goes red when files with tests are passed over, and when no test ran", async () => {
    using tree = copyWithTests({ "suites/Adding.test.ts": passing, "suites/more/Adding.test.ts": passing })
    tree.replace("vitest.config.ts", '"test/**/*.test.ts"', '"test/suites/*.test.ts"')
    const { code, output } = await tree.check("test")
    expect(output).toMatch(
      /vitest has not seen 1 of the files that there are.*\n +test\/suites\/more\/Adding\.test\.ts/,
    )
    expect(output).toContain("parity: no test ran")
    expect(output).toContain("gate: no test ran")
    expect(lastLines(output, 1)).toEqual(["2 passed, 4 failed"])
    expect(code).toBe(1)
  })
})
