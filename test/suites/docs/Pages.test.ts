import { existsSync, readdirSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { deadLinks, deadMentions, deadPaths, index, type Pages, unreachable } from "../../docs/pages.ts"
import { repositoryFile } from "../../support/examples.ts"
import { root } from "../../support/scripts.ts"

const filesIn = (folder: string, ending: string): ReadonlyArray<string> =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`)

const textsOf = (files: ReadonlyArray<string>) => new Map(files.map((file) => [file, repositoryFile(file)]))

const packages = ["core", "node-runner", "deno-runner"]

const pages: Pages = {
  texts: textsOf([
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    ...packages.map((name) => `packages/${name}/README.md`),
    ...filesIn("docs", ".md"),
  ]),
  exists: (path) => existsSync(`${root}${path}`),
}

const planted = (texts: Readonly<Record<string, string>>): Pages => ({
  texts: new Map(Object.entries(texts)),
  exists: (path) => path in texts || path === "docs",
})

describe("the pages", () => {
  it("link to files and headings that there are", () => {
    assert.isAbove(pages.texts.size, 12)
    assert.deepStrictEqual(deadLinks(pages), [])
  })

  it("are all found by who begins at the index", () => {
    assert.isTrue(pages.texts.has(index))
    assert.deepStrictEqual(unreachable(pages), [])
  })

  it("name files of the repository that there are", () => {
    assert.deepStrictEqual(deadPaths(pages), [])
  })

  it("that help and docstrings speak of are there", () => {
    const sources = textsOf(packages.flatMap((name) => filesIn(`packages/${name}/src`, ".ts")))
    assert.isAbove(sources.size, 300)
    assert.deepStrictEqual(deadMentions(sources, pages.exists), [])
  })
})

describe("a fault among the pages is found", () => {
  it("where a link leads to no file", () => {
    const texts = { [index]: "[a](gone.md), [b](../docs), [c](https://example.org/x), `[d](code.md)`" }
    assert.deepStrictEqual(deadLinks(planted(texts)), [`${index}: there is nothing at gone.md`])
  })

  it("where a link leads to no heading, on its own page or another", () => {
    const texts = {
      [index]:
        "# A `page`, of two\n\n[own](#a-page-of-two) [none](#two) [other](b.md#it) [again](b.md#it-1) [no](b.md#it-2)",
      "docs/b.md":
        "# It\n\n```sh\n# no-heading\n```\n\n## It\n\n[code](#no-heading)\n\n[by name][n]\n\n[n]: README.md#gone",
    }
    assert.deepStrictEqual(deadLinks(planted(texts)), [
      `${index}: there is no heading for #two`,
      `${index}: there is no heading for b.md#it-2`,
      "docs/b.md: there is no heading for #no-heading",
      "docs/b.md: there is no heading for README.md#gone",
    ])
  })

  it("where no way leads to a page, not even over others", () => {
    const texts = { [index]: "[a](a.md)", "docs/a.md": "[b](b.md)", "docs/b.md": "", "docs/c.md": "[a](a.md)" }
    assert.deepStrictEqual(unreachable(planted(texts)), [`docs/c.md: no way leads there from ${index}`])
  })

  it("where it names a file of the repository that has gone", () => {
    const texts = { [index]: "`test/gate/gone.ts`, `test/gate`", "test/gate": "" }
    assert.deepStrictEqual(deadPaths(planted(texts)), [`${index}: there is no test/gate/gone.ts`])
  })

  it("where a source speaks of a page that has gone", () => {
    const sources = new Map([["flag.ts", '"as for an export (docs/where.md, docs/gone.md)"']])
    assert.deepStrictEqual(
      deadMentions(sources, (path) => path === "docs/where.md"),
      ["flag.ts: there is no docs/gone.md"],
    )
  })
})
