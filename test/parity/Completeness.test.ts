import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { allCases } from "./cases/allCases.ts"
import { commandTree } from "./commandTree.ts"
import { unused } from "./unused.ts"

describe("the cases of parity", () => {
  it.effect("use every command, and every flag of each", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(unused(yield* commandTree, allCases), [])
    }),
  )
})
