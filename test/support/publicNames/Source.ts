import { posix } from "node:path"
import { type ESTree, parseSync } from "rolldown/utils"
import { repositoryFile } from "../examples.ts"

/** A statement of a TypeScript file, at its top. */
export type Statement = ESTree.Program["body"][number]

/** Any part of a TypeScript file. */
export type Node = ESTree.Node

/** A TypeScript file of this repository, parsed. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly body: ReadonlyArray<Statement>
}

const read = new Map<string, Source>()

/** Reads and parses a file, once. */
export const readSource = (path: string): Source => {
  const known = read.get(path)
  if (known !== undefined) return known
  const text = repositoryFile(path)
  const source: Source = { path, text, body: parseSync(path, text).program.body }
  read.set(path, source)
  return source
}

/** The file that a relative import or export of a source leads to. */
export const sourceAt = ({ path }: Source, specifier: string): Source | undefined =>
  specifier.startsWith(".") ? readSource(posix.join(posix.dirname(path), specifier)) : undefined

/** Where a part of a file stands, as editors and terminals make a link of it. */
export const placeOf = ({ path, text }: Source, { start }: Node): string =>
  `${path}:${text.slice(0, start).split("\n").length}`

const textOf = (docstring: string): string => docstring.replaceAll(/^\s*(?:\/\*\*|\*\/|\*) ?|\s*\*\/$/gm, "").trim()

/** The docstring that stands directly before a part of a file. */
export const docstringBefore = ({ text }: Source, { start }: Node): string | undefined => {
  const [, found] = /(\/\*\*(?:(?!\*\/)[^])*\*\/)[ \t]*\n?[ \t]*$/.exec(text.slice(0, start)) ?? []
  return found === undefined ? undefined : textOf(found)
}

/** The docstring at the head of a file, which is about the file as a whole. */
export const docstringOf = ({ text }: Source): string | undefined => {
  const [found] = /^\/\*\*(?:(?!\*\/)[^])*\*\//.exec(text) ?? []
  return found === undefined ? undefined : textOf(found)
}

/** Tells whether a docstring begins by saying something, in a sentence. */
export const saysSomething = (docstring: string | undefined): boolean => {
  const [first = ""] = (docstring ?? "").split(/\n\s*\n/)
  return /^[^@*]/.test(first) && /[.:)]$/.test(first) && first.split(/\s+/).length > 2
}

/** Tells whether a docstring has an example that is run. */
export const hasExample = (docstring: string | undefined): boolean => /^```ts$/m.test(docstring ?? "")
