import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { installTools, toolsFolder } from "../gate/tools.ts"
import { root } from "../gate/tree.ts"
import type { Mutant, Mutated } from "./Mutant.ts"

interface Position {
  readonly line: number
  readonly column: number
}

/** What of Stryker is used: what makes the mutants, and puts all of them into the sources. */
interface Stryker {
  readonly Instrumenter: new (log: object) => {
    readonly instrument: (
      files: ReadonlyArray<{ readonly name: string; readonly content: string; readonly mutate: true }>,
      options: {
        readonly excludedMutations: ReadonlyArray<string>
        readonly ignorers: ReadonlyArray<never>
        readonly plugins: null
      },
    ) => Promise<{
      readonly files: ReadonlyArray<{ readonly name: string; readonly content: string }>
      readonly mutants: ReadonlyArray<{
        readonly id: string
        readonly fileName: string
        readonly location: { readonly start: Position; readonly end: Position }
        readonly mutatorName: string
        readonly replacement: string
      }>
    }>
  }
}

const silent = new Proxy({}, { get: (_, name) => () => (String(name).startsWith("is") ? false : undefined) })

const load = async (): Promise<Stryker> => {
  await installTools()
  const tool = createRequire(resolve(toolsFolder, "package.json")).resolve("@stryker-mutator/instrumenter")
  return import(pathToFileURL(tool).href)
}

/** Where lines begin in a text. */
const lineStarts = (text: string): ReadonlyArray<number> => [0, ...text.matchAll(/\n/g).map(({ index }) => index + 1)]

/** Makes every mutant that Stryker knows of the files; nothing is left out, not even what a comment would have it leave out. */
export const instrument = async (names: ReadonlyArray<string>): Promise<Mutated> => {
  const { Instrumenter } = await load()
  const sources = new Map(names.map((name) => [name, readFileSync(resolve(root, name), "utf8")]))
  const { files, mutants } = await new Instrumenter(silent).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { excludedMutations: [], ignorers: [], plugins: null },
  )
  return {
    texts: Object.fromEntries(files.map(({ content, name }) => [name, content])),
    mutants: mutants.map(({ fileName, id, location: { end, start }, mutatorName, replacement }): Mutant => {
      const text = sources.get(fileName) ?? ""
      const starts = lineStarts(text)
      const at = ({ column, line }: Position): number => (starts[line] ?? 0) + column
      const [from, to] = [at(start), at(end)]
      return {
        id,
        file: fileName,
        line: start.line + 1,
        column: start.column + 1,
        begin: from,
        end: to,
        kind: mutatorName,
        original: text.slice(from, to),
        replacement,
      }
    }),
  }
}
