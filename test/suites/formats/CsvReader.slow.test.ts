import { assert, describe, it } from "@effect/vitest"
import { Effect, Result, Stream } from "effect"
import { Csv } from "effect/encoding"
import { csvRows, isCsvError } from "../../../packages/core/src/formats/csv.ts"
import { drawCsv, drawOddCsv } from "../../fuzz/csv/draw.ts"
import { type Chance, chanceOf } from "../../simulate/world/Chance.ts"

/** What is read, or all that the failure says. */
const ending = <R>(rows: Stream.Stream<ReadonlyArray<string>, unknown, R>) =>
  Effect.map(Effect.result(Stream.runCollect(rows)), (result) => {
    if (Result.isSuccess(result)) return result.success
    if (!isCsvError(result.failure)) return result.failure
    const { column, kind, line, message, record } = result.failure
    return { column, kind, line, message, record }
  })

const inPieces = (chance: Chance, text: string): ReadonlyArray<string> => {
  const pieces: Array<string> = []
  for (let from = 0; from < text.length;) {
    const length = 1 + chance.below(chance.pick([1, 4, 40]))
    pieces.push(text.slice(from, from + length))
    from += length
  }
  return pieces
}

const readsAlike = (pieces: ReadonlyArray<string>, delimiter: string, keepsEmptyLines: boolean, maxRowSize: number) =>
  Effect.gen(function* () {
    const text = Stream.rechunk(Stream.fromIterable(pieces), 1)
    const theirs = Stream.pipeThroughChannelOrFail(
      text,
      Csv.decodeString({ delimiter, ignoreEmptyLines: !keepsEmptyLines, maxRecordSize: maxRowSize }),
    )
    const [expected, read] = [
      yield* ending(theirs),
      yield* ending(csvRows({ delimiter, keepsEmptyLines, maxRowSize })(text)),
    ]
    assert.deepStrictEqual(read, expected, JSON.stringify({ pieces, delimiter, keepsEmptyLines, maxRowSize }))
  })

describe("csvRows", () => {
  it.effect("reads what Effect's reader reads, and fails as it does, in whatever pieces a text comes", () =>
    Effect.gen(function* () {
      for (let number = 0; number < 6_000; number++) {
        const chance = chanceOf(13, `csv ${number}`)
        const drawn = chance.happens(0.3) ? drawCsv(chance) : drawOddCsv(chance)
        const delimiter = chance.pick([",", ",", ";", "\t", "|"])
        const text = `${chance.happens(0.1) ? "\ufeff" : ""}${chance.happens(0.2) ? drawn.replaceAll("\n", "\r") : drawn}`
        const maxRowSize = chance.happens(0.2) ? 1 + chance.below(12) : 4_096
        yield* readsAlike(inPieces(chance, text.replaceAll(",", delimiter)), delimiter, chance.happens(0.5), maxRowSize)
      }
    }),
  )

  it.effect("reads rows as long as may be, whatever pieces they come in", () =>
    Effect.gen(function* () {
      const cell = `"${"two\nlines, ".repeat(30_000)}"`
      const text = `a,b\n${cell},1\n2,${cell}\n`
      for (const size of [1_000, 65_536, text.length]) {
        const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
          text.slice(at * size, (at + 1) * size),
        )
        yield* readsAlike(pieces, ",", false, 4 * 1024 * 1024)
        yield* readsAlike(pieces, ",", false, cell.length + 1)
      }
    }),
  )
})
