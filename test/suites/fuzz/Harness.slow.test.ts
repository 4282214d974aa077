import { assert, describe, it } from "@effect/vitest"
import { plantedCommand } from "../../fuzz/commands/commands.ts"
import { endless, planted } from "../../fuzz/planted/index.ts"
import { play } from "../../fuzz/play.ts"
import { fuzz } from "../../support/fuzzing.ts"

describe("the fuzzing finds a fault that is planted", () => {
  it.each(planted.map(([shows, target]) => ({ name: target.name, shows, target })))(
    "$name",
    async ({ shows, target }) => {
      const { found } = await play(target, { cases: 3_000, seed: 1, enough: 1, bounds: { work: 100, growth: 64 } })
      assert.include(found.map(({ how }) => how).join("\n"), shows)
      const sizes = found.map(({ given }) => given.join("").length)
      assert.isBelow(Math.max(...sizes), 40, "it is not made small")
    },
  )

  it("of a whole command, whose client breaks", async () => {
    const { found } = await play(plantedCommand, { cases: 200, seed: 1, enough: 1 })
    assert.include(found.map(({ how }) => how).join("\n"), "Internal error in zoho-bulk")
  })

  it("of a case that never ends, which it names before it ends the process", async () => {
    const { exitCode, stdout } = await fuzz([endless.name, "--cases", "3000", "--patience", "3"])
    assert.match(stdout, /HANGS: case \d+ of seed 1 has not ended in 3 s/)
    assert.notStrictEqual(exitCode, 0)
  })
})
