import { describe, expect, it } from "vitest"
import { copyTree } from "./copyOfTree.ts"

const faulty = "export const count: number = 'many'\n"

describe("`pnpm types`", () => {
  // That the whole tree is green, the gate says itself.
  it("is green on what it is told to look at, as it is", async () => {
    using tree = copyTree()
    const { code, output } = await tree.check("types", "packages/node-runner", "scripts")
    expect(output.match(/green/g)).toHaveLength(2)
    expect(code).toBe(0)
  })

  it("goes red on a wrong type in any package, and on another runtime's types, and names the files", async () => {
    using tree = copyTree()
    const files = [
      "packages/core/src/domain/Planted.ts",
      "packages/node-runner/src/Planted.ts",
      "packages/deno-runner/src/Planted.ts",
      "scripts/Planted.ts",
      "test/suites/Planted.ts",
      "Planted.ts",
    ]
    for (const file of files) tree.plant(file, faulty)
    tree.plant("packages/core/src/domain/OnNode.ts", "export const id = process.pid\n")
    tree.plant("packages/node-runner/src/OnDeno.ts", "export const id = Deno.pid\n")
    const { code, output } = await tree.check("types")
    for (const file of files) expect(output).toContain(file)
    expect(output).toMatch(/core\/src\/domain\/OnNode\.ts.*Cannot find name 'process'/)
    expect(output).toMatch(/node-runner\/src\/OnDeno\.ts.*Cannot find name 'Deno'/)
    expect(output.match(/: red/g)).toHaveLength(6)
    expect(code).toBe(1)
  })

  it("goes red when a project includes fewer files than there are, and names the others", async () => {
    using tree = copyTree()
    tree.replace("packages/core/tsconfig.json", '"src"', '"src/domain"')
    tree.replace("packages/deno-runner/tsconfig.json", '"src"', '"src/index.ts"')
    tree.plant("elsewhere/Planted.ts", "export {}\n")
    const { code, output } = await tree.check("types", "packages/core", "packages/deno-runner")
    expect(output).toMatch(/tsc packages\/core has not seen \d+ of the files/)
    expect(output).toContain("packages/core/src/cli/runCommand.ts")
    expect(output).toMatch(/deno check packages\/deno-runner has not seen \d+ of the files/)
    expect(output).toContain("packages/deno-runner/src/main.ts")
    expect(output).toMatch(/No tsconfig\.json is responsible for:\s+elsewhere\/Planted\.ts/)
    expect(code).toBe(1)
  })

  it("refuses a folder that it does not know", async () => {
    using tree = copyTree()
    const { code, output } = await tree.check("types", "packages/cores")
    expect(output).toContain("packages/cores: no such folder; there are packages/core, packages/node-runner, scripts,")
    expect(code).toBe(1)
  })
})
