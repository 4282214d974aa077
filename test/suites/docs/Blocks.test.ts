import { readdirSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { unrunBlocks } from "../../docs/unrunBlocks.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { root } from "../../support/scripts.ts"

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `${folder}/${file}`)

/** The reference has the examples of the docstrings, which run where they stand. */
const pages = ["README.md", "CONTRIBUTING.md", ...filesIn("docs")].filter((page) => !page.startsWith("docs/reference/"))

const blocks = pages.flatMap((page) => codeBlocks(repositoryFile(page)).map((block) => ({ ...block, page })))

describe("the blocks of code on pages", () => {
  it("are run by a suite that names their page, or say that they are not", () => {
    const suites = readdirSync(`${root}test/suites/docs`).map((name) => repositoryFile(`test/suites/docs/${name}`))
    assert.isAbove(blocks.length, 90)
    assert.deepStrictEqual(unrunBlocks(blocks, suites.join("\n")), [])
  })

  it("of JSON can be parsed", () => {
    const json = blocks.filter(({ language }) => language === "json")
    assert.isAbove(json.length, 7)
    for (const { code, page } of json) assert.doesNotThrow(() => JSON.parse(code), page)
  })

  it("are found where a page shows code that nobody runs, or a program that no suite knows", () => {
    const block = (language: string, info: string) => ({ page: "docs/a.md", language, info, code: "x" })
    const suite = '"docs/b.md": { "b.ts": "" }'
    assert.deepStrictEqual(
      unrunBlocks([block("sh", ""), block("ts", "b.ts"), block("sh", "no-run"), block("text", "")], suite),
      ["docs/a.md: no suite runs its block of sh", "docs/a.md: no suite runs its block of ts b.ts"],
    )
    assert.deepStrictEqual(unrunBlocks([{ ...block("ts", "c.ts"), page: "docs/b.md" }], suite), [
      "docs/b.md: no suite runs its block of ts c.ts",
    ])
    assert.deepStrictEqual(unrunBlocks([{ ...block("ts", "b.ts"), page: "docs/b.md" }], suite), [])
  })
})
