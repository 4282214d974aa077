/**
 * Finds records in which a name is looked up that may come from outside: `record["constructor"]` is there in each of them.
 *
 * A record is known by how it is declared where it is used: as one of any names, by a cast, or as what an effect gives.
 */
import { type ESTree, parseSync, Visitor } from "rolldown/utils"
import type { Sources } from "./sources.ts"

/** The one file that looks names up. */
const lookup = "packages/core/src/domain/own.ts"

const ofAnyName = /\bRecord<string,|\{\s*(?:readonly )?\[\w+: string\]/

const isNamed = (property: ESTree.Expression): boolean => property.type !== "Literal"

const faultsIn = (file: string, text: string): ReadonlyArray<string> => {
  const { program } = parseSync(file, text)
  const records = new Set<string>()
  const note = (pattern: {
    readonly type: string
    readonly name?: string
    readonly typeAnnotation?: ESTree.TSTypeAnnotation | null
  }): void => {
    const { name, type, typeAnnotation } = pattern
    if (type !== "Identifier" || name === undefined || !typeAnnotation) return
    if (ofAnyName.test(text.slice(typeAnnotation.start, typeAnnotation.end))) records.add(name)
  }
  const noteAll = ({ params }: { readonly params: ReadonlyArray<object> }): void => {
    for (const param of params) note(param as Parameters<typeof note>[0])
  }
  new Visitor({
    VariableDeclarator: ({ id }) => note(id as Parameters<typeof note>[0]),
    FunctionDeclaration: noteAll,
    FunctionExpression: noteAll,
    ArrowFunctionExpression: noteAll,
  }).visit(program)
  const isRecord = (object: ESTree.Expression | ESTree.Super): boolean => {
    if (object.type === "ParenthesizedExpression") return isRecord(object.expression)
    if (object.type === "TSAsExpression")
      return ofAnyName.test(text.slice(object.typeAnnotation.start, object.typeAnnotation.end))
    return object.type === "YieldExpression" || (object.type === "Identifier" && records.has(object.name))
  }
  const written = new Set<number>()
  const faults: Array<string> = []
  new Visitor({
    AssignmentExpression: ({ left }) => void written.add(left.start),
    MemberExpression: (node) => {
      if (
        !node.computed ||
        written.has(node.start) ||
        !isNamed(node.property as ESTree.Expression) ||
        !isRecord(node.object)
      )
        return
      const line = text.slice(0, node.start).split("\n").length
      faults.push(
        `${file}:${line}: ${text.slice(node.start, node.end)} finds what every object has: use own() of domain/own.ts, or a Map`,
      )
    },
  }).visit(program)
  return faults
}

/** Says where names are looked up in records by hand. */
export const faultsOfLookups = (sources: Sources): ReadonlyArray<string> =>
  [...sources].flatMap(([file, text]) => (file.endsWith(".ts") && file !== lookup ? faultsIn(file, text) : []))
