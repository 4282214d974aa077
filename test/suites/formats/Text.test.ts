import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { strictText } from "../../../packages/core/src/formats/text.ts"

const mark = [0xef, 0xbb, 0xbf]

describe("a text in bytes", () => {
  it.effect.each([
    { what: "one mark", marks: 1 },
    { what: "three marks, as of files that were joined", marks: 3 },
  ])("is read without $what at its beginning, in whatever pieces they come", ({ marks }) =>
    Effect.gen(function* () {
      const bytes = Uint8Array.from([...Array.from({ length: marks }, () => mark).flat(), 0x61, ...mark, 0x62])
      for (let at = 0; at <= bytes.length; at++) {
        const pieces = [bytes.subarray(0, at), bytes.subarray(at)]
        const text = yield* Stream.mkString(strictText()(Stream.fromIterable(pieces)))
        assert.strictEqual(text, "a\uFEFFb", `in pieces at ${at}`)
      }
    }),
  )
})
