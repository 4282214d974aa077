import { afterEach, describe, expect, it, vi } from "vitest"
import { type CopyOfTree, copyTree } from "./copyOfTree.ts"

/** A copy of the tree whose browser is any program, for its tests look at no page. */
const copyWithTests = (files: Readonly<Record<string, string>>): CopyOfTree => {
  vi.stubEnv("CHROMIUM", process.execPath)
  const tree = copyTree()
  tree.remove("test/browser")
  for (const [file, text] of Object.entries(files)) tree.plant(`test/browser/${file}`, text)
  return tree
}

const test = (title: string, sum: number): string =>
  `import { expect, it } from "vitest"\nit("${title}", () => expect(1 + 1).toBe(${sum}))\n`

describe("`pnpm browser`", () => {
  afterEach(() => vi.unstubAllEnvs())

  it("is green when its tests pass, and counts them", async () => {
    using tree = copyWithTests({ "Adding.test.ts": test("adds", 2), "more/Adding.test.ts": test("adds", 2) })
    const { code, output } = await tree.check("test", "browser")
    expect(output).toMatch(/\nbrowser: 2 passed, 0 failed\n2 passed, 0 failed\n$/)
    expect(code).toBe(0)
  })

  it("goes red when one fails, and names it", async () => {
    using tree = copyWithTests({ "Adding.test.ts": test("adds", 2), "Wrong.test.ts": test("adds wrongly", 3) })
    const { code, output } = await tree.check("test", "browser")
    expect(output).toContain("browser: test/browser/Wrong.test.ts: adds wrongly (failed)")
    expect(output).toMatch(/\nbrowser: 1 passed, 1 failed\n1 passed, 1 failed\n$/)
    expect(code).toBe(1)
  })

  it("goes red when none ran", async () => {
    using tree = copyWithTests({})
    const { code, output } = await tree.check("test", "browser")
    expect(output).toContain("browser: no test ran")
    expect(code).toBe(1)
  })

  it("goes red when the browser that is named is not there, and says so", async () => {
    using tree = copyWithTests({ "Adding.test.ts": test("adds", 2) })
    vi.stubEnv("CHROMIUM", "/nowhere/chromium")
    const { code, output } = await tree.check("test", "browser")
    expect(output).toContain("\nbrowser: CHROMIUM names /nowhere/chromium, and there is no such file\n")
    expect(output).toMatch(/\nbrowser: 0 passed, 1 failed\n0 passed, 1 failed\n$/)
    expect(code).toBe(1)
  })
})
