import { describe, expect, it } from "vitest"
import { copyTree } from "./copyOfTree.ts"

describe("`pnpm format`", () => {
  it("is green on the tree as it is", async () => {
    using tree = copyTree()
    const { code, output } = await tree.check("format")
    expect(output).toContain("format: oxfmt: green")
    expect(code).toBe(0)
  })

  it.each([
    { file: "packages/core/src/domain/Planted.ts", text: "export const  answer = 'x';\n" },
    { file: "docs/Planted.md", text: "# Title\n* item\n" },
    { file: "planted.json", text: '{"a":   1}\n' },
    { file: ".changeset/planted.yaml", text: "a:    1\n" },
  ])("goes red on $file, badly formatted", async ({ file, text }) => {
    using tree = copyTree()
    tree.plant(file, text)
    const { code, output } = await tree.check("format")
    expect(output).toContain(file)
    expect(code).toBe(1)
  })

  it("puts it right with `--write`", async () => {
    using tree = copyTree()
    tree.plant("packages/core/src/domain/Planted.ts", "export const  answer = 'x';\n")
    const { code } = await tree.check("format", "--write")
    expect(tree.read("packages/core/src/domain/Planted.ts")).toBe('export const answer = "x"\n')
    expect(code).toBe(0)
  })

  it("goes red when it is told to pass over files, and names them", async () => {
    using tree = copyTree()
    tree.replace(".oxfmtrc.json", '"**/pnpm-lock.yaml"', '"packages/core/src/wire/**"')
    const { code, output } = await tree.check("format")
    expect(output).toMatch(/oxfmt has not seen \d+ of the files that there are/)
    expect(output).toContain("packages/core/src/wire/Operation.ts")
    expect(code).toBe(1)
  })
})
