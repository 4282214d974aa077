import { describe, expect, it } from "vitest"
import { copyTree } from "./copyOfTree.ts"

describe("`pnpm ok`", () => {
  it("runs the checks that are named, goes red if one is, and says which", async () => {
    using tree = copyTree()
    await tree.check("format", "--write")
    tree.plant("packages/core/src/domain/Planted.ts", "export const now = Date.now()\n")
    const { code, output } = await tree.check("ok", "format", "lint")
    expect(output).toMatch(/\nformat: green in [\d.]+ s\nlint: RED in [\d.]+ s\n$/)
    expect(code).toBe(1)
  })

  it("refuses a check that it does not know", async () => {
    using tree = copyTree()
    const { code, output } = await tree.check("ok", "lnit")
    expect(output).toContain("lnit: no such check; there are types, lint, format, packages, test, test:slow, test:all,")
    expect(code).toBe(1)
  })
})
