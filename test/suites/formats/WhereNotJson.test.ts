import { assert, describe, it } from "@effect/vitest"
import { whereNotJson } from "../../../packages/core/src/formats/whereNotJson.ts"

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const documents = [
  '{"a": [1, -2.5e+3, true, false, null, "b\\u00e9\\n\\"", {}, []], "": {"c": 0}}',
  "[]",
  ' "text" ',
  "-0.5E-7",
  '[[[{"a":[{"b":"😀"}]}]]]\r\n',
]

describe("where a text stops being JSON", () => {
  it.each([
    { text: '{"a": 1,\n "b": 2,\n}', said: 'line 3, column 1 is "}"' },
    { text: "[1,\n 2,]", said: 'line 2, column 4 is "]"' },
    { text: '{"a" 1}', said: 'line 1, column 6 is "1"' },
    { text: "{a: 1}", said: 'line 1, column 2 is "a"' },
    { text: "{'a': 1}", said: `line 1, column 2 is "'"` },
    { text: '["a" "b"]', said: 'line 1, column 6 is "\\""' },
    { text: '["a\nb"]', said: String.raw`line 1, column 4 is "\n"` },
    { text: String.raw`["C:\dir"]`, said: String.raw`line 1, column 5 is "\\"` },
    { text: "[01]", said: 'line 1, column 3 is "1"' },
    { text: "[tru]", said: 'line 1, column 2 is "t"' },
    { text: '{"a": 1} // car', said: 'line 1, column 10 is "/"' },
    { text: "[😀]", said: 'line 1, column 2 is "😀"' },
    { text: '{"a": [1,\r\n', said: "it ends too early, at line 2, column 1" },
    { text: '["abc', said: "it ends too early, at line 1, column 6" },
    { text: "", said: "it ends too early, at line 1, column 1" },
  ])("is told by line and column: $text", ({ said, text }) => {
    assert.isFalse(isJson(text))
    assert.strictEqual(whereNotJson(text), said)
  })

  it("is found in every text that the runtime does not read, and in no other", () => {
    const signs = [...'{}[]",:\\0-1.etfn\n x']
    for (const document of documents) {
      for (let at = 0; at <= document.length; at++) {
        const [before, after] = [document.slice(0, at), document.slice(at)]
        const changed = [before, before + after.slice(1), ...signs.map((sign) => before + sign + after)]
        for (const text of changed) assert.strictEqual(whereNotJson(text) === undefined, isJson(text), text)
      }
    }
  })

  it("is found in a long text, however deep it nests", () => {
    assert.strictEqual(whereNotJson(`${"[".repeat(200_000)}}`), 'line 1, column 200001 is "}"')
    assert.strictEqual(whereNotJson(`["${"ab\\n".repeat(300_000)}`), "it ends too early, at line 1, column 1200003")
  })
})
