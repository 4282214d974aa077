import { assert, describe, it } from "@effect/vitest"
import { referencePages } from "../../docs/reference/referencePages.ts"
import { signaturesOf } from "../../docs/reference/signatures.ts"
import { sectionsOf } from "../../docs/sections.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { doors, publicNames } from "../../support/publicNames/doors.ts"

const pages = referencePages.map(([name]) => name).filter((name) => name !== "reference/README.md")

const entries = pages.flatMap((page) =>
  sectionsOf(repositoryFile(`docs/${page}`), 2).map(({ text, title }) => ({
    page,
    name: title.replaceAll("`", ""),
    text,
  })),
)

/** What an entry lacks: the words that a reader would miss. */
const lacking = ({ name, page, text }: (typeof entries)[number]): ReadonlyArray<string> => {
  const blocks = codeBlocks(`${text}\n`)
  const [sentence = ""] = text.trim().split("\n\n")
  return [
    ...(/^[A-Z`][^]*[.:)`](?:\s_\([\w\s]+\)_)?$/.test(sentence) ? [] : [`${page} ${name}: no sentence`]),
    ...(blocks.some(({ code }) => code.includes("import ")) ? [] : [`${page} ${name}: no example`]),
    ...(/(?:class|const|function|interface|type) \w+/.test(blocks[0]?.code ?? "")
      ? []
      : [`${page} ${name}: no signature`]),
  ]
}

describe("the reference", () => {
  it("has every public name, with a sentence, a signature and an example", () => {
    const names = publicNames().map(({ name }) => name.split(/: |\./).at(-1) ?? "")
    assert.isAbove(names.length, 350)
    const told = new Set(entries.map(({ name }) => name))
    assert.deepStrictEqual(
      names.filter((name) => !told.has(name)),
      [],
    )
    assert.deepStrictEqual(entries.flatMap(lacking), [])
  })

  it("has a page for every door that lets something out", () => {
    assert.isAbove(pages.length, 20)
    for (const { specifier } of doors.filter(({ specifier }) => !specifier.endsWith("/main")))
      assert.isTrue(
        pages.some((page) => repositoryFile(`docs/${page}`).startsWith(`# \`${specifier}\`\n`)),
        specifier,
      )
  })

  it("takes signatures from what the doors let out", () => {
    assert.match(signaturesOf("@zoho-bulk/core/Retry").get("backoff") ?? "", /^const backoff: RetryPolicy;$/)
    assert.include(signaturesOf("@zoho-bulk/core").get("AccessToken") ?? "", "class AccessToken extends")
    assert.isFalse(signaturesOf("@zoho-bulk/core").has("AccessToken_base"))
  })
})
