import { assert, describe, it } from "@effect/vitest"
import { runIn } from "../../gate/command.ts"
import { root } from "../../gate/tree.ts"
import { thisRuntime } from "../../support/runtime.ts"

/** They are planted as Node loads the sources; where the tests run on Deno, one shows that the way there is the same. */
const wanted = thisRuntime === "node" ? [] : ["olderRowWins"]

describe("the checker of simulated journeys", () => {
  it(
    "finds each old defect that is planted again, and not in the same run without it",
    { timeout: 600_000 },
    async () => {
      const { code, output } = await runIn(root, "node", ["test/simulate/defects/run.ts", ...wanted], {
        env: { NODE_OPTIONS: "--conditions=zoho-bulk-source" },
      })
      const lines = output.trim().split("\n")
      assert.deepStrictEqual(
        lines.slice(0, -1).filter((line) => !line.includes(": caught by seed ")),
        [],
      )
      assert.match(lines.at(-1) ?? "", wanted.length === 0 ? /^(\d{2,}) of \1 caught$/ : /^1 of 1 caught$/)
      assert.strictEqual(code, 0)
    },
  )
})
