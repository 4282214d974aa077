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

describe("a text whose bytes are released as they are read", () => {
  it.effect("is read whole, whatever piece a letter began in", () =>
    Effect.gen(function* () {
      const text = "aä€😀"
      const bytes = new TextEncoder().encode(text)
      for (let at = 0; at <= bytes.length; at++) {
        // A Buffer of Node, which shares its bytes with what is sliced off it.
        const pieces = [bytes.subarray(0, at), bytes.subarray(at)].map((piece) => Buffer.from(piece))
        const read = strictText("utf-8", (piece) => void piece.fill(0xff))(Stream.fromIterable(pieces))
        assert.strictEqual(yield* Stream.mkString(read), text, `in pieces at ${at}`)
      }
    }),
  )
})

describe("bytes that are no text", () => {
  const failureOf = (encoding: string, pieces: ReadonlyArray<Uint8Array>) =>
    Effect.map(
      Effect.flip(Stream.runDrain(strictText(encoding)(Stream.fromIterable(pieces)))),
      ({ message }) => message,
    )
  const ascii = (text: string) => Array.from(text, (char) => char.charCodeAt(0))
  const wide = (text: string) => Array.from(text, (char) => [char.charCodeAt(0), 0]).flat()

  it.effect.each([
    { what: "the first one", encoding: "utf-8", bytes: [0xf6], place: [1, 1] },
    { what: "behind a mark", encoding: "utf-8", bytes: [...mark, 0x61, 0xf6, 0x0a], place: [1, 2] },
    { what: "behind line ends of any sort", encoding: "utf-8", bytes: ascii("a\nb\r\nc\rdd\u00f6"), place: [4, 3] },
    {
      what: "behind letters of several bytes",
      encoding: "utf-8",
      bytes: [...new TextEncoder().encode("\u00e4\n\u20ac\u00e4"), 0xf6, 0x20],
      place: [2, 3],
    },
    {
      what: "one that is not ended",
      encoding: "utf-8",
      bytes: [...ascii("ab\nc"), 0xe2, 0x82],
      place: [2, 2],
    },
    { what: "half of a pair", encoding: "utf-16le", bytes: [...wide("a\nb"), 0x00, 0xdc, 0x61, 0x00], place: [2, 2] },
  ])("are told by their line and character, in whatever pieces they come: $what", ({ bytes, encoding, place }) =>
    Effect.gen(function* () {
      const all = Uint8Array.from(bytes)
      const told = `line ${place[0]}: character ${place[1]} is not ${encoding}`
      for (let at = 0; at <= all.length; at++) {
        const pieces = [all.subarray(0, at), all.subarray(at)]
        assert.strictEqual(yield* failureOf(encoding, pieces), told, `in pieces at ${at}`)
      }
      const oneByOne = Array.from(all, (byte) => Uint8Array.of(byte))
      assert.strictEqual(yield* failureOf(encoding, oneByOne), told)
    }),
  )

  it.effect("of an encoding in which their place is not found out are told without it", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* failureOf("shift_jis", [Uint8Array.of(0x81)]), "its bytes are not shift_jis")
    }),
  )
})
