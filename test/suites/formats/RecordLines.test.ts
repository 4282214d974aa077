import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { ndjsonBytes } from "../../../packages/core/src/formats/ndjson.ts"
import { recordLines } from "../../../packages/core/src/formats/recordLines.ts"
import { asRecords } from "../../../packages/core/src/results/records.ts"
import { chanceOf } from "../../simulate/world/Chance.ts"

const characters =
  'aZ ~!#[]{}ü߿丁豈"\\/\n\r\t\b\f\0\x1b\x7f\x9f\u00a0\u00ad\u061c\u200b\u200f\u2028\u202e\u2066\u2069\ufeff\ufffe😀'

const marks: readonly [string, ...ReadonlyArray<string>] = ["\ud800", "\udc00", "a".repeat(20), ...characters]

const names: readonly [string, ...ReadonlyArray<string>] = [
  "Id",
  "Id",
  "2",
  "1",
  "-1",
  "01",
  "__proto__",
  "",
  'a "b"',
  "ü\u202e",
  "toJSON",
]

describe("recordLines", () => {
  it.effect("writes rows as their records are written, whatever is in them and in the header", () =>
    Effect.gen(function* () {
      for (let number = 0; number < 300; number++) {
        const chance = chanceOf(13, `records ${number}`)
        const header = Array.from({ length: chance.below(5) }, () => chance.pick(names))
        const cell = () => Array.from({ length: chance.below(4) }, () => chance.pick(marks)).join("")
        const row = () => Array.from({ length: chance.below(2 + header.length) }, cell)
        const rows = Stream.rechunk(
          Stream.fromIterable([header, ...Array.from({ length: chance.below(4) }, row)]),
          1 + chance.below(3),
        )
        assert.deepStrictEqual(
          new TextDecoder().decode(yield* Stream.mkUint8Array(recordLines(rows))),
          new TextDecoder().decode(yield* Stream.mkUint8Array(ndjsonBytes(asRecords(rows)))),
        )
      }
    }),
  )
})
