import { assert, describe, it } from "@effect/vitest"
import { Array as Arr, Effect, Exit, Stream } from "effect"
import { Csv } from "effect/encoding"
import { csvBytes, csvRows } from "../../../packages/core/src/formats/csv.ts"
import { drawCsv } from "../../fuzz/csv/draw.ts"
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

  it.effect(
    "writes rows that go on as they were read as it writes any others, in whatever pieces their text came",
    () =>
      Effect.gen(function* () {
        for (let number = 0; number < 2_000; number++) {
          const chance = chanceOf(13, `csv passed on ${number}`)
          const drawn = drawCsv(chance).replaceAll("=", () => chance.pick(["=", "\ufeff"]))
          const text = chance.happens(0.2) ? drawn.replaceAll("\n", "\r") : drawn
          const size = 1 + chance.below(text.length + 1)
          const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
            text.slice(at * size, (at + 1) * size),
          )
          const [delimiter, keepsEmptyLines] = [chance.pick([",", ",", ";"]), chance.happens(0.3)]
          const read = Stream.fromIterable(pieces).pipe(Stream.rechunk(1), csvRows({ delimiter, keepsEmptyLines }))
          const written = chance.pick([delimiter, ","])
          assert.deepStrictEqual(
            yield* Effect.exit(Stream.mkUint8Array(csvBytes(read, written))),
            yield* Effect.exit(
              Stream.mkUint8Array(
                csvBytes(
                  Stream.map(read, (row) => [...row]),
                  written,
                ),
              ),
            ),
            JSON.stringify({ pieces, delimiter, written }),
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
