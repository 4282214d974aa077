import { assert, describe, it } from "@effect/vitest"
import { makeNumberSet } from "../../../../packages/core/src/transfer/checks/NumberSet.ts"

/** Numbers that belong near one place: the last one, or the first. */
const crowds = {
  "the last place": (at: number) => 2 ** 32 * (at + 1) - 1 - at,
  "the first place": (at: number) => at + 1,
  "any place": (at: number) => 1 + ((at * 2_654_435_761_987) % (2 ** 53 - 1)),
} as const

describe("a set of numbers", () => {
  it.each(Object.entries(crowds))("tells new ones from those it has, though many belong to %s", (_, numberAt) => {
    const set = makeNumberSet()
    const numbers = Array.from({ length: 3_000 }, (__, at) => numberAt(at))
    const distinct = new Set(numbers).size
    assert.strictEqual(numbers.filter(set.add).length, distinct)
    assert.strictEqual(set.size(), distinct)
    assert.isFalse(numbers.some(set.add))
    assert.strictEqual(set.size(), distinct)
  })

  it("grows, and has all that it had", () => {
    const set = makeNumberSet()
    const numbers = Array.from({ length: 20_000 }, (_, at) => 1 + at * 450_359_962_737)
    assert.isTrue(numbers.every(set.add))
    assert.isFalse(numbers.some(set.add))
    assert.isTrue(set.add(2 ** 53 - 1))
    assert.strictEqual(set.size(), 20_001)
  })
})
