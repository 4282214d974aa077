import { describe, expect, it } from "vitest"
import { run } from "./command.ts"

const mutate = (...args: ReadonlyArray<string>) =>
  run("node", [
    "--conditions=zoho-bulk-source",
    "test/mutate/run.ts",
    "storage",
    "--file",
    "storage/checkPath",
    ...args,
  ])

describe("`pnpm mutate`", () => {
  it("prints a score of all mutants, with those that live", async () => {
    const { code, output } = await mutate("--suites", "storage/SharedFiles.test,auth/TokenFile")
    expect(code).toBe(0)
    expect(output).toMatch(/storage: [\d.]+ % of \d+ \(\d+ killed, \d+ hung, \d+ survived, \d+ that no test comes by\)/)
  })

  it("stops where the tests do not notice what is planted", async () => {
    const { code, output } = await mutate("--suites", "settings/Hosts")
    expect(code).toBe(1)
    expect(output).toContain("The tests do not notice what was planted")
    expect(output).toContain("storage/writeWhole.ts")
    expect(output).not.toContain("% of")
  })
})
