import { assert, describe, it } from "@effect/vitest"
import { show } from "../../simulate/show.ts"
import { playSeed } from "../../simulate/Verdict.ts"

describe("a simulated run", () => {
  it.each([3, 4, 19])("is played again to the letter by its seed, as by seed %i", async (seed) => {
    assert.strictEqual(show(await playSeed(seed)), show(await playSeed(seed)))
  })
})
