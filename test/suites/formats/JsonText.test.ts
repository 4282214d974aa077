import { assert, describe, it } from "@effect/vitest"
import { jsonText } from "../../../packages/core/src/formats/jsonText.ts"

const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

/** Every character of the planes that have some which are hidden. */
const characters = [
  [0, 0xd7ff],
  [0xe000, 0x14000],
  [0x1bc00, 0x1d200],
  [0xe0000, 0xe0fff],
].flatMap(([first = 0, last = 0]) =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)),
)

describe("text in JSON", () => {
  it("has nothing that a terminal obeys or that nobody sees, and is the same text", () => {
    const found = characters.filter((char) => hidden.test(char))
    assert.isAbove(found.length, 200)
    for (const char of found) {
      const text = jsonText(`a${char}b`)
      assert.notMatch(text, hidden)
      assert.strictEqual(JSON.parse(text), `a${char}b`)
    }
  })

  it("is otherwise as it came", () => {
    const plain = characters.filter((char) => !hidden.test(char)).join("")
    assert.strictEqual(jsonText(plain), JSON.stringify(plain))
  })
})
