import { describe, expect, it } from "vitest"
import { copyTree } from "./copyOfTree.ts"

// A file of its own, for other tests of the packages to run beside it: others' tools take their time.
describe("`pnpm packages`, by tools of others", { timeout: 300_000 }, () => {
  it("goes red where one finds a fault", async () => {
    using tree = copyTree()
    tree.replace("packages/core/package.json", '"./dist/doors/Condition.d.ts"', '"./dist/doors/Conditions.d.ts"')
    tree.replace("packages/deno-runner/jsr.json", '"./src/main.ts"', '"./src/mains.ts"')
    const { code, output } = await tree.check("packages", "published", "jsr")
    expect(output).toContain("packages: publint: red, 3 files")
    expect(output).toContain("packages: arethetypeswrong: red, 3 files")
    expect(output).toContain("packages: deno publish: red, 1 files")
    expect(code).toBe(1)
  })
})
