import { describe, expect, it } from "vitest"
import { runIn } from "./command.ts"
import { type CopyOfTree, copyTree } from "./copyOfTree.ts"

const build = (tree: CopyOfTree) => runIn(tree.folder, "node", ["scripts/build/run.ts"])

describe("`pnpm packages`", { timeout: 300_000 }, () => {
  // That all parts are green, the gate says itself.
  it("is green on the doors as they are", async () => {
    using tree = copyTree()
    const { code, output } = await tree.check("packages", "doors")
    expect(output.match(/: green, /g)).toHaveLength(1)
    expect(code).toBe(0)
  })

  it("goes red where doors and files differ, and names both", async () => {
    using tree = copyTree()
    const doors = "packages/core/src/doors"
    tree.plant(`${doors}/Planted.ts`, "export {}\n")
    tree.remove(`${doors}/Condition.ts`)
    tree.replace("packages/core/package.json", '"./dist/cli/index.js"', '"./src/cli/index.ts"')
    tree.replace("packages/node-runner/package.json", '"./internal/*": null,', "")
    tree.replace(
      "packages/core/package.json",
      '"./internal/*": null',
      '"./limits": "./src/settings/Limits.ts", "./internal/*": null',
    )
    tree.replace("packages/core/jsr.json", '"./emulator"', '"./emulated"')
    tree.remove("packages/deno-runner/jsr.json")
    const { code, output } = await tree.check("packages", "doors")
    expect(output).toContain("package.json: ./Planted has to lead to ./src/doors/Planted.ts")
    expect(output).toContain("package.json: ./Condition leads to ./src/doors/Condition.ts, which is not there")
    expect(output).toContain("package.json: ./cli has to lead to")
    expect(output).toContain("packages/node-runner/package.json: ./internal/* has to be closed")
    expect(output).toContain("core/package.json: ./limits leads to ./src/settings/Limits.ts whatever the condition")
    expect(output).toContain(
      "packages/core/jsr.json: ./emulated leads to ./src/emulator/index.ts, and in package.json to undefined",
    )
    expect(output).toContain("packages/deno-runner/jsr.json is not there")
    expect(code).toBe(1)
  })

  it("goes red where nothing is built, or something else than the sources say", async () => {
    using tree = copyTree()
    await build(tree)
    tree.remove("packages/core/dist")
    tree.plant("packages/deno-runner/dist/Gone.js", "export {}\n")
    tree.replace("packages/node-runner/src/environment.ts", "|| undefined", "|| ''.at(0)")
    const { code, output } = await tree.check("packages", "dist")
    expect(output).toContain("packages/core/dist is not there: `pnpm build` builds it anew")
    expect(output).toMatch(/node-runner\/dist is not what the sources build to: \d+ files/)
    expect(output).toMatch(/deno-runner\/dist is not what the sources build to: 1 files, such as Gone\.js/)
    expect(code).toBe(1)
  })

  it("goes red where a door lets out something else than is written down, and `--write` writes it down", async () => {
    using tree = copyTree()
    tree.replace("packages/core/src/doors/Condition.ts", "export { parse }", "export { parse as read }")
    tree.plant("test/api/core/Gone.txt", "Gone\n")
    const { code, output } = await tree.check("packages", "api")
    expect(output).toContain("test/api/core/Condition.txt: the door lets out something else, line")
    expect(output).toContain("  - const parse: (text: string)")
    expect(output).toContain("  + read is:")
    expect(output).toContain("test/api/core/Gone.txt: there is no such door")
    expect(output).toContain("`pnpm packages --write` writes it down")
    expect(code).toBe(1)
    expect((await tree.check("packages", "--write")).code).toBe(0)
    expect((await tree.check("packages", "api")).code).toBe(0)
  })

  it("goes red where a program that only looks at a job holds more than that takes", async () => {
    using tree = copyTree()
    tree.replace(
      "test/benchmarks/size/ours.ts",
      "export const state",
      'export * from "@zoho-bulk/core/emulator"\n\nexport const state',
    )
    const { code, output } = await tree.check("packages", "size")
    expect(output).toMatch(/getJobDetails costs \d+\.\d KiB, and may cost 20\.4 KiB/)
    expect(code).toBe(1)
  })

  it("refuses a part that it does not know", async () => {
    using tree = copyTree()
    const { code, output } = await tree.check("packages", "dsit")
    expect(output).toContain("dsit: no such part; there are doors, dist, api, published, jsr, size")
    expect(code).toBe(1)
  })
})
