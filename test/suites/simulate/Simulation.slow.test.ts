import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { crashEverywhere, smallJourneys } from "../../simulate/crashPoints.ts"
import { Figures } from "../../simulate/Figures.ts"
import { tryOut } from "../../simulate/Verdict.ts"
import { thisRuntime } from "../../support/runtime.ts"

const runs = thisRuntime === "node" ? 500 : 25

const broken = (figures: Figures): ReadonlyArray<string> =>
  [...figures.broken].map(
    ([promise, { count, how, seeds }]) => `${promise}: ${count} times, by seeds ${[...seeds].join(", ")}: ${how}`,
  )

const depth = Error.stackTraceLimit

// Failures are values here, and many: nobody reads where they were made.
beforeAll(() => void (Error.stackTraceLimit = 0))
afterAll(() => void (Error.stackTraceLimit = depth))

describe("journeys on a simulated disk, network and clock", () => {
  it("keep what is promised in many runs in which anything goes wrong", { timeout: 400_000 }, async () => {
    const figures = new Figures()
    for (let seed = 1; seed <= runs; seed++) figures.add(await tryOut(seed))
    assert.deepStrictEqual(broken(figures), [])
    assert.isAbove(figures.met.size, 15)
  })

  it.each(Object.entries(smallJourneys))(
    "come to the same end wherever an %s crashes",
    { timeout: 400_000 },
    async (_, scenario) => {
      const figures = new Figures()
      for await (const verdict of crashEverywhere(scenario, true)) {
        figures.add(verdict)
        // The journeys are the same on both runtimes: one of them plays all crashes.
        if (thisRuntime === "deno" && figures.runs === runs) break
      }
      assert.deepStrictEqual(broken(figures), [])
      assert.isAtLeast(figures.runs, thisRuntime === "deno" ? runs : 100)
    },
  )
})
