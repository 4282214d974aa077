import { assert, describe, it } from "@effect/vitest"
import { targets } from "../../fuzz/targets/index.ts"
import { fuzz, lineOf } from "../../support/fuzzing.ts"
import { thisRuntime } from "../../support/runtime.ts"

/** The runtimes share the cases: each draws from another seed. */
const share = ["--cases", "10000", "--seed", thisRuntime === "node" ? "1" : "2"]

/** They play all of them in one process, and the first one waits for it: so much it may take on a machine that is busy, in milliseconds. */
const patience = 600_000

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
