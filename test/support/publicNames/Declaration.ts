import { docstringBefore, type Node, type Source, sourceAt, type Statement } from "./Source.ts"

/** What a name of a file stands for, or one of the things where it is a value and a type at once. */
export interface Declaration {
  readonly source: Source
  readonly name: string
  readonly node: Node
  readonly docstring: string | undefined
}

/** What a statement declares, with or without `export`, by name. */
const declaredBy = (statement: Statement): ReadonlyArray<readonly [name: string, node: Node]> => {
  const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement
  switch (declaration?.type) {
    case "VariableDeclaration":
      return declaration.declarations.flatMap((each) => (each.id.type === "Identifier" ? [[each.id.name, each]] : []))
    case "ClassDeclaration":
    case "FunctionDeclaration":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSModuleDeclaration":
      return declaration.id?.type === "Identifier" ? [[declaration.id.name, declaration]] : []
    default:
      return []
  }
}

/** All that some statements of a file declare. */
export const declarationsIn = (source: Source, statements: ReadonlyArray<Statement>): ReadonlyArray<Declaration> =>
  statements.flatMap((statement) =>
    declaredBy(statement).map(([name, node]) => ({
      source,
      name,
      node,
      docstring: docstringBefore(source, statement),
    })),
  )

interface Elsewhere {
  readonly name: string
  readonly specifier: string
}

const nameOf = (node: { readonly type: string; readonly name?: string; readonly value?: string }): string =>
  node.name ?? node.value ?? ""

/** Where a name comes from that a file imports, or exports from another one. */
const originOf = ({ body }: Source, name: string): Elsewhere | undefined => {
  for (const statement of body) {
    if (statement.type === "ImportDeclaration") {
      const found = statement.specifiers.find(({ local }) => local.name === name)
      if (found?.type === "ImportSpecifier") return { name: nameOf(found.imported), specifier: statement.source.value }
    }
    if (statement.type === "ExportNamedDeclaration" && statement.source !== null) {
      const found = statement.specifiers.find(({ exported }) => nameOf(exported) === name)
      if (found !== undefined) return { name: nameOf(found.local), specifier: statement.source.value }
    }
  }
  return undefined
}

/** What a name stands for that is used or exported in a file, as far as this repository's own sources say it. */
export const find = (source: Source, name: string): ReadonlyArray<Declaration> => {
  const own = declarationsIn(source, source.body).filter((declaration) => declaration.name === name)
  if (own.length > 0) return own
  const origin = originOf(source, name)
  const other = origin === undefined ? undefined : sourceAt(source, origin.specifier)
  return origin === undefined || other === undefined ? [] : find(other, origin.name)
}

/** The names that a file exports, one by one; a namespace leads to a file of its own. */
export const exportsOf = ({ body }: Source): ReadonlyArray<{ readonly name: string; readonly namespace?: string }> =>
  body.flatMap((statement) => {
    if (statement.type === "ExportAllDeclaration") {
      const { exported, source } = statement
      return [{ name: exported === null ? "*" : nameOf(exported), namespace: source.value }]
    }
    if (statement.type !== "ExportNamedDeclaration") return []
    const listed = statement.specifiers.map(({ exported }) => ({ name: nameOf(exported) }))
    return [...listed, ...declaredBy(statement).map(([name]) => ({ name }))]
  })
