/**
 * Finds where the sources take what may come from outside for what it should be. A name that is looked up in a record by hand finds
 * `constructor` in each of them, and `Number(value)` of an unknown value takes `[3600]` for a number and throws on `{ "toString": 1 }`.
 *
 * The compiler says what a name and a value can be: names that our own code can list, and text, are as they should be.
 */
import { relative, resolve } from "node:path"
import { type Node, type SourceFile } from "typescript/unstable/ast"
import * as Is from "typescript/unstable/ast/is"
import { API, type Checker, type Type, TypeFlags } from "typescript/unstable/sync"
import { root } from "./tree.ts"

/** The one file that looks names up. */
const lookup = "packages/core/src/domain/own.ts"

/** Where names are looked up that come from tables of our own alone. */
const ofOwnTables = [
  "packages/core/src/emulator/model/readOptions.ts",
  "packages/core/src/emulator/organization/findRecord.ts",
  "packages/core/src/emulator/organization/writeRows.ts",
  "packages/core/src/emulator/requests/requestBody.ts",
  "packages/node-runner/src/environment.ts",
]

const anything = TypeFlags.Any | TypeFlags.Unknown

const anyName = anything | TypeFlags.String | TypeFlags.ESSymbol

const plain =
  TypeFlags.StringLike |
  TypeFlags.NumberLike |
  TypeFlags.BigIntLike |
  TypeFlags.BooleanLike |
  TypeFlags.Null |
  TypeFlags.Undefined |
  TypeFlags.Never

/** What makes a number or a text of a value, and what it may not be made of. */
const conversions = new Map<string, (type: Type) => boolean>([
  ["Number", ({ flags }) => (flags & plain) === 0],
  ["BigInt", ({ flags }) => (flags & plain) === 0],
  ["String", ({ flags }) => (flags & anything) !== 0],
])

/** All that a value can be. */
const membersOf = (type: Type, checker: Checker): ReadonlyArray<Type> => {
  if (type.isUnionType()) return (type.getTypes() ?? []).flatMap((member) => membersOf(member, checker))
  const bound = (type.flags & TypeFlags.Instantiable) === 0 ? undefined : checker.getBaseConstraintOfType(type)
  return bound === undefined || bound === type ? [type] : membersOf(bound, checker)
}

const isWritten = (node: Node): boolean => Is.isBinaryExpression(node.parent) && node.parent.left === node

const faultsOf = (source: SourceFile, file: string, checker: Checker): ReadonlyArray<string> => {
  const faults: Array<string> = []
  const can = (node: Node, be: (type: Type) => boolean): boolean => {
    const type = checker.getTypeAtLocation(node)
    return type !== undefined && membersOf(type, checker).some(be)
  }
  const tell = (node: Node, remedy: string): void => {
    const line = source.text.slice(0, node.getStart(source)).split("\n").length
    faults.push(`${file}:${line}: ${node.getText(source)} ${remedy}`)
  }
  const look = (node: Node): void => {
    if (Is.isElementAccessExpression(node) && !isWritten(node) && !ofOwnTables.includes(file)) {
      if (can(node.argumentExpression, ({ flags }) => (flags & anyName) !== 0))
        tell(node, "finds what every object has: use own() of domain/own.ts, or a Map")
    }
    if (Is.isCallExpression(node) && Is.isIdentifier(node.expression)) {
      const [value] = node.arguments
      const isWrong = conversions.get(node.expression.text)
      if (value !== undefined && isWrong !== undefined && can(value, isWrong))
        tell(node, "takes anything for what it should be: decode it by a schema, or narrow it first")
    }
    node.forEachChild(look)
  }
  source.forEachChild(look)
  return faults
}

/** What was found, and in how many files it was looked for. */
export interface OutsideValues {
  readonly seen: number
  readonly faults: ReadonlyArray<string>
}

/** Says where the packages trust a name or a value from outside. */
export const faultsOfOutsideValues = (): OutsideValues => {
  const compiler = new API({ cwd: root })
  try {
    const found = ["core", "node-runner", "deno-runner"].flatMap((name) => {
      const config = resolve(root, "packages", name, "tsconfig.json")
      const project = compiler.updateSnapshot({ openProjects: [config] }).getProject(config)
      if (project === undefined) throw new Error(`the compiler knows no ${config}`)
      return project.program.getSourceFileNames().flatMap((path) => {
        const file = relative(root, path)
        const source = file.startsWith(`packages/${name}/src/`) ? project.program.getSourceFile(path) : undefined
        return source === undefined ? [] : [file === lookup ? [] : faultsOf(source, file, project.checker)]
      })
    })
    return { seen: found.length, faults: found.flat() }
  } finally {
    compiler.close()
  }
}
