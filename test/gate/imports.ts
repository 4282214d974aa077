/**
 * What a file of TypeScript imports, types included: read from its syntax, so that examples in comments are no imports.
 */
import { parseSync, Visitor } from "rolldown/utils"
import type { Sources } from "./sources.ts"

/** One import of a file. */
export interface Import {
  /** The module as the file spells it; absent where it is computed, and nobody can tell what is imported. */
  readonly specifier: string | undefined
  /** Whether it goes away with the types, as `import type` does: `import { type A }` still loads the module. */
  readonly isType: boolean
}

/** What each file imports. */
export type ImportsByFile = ReadonlyMap<string, ReadonlyArray<Import>>

/** Lists every import of a file: static, re-exported, late (`import()`), and those inside of types. */
const importsOf = (file: string, text: string): ReadonlyArray<Import> => {
  const { errors, program } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`)
  const imports: Array<Import> = []
  const add = (source: { readonly value?: unknown }, isType: boolean): void => {
    imports.push({ specifier: typeof source.value === "string" ? source.value : undefined, isType })
  }
  new Visitor({
    ImportDeclaration: ({ importKind, source }) => add(source, importKind === "type"),
    ExportAllDeclaration: ({ exportKind, source }) => add(source, exportKind === "type"),
    ExportNamedDeclaration: ({ exportKind, source }) => {
      if (source !== null) add(source, exportKind === "type")
    },
    ImportExpression: ({ source }) => add({ value: source.type === "Literal" ? source.value : undefined }, false),
    TSImportType: ({ source }) => add(source, true),
  }).visit(program)
  return imports
}

/** Lists the imports of every file of TypeScript. */
export const importsByFile = (sources: Sources): ImportsByFile =>
  new Map([...sources].filter(([file]) => file.endsWith(".ts")).map(([file, text]) => [file, importsOf(file, text)]))
