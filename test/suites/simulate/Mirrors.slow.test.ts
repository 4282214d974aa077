import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { MirrorFigures } from "../../simulate/mirrors/MirrorFigures.ts"
import { mirrorScenarioOf } from "../../simulate/mirrors/MirrorScenario.ts"
import { playMirrorSeed, playScenario, tryMirrors, verdictOf } from "../../simulate/mirrors/MirrorVerdict.ts"
import { showMirrors } from "../../simulate/mirrors/showMirrors.ts"
import { thisRuntime } from "../../support/runtime.ts"

const runs = thisRuntime === "node" ? 30 : 8

const broken = (figures: MirrorFigures): ReadonlyArray<string> =>
  [...figures.broken].map(
    ([promise, { count, how, seeds }]) => `${promise}: ${count} times, by seeds ${[...seeds].join(", ")}: ${how}`,
  )

const depth = Error.stackTraceLimit

// Failures are values here, and many: nobody reads where they were made.
beforeAll(() => void (Error.stackTraceLimit = 0))
afterAll(() => void (Error.stackTraceLimit = depth))

describe("mirrors of a simulated organisation that moves", () => {
  it("keep what is promised in many runs in which anything goes wrong", { timeout: 400_000 }, async () => {
    const figures = new MirrorFigures()
    for (let seed = 1; seed <= runs; seed++) figures.add(await tryMirrors(seed))
    console.log(figures.lines().join("\n"))
    assert.deepStrictEqual(broken(figures), [])
    assert.isAbove(figures.rows, 1_000)
  })

  it(
    "keep it in databases, whose processes are killed in the middle of transactions",
    { timeout: 400_000 },
    async () => {
      const figures = new MirrorFigures()
      for (let seed = 1; seed <= runs / 2; seed++) figures.add(await tryMirrors(seed, "sqlite"))
      console.log(figures.lines().join("\n"))
      assert.deepStrictEqual(broken(figures), [])
      assert.isAbove(figures.rows, 300)
    },
  )

  it("keep it for a module of many records as well", { timeout: 400_000 }, async () => {
    const figures = new MirrorFigures()
    const drawn = mirrorScenarioOf(3)
    const module = { name: "Workshops", records: 5_000, moreFields: 0, hasModifiedTime: true, leastAmount: undefined }
    const nights = drawn.nights.slice(0, 2)
    figures.add(verdictOf(await playScenario({ ...drawn, modules: [module], recordsPerPage: 1_500, nights })))
    console.log(figures.lines().join("\n"))
    assert.deepStrictEqual(broken(figures), [])
    assert.isAtLeast(figures.rows, 5_000)
  })

  it("are played again to the letter by their seed", { timeout: 100_000 }, async () => {
    assert.strictEqual(showMirrors(await playMirrorSeed(5)), showMirrors(await playMirrorSeed(5)))
  })
})
