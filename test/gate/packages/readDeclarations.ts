/**
 * What a file of declarations says: what it declares, what it names of others, and what it lets out.
 */
import { readFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { type ESTree, parseSync } from "rolldown/utils"

/** A name in a file; `*` stands for all that the file lets out. */
export interface Place {
  readonly file: string
  readonly name: string
}

/** One declaration, without its comments. */
export interface Declared {
  readonly text: string
  /** The names of the same file that it mentions. */
  readonly mentions: ReadonlySet<string>
  /** What it names in other files by `import()`. */
  readonly places: ReadonlyArray<Place>
}

/** A file of declarations. */
export interface Declarations {
  readonly declared: ReadonlyMap<string, ReadonlyArray<Declared>>
  readonly imported: ReadonlyMap<string, Place>
  /** What is let out, by the name that it has outside. */
  readonly exported: ReadonlyMap<string, Place>
  /** Files of which everything is let out. */
  readonly everythingOf: ReadonlyArray<string>
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string }

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value

const childrenOf = (node: Node): ReadonlyArray<Node> => Object.values(node).flat().filter(isNode)

/** Where a name of several words begins. */
const firstWord = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined
  if (node.type === "Identifier") return String(node["name"])
  return firstWord(node["left"] ?? node["object"])
}

/** The parts of a declaration that name a type or a value. */
const namedIn = (node: Node): string | undefined =>
  firstWord(
    node["typeName"] ??
      node["exprName"] ??
      node["superClass"] ??
      (/Heritage|Implements/.test(node.type) ? node["expression"] : undefined),
  )

/** The text of a declaration without what is said about it, indented as the rest of this repository. */
const bare = (text: string): string =>
  text
    .replace(/^(?:export )?(?:declare )?/, "")
    .replaceAll(/[ \t]*\/\*\*[^]*?\*\/\n?/g, "")
    .replaceAll(/^(?: {4})+/gm, (indent) => indent.slice(indent.length / 2))

/** Reads a file of declarations; modules of others are of no concern. */
export const readDeclarations = (file: string): Declarations => {
  const source = readFileSync(file, "utf8")
  const { program } = parseSync(file, source)
  const fileOf = (specifier: string): string | undefined =>
    specifier.startsWith(".") ? resolve(dirname(file), specifier.replace(/\.js$/, ".d.ts")) : undefined

  const declared = new Map<string, Array<Declared>>()
  const imported = new Map<string, Place>()
  const exported = new Map<string, Place>()
  const everythingOf: Array<string> = []

  const read = (node: Node, text: string): Declared => {
    const mentions = new Set<string>()
    const places: Array<Place> = []
    const visit = (each: Node): void => {
      const name = namedIn(each)
      if (name !== undefined) mentions.add(name)
      if (each.type === "TSImportType" && isNode(each["source"])) {
        const from = fileOf(String(each["source"]["value"]))
        if (from !== undefined) places.push({ file: from, name: firstWord(each["qualifier"]) ?? "*" })
      }
      childrenOf(each).forEach(visit)
    }
    visit(node)
    return { text: bare(text), mentions, places }
  }

  const declareAll = (declaration: ESTree.Declaration, span: ESTree.Span): ReadonlyArray<string> => {
    const ids =
      declaration.type === "VariableDeclaration"
        ? declaration.declarations.map(({ id }) => id)
        : ["id" in declaration ? declaration.id : undefined]
    const names = ids.map((id) => firstWord(id)).filter((name) => name !== undefined)
    if (!isNode(declaration)) return []
    for (const name of names) {
      declared.set(name, [...(declared.get(name) ?? []), read(declaration, source.slice(span.start, span.end))])
    }
    return names
  }

  const nameOf = (node: ESTree.ModuleExportName): string => (node.type === "Literal" ? node.value : node.name)

  for (const statement of program.body) {
    switch (statement.type) {
      case "ImportDeclaration": {
        const from = fileOf(statement.source.value)
        if (from === undefined) break
        for (const specifier of statement.specifiers) {
          const name = specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : "*"
          imported.set(specifier.local.name, { file: from, name })
        }
        break
      }
      case "ExportNamedDeclaration": {
        if (statement.declaration !== null) {
          for (const name of declareAll(statement.declaration, statement)) exported.set(name, { file, name })
        }
        const from = statement.source === null ? file : fileOf(statement.source.value)
        if (from === undefined) break
        for (const specifier of statement.specifiers) {
          const name = nameOf(specifier.local)
          exported.set(
            nameOf(specifier.exported),
            (from === file ? imported.get(name) : undefined) ?? { file: from, name },
          )
        }
        break
      }
      case "ExportAllDeclaration": {
        const from = fileOf(statement.source.value)
        if (from === undefined) break
        if (statement.exported === null) everythingOf.push(from)
        else exported.set(nameOf(statement.exported), { file: from, name: "*" })
        break
      }
      case "VariableDeclaration":
      case "FunctionDeclaration":
      case "TSDeclareFunction":
      case "ClassDeclaration":
      case "TSTypeAliasDeclaration":
      case "TSInterfaceDeclaration":
        declareAll(statement, statement)
        break
    }
  }
  return { declared, imported, exported, everythingOf }
}
