import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Effect, type Scope } from "effect"

const root = fileURLToPath(new URL("../../", import.meta.url))

/** A block of code in a text: its language, what else its fence says, and the code. */
export interface CodeBlock {
  readonly language: string
  readonly info: string
  readonly code: string
}

/** The blocks of a Markdown text. */
export const codeBlocks = (markdown: string): ReadonlyArray<CodeBlock> =>
  [...markdown.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language = "", info = "", code = ""]) => ({
    language,
    info,
    code,
  }))

/** Reads a file of the repository. */
export const repositoryFile = (path: string): string => readFileSync(`${root}${path}`, "utf8")

/** The sources of all packages, by path. */
export const packageSources = (): ReadonlyArray<string> =>
  ["core", "node-runner", "deno-runner"].flatMap((name) =>
    readdirSync(`${root}packages/${name}/src`, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => `packages/${name}/src/${path}`),
  )

/** The examples in the docstrings of a source. */
export const docstringExamples = (source: string): ReadonlyArray<string> =>
  [...repositoryFile(source).matchAll(/\/\*\*[\s\S]*?\*\//g)]
    .map(([docstring]) => docstring.replace(/^ *\* ?/gm, ""))
    .flatMap(codeBlocks)
    .filter(({ language }) => language === "ts")
    .map(({ code }) => code)

/** A folder inside the workspace, so that its modules find the packages; gone when the scope closes. */
export const exampleFolder = (files: Readonly<Record<string, string>>): Effect.Effect<string, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      mkdirSync(`${root}test/.examples`, { recursive: true })
      const folder = mkdtempSync(`${root}test/.examples/`)
      for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text)
      return folder
    }),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true })),
  )
