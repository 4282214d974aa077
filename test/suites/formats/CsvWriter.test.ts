import { assert, describe, it } from "@effect/vitest"
import { Array as Arr, Effect, Exit, Stream } from "effect"
import { Csv } from "effect/encoding"
import { csvBytes } from "../../../packages/core/src/formats/csv.ts"
import { chanceOf } from "../../simulate/world/Chance.ts"

const marks: readonly [string, ...ReadonlyArray<string>] = [
  "a",
  "ü",
  "नमस्ते",
  "\ud800",
  ",",
  ";",
  "\t",
  '"',
  "\n",
  "\r",
  "\r\n",
  "\ufeff",
  " ",
  "]",
  "^",
  "-",
  "\\",
]

describe("csvBytes", () => {
  it.effect("writes what Effect's writer writes, whatever is in the cells", () =>
    Effect.gen(function* () {
      for (let number = 0; number < 300; number++) {
        const chance = chanceOf(13, `csv written ${number}`)
        const cell = () => Array.from({ length: chance.below(4) }, () => chance.pick(marks)).join("")
        const row = () => Arr.makeBy(1 + chance.below(4), cell)
        const rows = Stream.fromArray(Arr.makeBy(1 + chance.below(5), row))
        const delimiter = chance.pick([",", "\t", ";", "^", "-", "]", "\\"])
        const theirs = Stream.pipeThroughChannelOrFail(rows, Csv.encode({ newline: "\n", delimiter }))
        assert.deepStrictEqual(
          yield* Stream.mkUint8Array(csvBytes(rows, delimiter)),
          yield* Stream.mkUint8Array(theirs),
        )
      }
    }),
  )

  it.effect("takes a cell that is no text for a mistake in the program", () =>
    Effect.gen(function* () {
      const rows = Stream.make(["a", 1 as unknown as string])
      assert.isTrue(Exit.hasDies(yield* Effect.exit(Stream.runDrain(csvBytes(rows)))))
    }),
  )
})
