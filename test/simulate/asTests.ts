/**
 * Runs of the simulation as tests, one for each seed: for who tries mutants, and wants to know at the first run that goes wrong.
 */
import { assert, describe, it } from "@effect/vitest"
import { tryOut } from "./Verdict.ts"

const seeds = Array.from({ length: 60 }, (_, at) => at + 1)

describe("a simulated run keeps what is promised", () => {
  it.each(seeds)("from seed %d", async (seed) => {
    const { violations } = await tryOut(seed)
    assert.deepStrictEqual(violations, [])
  })
})
