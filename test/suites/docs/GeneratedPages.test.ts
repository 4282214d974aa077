import { readdirSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { generatedPages, isFresh } from "../../docs/generatedPages.ts"
import { repositoryFile } from "../../support/examples.ts"
import { root } from "../../support/scripts.ts"

describe("the generated pages", () => {
  for (const { name, text } of generatedPages) {
    it.live(`docs/${name} is what the code says; \`pnpm docs:write\` makes it anew`, () =>
      Effect.gen(function* () {
        assert.isTrue(isFresh(name, repositoryFile(`docs/${name}`), yield* text), `docs/${name} is stale`)
      }),
    )
  }

  it("are those that say so of themselves", () => {
    const pages = readdirSync(`${root}docs`, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".md"),
    )
    const saying = pages.filter((page) => repositoryFile(`docs/${page}`).includes("`pnpm docs:write`"))
    const names = generatedPages.map(({ name }) => name).filter((name) => name.endsWith(".md"))
    assert.sameMembers(saying, names)
  })

  it("may have other line breaks and wider tables, but not another word, and no other block of code", () => {
    const page = "# A\n\nOne two.\n\n| a   |\n| --- |\n| b   |\n\n```sh\nx  y\n```\n"
    assert.isTrue(isFresh("a.md", page, "# A\nOne\ntwo.\n\n| a |\n| ------ |\n| b |\n\n```sh\nx  y\n```\n"))
    assert.isFalse(isFresh("a.md", page, page.replace("two", "three")))
    assert.isFalse(isFresh("a.md", page, page.replace("x  y", "x y")))
    assert.isTrue(isFresh("a.json", '{ "a": 1 }', '{"a":1}'))
    assert.isFalse(isFresh("a.json", '{ "a": 1 }', '{"a":2}'))
  })
})
