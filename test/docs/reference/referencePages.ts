/**
 * The reference: a page for each door, made from the docstrings of the sources and the signatures in `test/api`.
 */
import { codeBlocks } from "../../support/examples.ts"
import { type Declaration, exportsOf, find } from "../../support/publicNames/Declaration.ts"
import { type Door, doors } from "../../support/publicNames/doors.ts"
import { docstringOf, saysSomething } from "../../support/publicNames/Source.ts"
import { anchorMaker } from "../pages.ts"
import { signaturesOf } from "./signatures.ts"

const folder = "reference"

/** `@zoho-bulk/core/Auth` is on `Auth.md`, `@zoho-bulk/node-runner/sqlite` on `node-runner-sqlite.md`. */
const fileOf = (specifier: string): string =>
  `${specifier
    .replace(/^@zoho-bulk\//, "")
    .replace(/^core\//, "")
    .replaceAll("/", "-")}.md`

/** The first paragraph of a docstring, on one line, and its first example. */
const partsOf = (docstring: string) => {
  const [first = ""] = docstring.split(/\n\s*\n/)
  const [example] = codeBlocks(`${docstring}\n`).filter(({ language }) => language === "ts")
  return { sentence: first.replaceAll(/\s+/g, " ").trim(), example: example?.code.trim() }
}

/** A name of a door, and what its docstring says of it. */
interface Entry {
  readonly name: string
  readonly sentence: string
  readonly example: string | undefined
  readonly category: string | undefined
}

const entryOf = (name: string, declarations: ReadonlyArray<Declaration>): Entry => {
  const docstrings = declarations.flatMap(({ docstring }) => (saysSomething(docstring) ? [docstring ?? ""] : []))
  const parts = docstrings.map(partsOf)
  return {
    name,
    sentence: parts[0]?.sentence ?? "",
    example: parts.find(({ example }) => example !== undefined)?.example,
    category: docstrings
      .map((docstring) => /^@category (.+)$/m.exec(docstring)?.[1])
      .find((each) => each !== undefined),
  }
}

/** The names of a door, each with what is said of it; a namespace is said by the door of its own. */
const entriesOf = ({ source }: Door): ReadonlyArray<Entry> =>
  exportsOf(source)
    .filter(({ namespace }) => namespace === undefined)
    .map(({ name }) => entryOf(name, find(source, name)))
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"))

const namespacesOf = ({ source }: Door): ReadonlyArray<string> =>
  exportsOf(source).flatMap(({ name, namespace }) => (namespace === undefined ? [] : [name]))

const fence = (code: string): string => `\`\`\`ts\n${code}\n\`\`\``

const inLink = (text: string): string => text.replaceAll("|", "\\|")

const marker = "<!-- Written by `pnpm docs:write` from the docstrings of the sources and from test/api. -->"

const sectionOf = ({ category, example, name, sentence }: Entry, signature: string | undefined): string =>
  [
    `## \`${name}\``,
    `${sentence}${category === undefined ? "" : ` _(${category})_`}`,
    ...(signature === undefined ? [] : [fence(signature)]),
    ...(example === undefined ? [] : ["For example:", fence(example)]),
  ].join("\n\n")

const pageOf = (door: Door): string => {
  const signatures = signaturesOf(door.specifier)
  const { sentence } = partsOf(docstringOf(door.source) ?? "")
  const namespaces = namespacesOf(door).map((name) => `[\`${name}\`](${name}.md)`)
  return [
    `# \`${door.specifier}\``,
    marker,
    sentence,
    ...(namespaces.length === 0 ? [] : [`Namespaces, each with a page of its own: ${namespaces.join(", ")}.`]),
    ...entriesOf(door).map((entry) => sectionOf(entry, signatures.get(entry.name))),
  ].join("\n\n")
}

/** Doors that let something out; what is run and lets nothing out is a program. */
const shown = doors.filter((door) => exportsOf(door.source).length > 0)

const rowOf = (door: Door): string => {
  const anchorOf = anchorMaker()
  anchorOf(door.specifier)
  const file = fileOf(door.specifier)
  const names = entriesOf(door).map(({ name }) => `[\`${inLink(name)}\`](${file}#${anchorOf(name)})`)
  return `## [\`${door.specifier}\`](${file})\n\n${partsOf(docstringOf(door.source) ?? "").sentence}\n\n${names.join(" · ")}`
}

const indexPage = (): string =>
  [
    "# Reference",
    marker,
    "Every public name, by the door that it is imported from. The [library page](../library.md) says how they are used together.",
    ...shown.map(rowOf),
  ].join("\n\n")

/** The pages of the reference, by their names in `docs`. */
export const referencePages: ReadonlyArray<readonly [name: string, text: () => string]> = [
  [`${folder}/README.md`, indexPage],
  ...shown.map((door) => [`${folder}/${fileOf(door.specifier)}`, () => pageOf(door)] as const),
]
