import { assert, describe, it } from "@effect/vitest"
import { targets } from "../../fuzz/targets/index.ts"
import { fuzz, lineOf, patience } from "../../support/fuzzing.ts"
import { thisRuntime } from "../../support/runtime.ts"

/** The runtimes share the cases: each draws from another seed. */
const share = ["--cases", "10000", "--seed", thisRuntime === "node" ? "1" : "2"]

describe("whatever reads what others wrote holds what it promises", () => {
  const run = fuzz(share)
  it.each(targets.map(({ name }) => name))(
    "%s, in 10,000 cases",
    async (name) => {
      const { stdout } = await run
      const line = lineOf(stdout, name)
      assert.match(line, /^1\d{4} cases .* 0 found$/, stdout)
    },
    patience,
  )
})
