import { assert, describe, it } from "@effect/vitest"
import { Auth, Failure } from "@zoho-bulk/core"
import { environmentVariables, exitCode } from "@zoho-bulk/core/cli"
import { Fault, layer } from "@zoho-bulk/core/emulator"
import { settingNames } from "@zoho-bulk/core/runtime"
import { OperationName } from "@zoho-bulk/core/wire"
import { Effect, Layer, Predicate, Schema } from "effect"
import { sectionsOf } from "../../docs/sections.ts"
import { rowsOf } from "../../docs/tables.ts"
import { commandTree, type Known } from "../../parity/commandTree.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { everyFailure } from "../../support/everyFailure.ts"

/** A sentence begins with a capital and ends with a full stop; a list of words does neither. */
const isSentence = (text: string | undefined): boolean => /^[A-Z`*][^]*\.$/.test(text?.trim() ?? "")

/** What completions call, and nobody else: its help is in no list. */
const isHidden = (path: string): boolean => path === "complete"

/** What a page leaves out of the commands and flags that there are: the words of each that has no section, sentence or example. */
const untold = (tree: ReadonlyArray<Known>, pages: { readonly command: string; readonly settings: string }) => {
  const sections = new Map(sectionsOf(pages.command, 2).map(({ text, title }) => [title, text]))
  const settings = rowsOf(pages.settings, 1)
  const isTold = (flag: string, section = "", rows = rowsOf(section)): boolean =>
    rows.some(
      ({ cells }) => (cells[0] ?? "").split(", ").includes(`\`${flag}\``) && isSentence(cells[1]) && cells[2] !== "",
    ) || settings.some(({ cells, name }) => name === flag && isSentence(cells[2]) && cells.at(-1) !== "")
  return tree.flatMap(({ flags, isGroup, path: words }) => {
    const path = words.join(" ")
    if (isHidden(path)) return []
    const section = sections.get(path === "" ? "Every command" : path)
    const hasExample = codeBlocks(section ?? "").some(({ code }) => code.includes(`zoho-bulk ${path}`))
    return [
      ...((isGroup && path !== "mirror") || (section !== undefined && hasExample) ? [] : [path]),
      ...flags.filter((flag) => !isTold(flag, section)).map((flag) => `${path} ${flag}`.trim()),
    ]
  })
}

const pages = { command: repositoryFile("docs/command.md"), settings: repositoryFile("docs/settings.md") }

describe("docs/command.md and docs/settings.md", () => {
  it.effect("have a section for every command and a row for every flag, each with a sentence and an example", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(untold(yield* commandTree, pages), [])
    }),
  )

  it.effect("would be found out if one were missing", () =>
    Effect.gen(function* () {
      const tree = yield* commandTree
      const without = (line: RegExp) => untold(tree, { ...pages, command: pages.command.replace(line, "") })
      assert.deepStrictEqual(without(/^\| `--adopt` .*\n/m), ["resume --adopt"])
      assert.deepStrictEqual(without(/^## doctor$/m), ["doctor"])
      assert.deepStrictEqual(without(/^zoho-bulk views Leads$/m), ["views"])
    }),
  )

  it("name no flag that there is not any more", () =>
    Effect.runPromise(
      Effect.gen(function* () {
        const flags = (yield* commandTree).flatMap((known) => known.flags)
        const told = rowsOf(pages.command)
          .flatMap(({ name }) => name.split(", "))
          .filter((name) => name.startsWith("-"))
        assert.isAbove(told.length, 60)
        assert.deepStrictEqual(
          told.filter((flag) => !flags.includes(flag)),
          [],
        )
      }),
    ))

  it("have a row for every variable, with a sentence", () => {
    const rows = rowsOf(pages.settings)
    const missing = environmentVariables.filter(
      (variable) => !rows.some(({ cells, name }) => name.split(", ").includes(variable) && cells.some(isSentence)),
    )
    assert.deepStrictEqual(missing, [])
    for (const { flag, variable } of Object.values(settingNames))
      assert.isTrue(
        rows.some(({ cells, name }) => name === variable && cells[1] === `\`--${flag}\``),
        variable,
      )
  })
})

describe("docs/failures.md", () => {
  const page = repositoryFile("docs/failures.md")

  it("says of every failure what happened and what to do, with an example", () => {
    const sections = new Map(sectionsOf(page, 4).map(({ text, title }) => [title.replaceAll("`", ""), text.trim()]))
    const tags = [...everyFailure.map(({ _tag }) => _tag), "RowNotDecodable"]
    assert.sameMembers([...sections.keys()], tags)
    for (const [tag, text] of sections) {
      assert.isTrue(isSentence(text), tag)
      assert.isAtLeast(text.split(/[.:;] /).length, 2, tag)
      assert.match(text, /`|\]\(|Profiles|status page|support|Wait/, tag)
    }
  })

  it("names no field of a failure that it does not have", () => {
    const classes: Readonly<Record<string, unknown>> = { ...Failure, ConsentNotGiven: Auth.ConsentNotGiven }
    const sections = sectionsOf(page, 4).map(({ text, title }) => ({ tag: title.replaceAll("`", ""), text }))
    const named = sections.flatMap(({ tag, text }) =>
      [...text.matchAll(/(?<=\s)`(?!null`)([a-z][A-Za-z]+)`/g)].map(([, field = ""]) => ({ field, tag })),
    )
    assert.isAbove(named.length, 15)
    const missing = named.filter(({ field, tag }) => {
      const found = classes[tag]
      return !(Predicate.hasProperty(found, "fields") && Predicate.hasProperty(found.fields, field))
    })
    assert.deepStrictEqual(missing, [])
  })

  it("says of every exit code what it means, with an example", () => {
    const rows = rowsOf(sectionsOf(page, 2).find(({ title }) => title === "Exit codes")?.text ?? "")
    assert.deepStrictEqual(
      rows.map(({ name }) => Number(name)),
      Object.values(exitCode),
    )
    for (const { cells, name } of rows) assert.isTrue(isSentence(cells[1]) && cells[2] !== "", name)
  })
})

describe("docs/emulator.md", () => {
  const section = sectionsOf(repositoryFile("docs/emulator.md"), 2).find(({ title }) => title === "Faults")?.text ?? ""
  const isTold = ({ cells }: { readonly cells: ReadonlyArray<string> }) => cells.slice(1).every((cell) => cell !== "")

  it("has a row for everything that a fault does, and one for each of its keys", () => {
    const { does, ...others } = Fault.fields
    const told = rowsOf(section).filter(isTold)
    assert.deepStrictEqual(
      told.map(({ name }) => name),
      [...does.literals, "does", ...Object.keys(others)],
    )
  })

  it("names every operation that a fault may be for", () => {
    for (const name of OperationName.literals) assert.include(section, `\`${name}\``)
  })

  it("shows faults that the emulator takes", () =>
    Effect.runPromise(
      Effect.gen(function* () {
        const shown = codeBlocks(section).filter(({ info }) => info === "faults.json")
        assert.lengthOf(shown, 1)
        const faults = yield* Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Array(Fault)))(shown[0]?.code)
        assert.isAbove(faults.length, 2)
        yield* Effect.scoped(Layer.build(layer({ faults })))
      }),
    ))
})
