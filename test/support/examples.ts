import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { Effect, type Scope } from "effect"
import { thisRuntime } from "./runtime.ts"
import { root } from "./scripts.ts"

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

const packageSources = (): ReadonlyArray<string> =>
  ["core", "node-runner", "deno-runner"].flatMap((name) =>
    readdirSync(`${root}packages/${name}/src`, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => `packages/${name}/src/${path}`),
  )

const docstringExamplesIn = (source: string): ReadonlyArray<string> =>
  [...repositoryFile(source).matchAll(/\/\*\*[\s\S]*?\*\//g)]
    .map(([docstring]) => docstring.replace(/^ *\* ?/gm, ""))
    .flatMap(codeBlocks)
    .filter(({ language }) => language === "ts")
    .map(({ code }) => code)

/** What shows the other runtime's runner runs there alone. */
const isOfThisRuntime = (source: string): boolean =>
  source.startsWith("packages/core/") || source.startsWith(`packages/${thisRuntime}-runner/`)

/** The examples in docstrings that are of this runtime: where each stands, its code, and a file name for it. */
export const docstringExamples = () =>
  packageSources()
    .filter(isOfThisRuntime)
    .flatMap((source) =>
      docstringExamplesIn(source).map((code, index) => ({
        source,
        code,
        file: `${source.replaceAll(/\W/g, "_")}_${index}.ts`,
      })),
    )

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
