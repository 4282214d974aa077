import { assert, describe, it } from "@effect/vitest"
import { type Declaration, declarationsIn, exportsOf } from "../../support/publicNames/Declaration.ts"
import { doors, publicNames } from "../../support/publicNames/doors.ts"
import { keysOf } from "../../support/publicNames/keysOf.ts"
import { docstringOf, hasExample, placeOf, saysSomething, type Source } from "../../support/publicNames/Source.ts"

const names = publicNames()
const declarations = names.flatMap((each) => each.declarations)

const isNamespace = ({ node }: Declaration): boolean => node.type === "TSModuleDeclaration"

/** What stands in the namespace of a verb, such as `createReadJob.Request`. */
const membersOf = ({ name, node, source }: Declaration): ReadonlyArray<Declaration> =>
  node.type === "TSModuleDeclaration" && node.body !== null
    ? declarationsIn(source, node.body.body).map((member) => ({ ...member, name: `${name}.${member.name}` }))
    : []

const members = declarations.flatMap(membersOf)

const at = ({ node, source }: Declaration): string => placeOf(source, node)

/** What is missing of a name, whichever of its declarations might have it. */
const missingOf = (name: string, found: ReadonlyArray<Declaration>): ReadonlyArray<string> => {
  const [first] = found
  if (first === undefined) return [`${name}: no declaration was found`]
  const things = found.filter((each) => !isNamespace(each))
  return [
    ...(things.some(({ docstring }) => saysSomething(docstring)) ? [] : [`${at(first)} ${name}: no sentence`]),
    ...(things.some(({ docstring }) => hasExample(docstring)) ? [] : [`${at(first)} ${name}: no example`]),
    ...things
      .filter(({ docstring = "" }) => !/^@category \w/m.test(docstring))
      .map((thing) => `${at(thing)} ${name}: no category`),
    ...found
      .filter((each) => isNamespace(each) && !saysSomething(each.docstring))
      .map((each) => `${at(each)} ${name}: no sentence on its namespace`),
  ]
}

const nothing = (missing: ReadonlyArray<string>): void =>
  assert.strictEqual(missing.length, 0, `${missing.length} are missing:\n${missing.join("\n")}\n`)

describe("every public name", () => {
  it("is found, behind each door", () => {
    assert.isAtLeast(doors.length, 19)
    assert.isAtLeast(names.length, 150)
  })

  it("has a docstring with a sentence, an example and a category", () => {
    nothing(names.flatMap(({ declarations, name }) => missingOf(name, declarations)))
  })

  it("has a sentence for each type in its namespace", () => {
    nothing(members.filter(({ docstring }) => !saysSomething(docstring)).map((each) => `${at(each)} ${each.name}`))
  })

  it("has a sentence for each of its keys", () => {
    const keys = keysOf([...declarations, ...members])
    assert.isAtLeast(keys.length, 300)
    nothing(keys.filter(({ isExplained }) => !isExplained).map(({ name, place }) => `${place} ${name}`))
  })
})

/** What is run and lets nothing out is used in a shell. */
const isScript = (source: Source): boolean => exportsOf(source).length === 0

describe("every door", () => {
  it("says what it is for, with an example", () => {
    nothing(
      doors.flatMap(({ source, specifier }) => {
        const docstring = docstringOf(source)
        return [
          ...(saysSomething(docstring) ? [] : [`${source.path} ${specifier}: no sentence`]),
          ...(hasExample(docstring) || isScript(source) ? [] : [`${source.path} ${specifier}: no example`]),
        ]
      }),
    )
  })

  it("is narrow: the main one has at most 42 names", () => {
    const main = doors.filter(({ specifier }) => specifier === "@zoho-bulk/core")
    const flat = new Set(main.flatMap(({ source }) => exportsOf(source).map(({ name }) => name)))
    assert.isAtLeast(flat.size, 20)
    assert.isAtMost(flat.size, 42)
  })
})
