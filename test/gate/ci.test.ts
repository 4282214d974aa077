import { chmodSync } from "node:fs"
import { delimiter, join } from "node:path"
import { describe, expect, it } from "vitest"
import { runIn } from "./command.ts"
import { copyTree } from "./copyOfTree.ts"

/** What each script of the workspace says and ends with, as `npx` would run it. */
interface Said {
  readonly test: string
  readonly ok: string
}

const runCi = async ({ ok, test }: Said) => {
  using tree = copyTree()
  tree.plant("bin/npx", `#!/bin/sh\necho "asked: $*"\ncase $3 in\ntest) ${test} ;;\nok) ${ok} ;;\nesac\n`)
  chmodSync(join(tree.folder, "bin/npx"), 0o755)
  const PATH = `${join(tree.folder, "bin")}${delimiter}${process.env["PATH"]}`
  const { code, output } = await runIn(tree.folder, ".ci/run", [], { env: { PATH } })
  return { code, output, last: output.trimEnd().split("\n").at(-1) }
}

describe("`.ci/run`", () => {
  it("runs the fast lane, then everything else and the benchmarks, and ends with the sum of their counts", async () => {
    const said = { test: 'echo "40 passed, 0 failed"', ok: 'echo "2 passed, 0 failed"; echo "lint: green in 1 s"' }
    const { code, last, output } = await runCi(said)
    expect(output.match(/^asked: .*$/gm)).toEqual([
      "asked: --yes pnpm@12 test",
      "asked: --yes pnpm@12 ok types lint format packages test:slow",
      "asked: --yes pnpm@12 bench --quick",
    ])
    expect(last).toBe("42 passed, 0 failed")
    expect(code).toBe(0)
  })

  it("goes red where a test fails, where a check does, and where nothing was counted", async () => {
    const green = 'echo "40 passed, 0 failed"'
    expect(await runCi({ test: 'echo "39 passed, 1 failed"; exit 1', ok: green })).toMatchObject({
      code: 1,
      last: "79 passed, 1 failed",
    })
    expect(await runCi({ test: green, ok: `${green}; exit 1` })).toMatchObject({ code: 1, last: "80 passed, 0 failed" })
    expect(await runCi({ test: green, ok: "true" })).toMatchObject({ code: 1, last: "40 passed, 1 failed" })
  })
})
