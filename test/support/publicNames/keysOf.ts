import { type Declaration, find } from "./Declaration.ts"
import { docstringBefore, type Node, placeOf, saysSomething, type Source } from "./Source.ts"

/** A key of something public: of options, a request, a job, a failure, a service. */
export interface Key {
  readonly name: string
  readonly place: string
  /** Whether a sentence says what it means, there or where else the same thing is declared. */
  readonly isExplained: boolean
}

interface Position {
  readonly source: Source
  /** What the keys below belong to. */
  readonly owner: string
  /** Whether the variant of a union is explained in which a key stands; then its tag needs no words of its own. */
  readonly isVariantExplained: boolean
}

/** Said once for all failures, where `Failure.Explained` declares them. */
const ofEveryFailure = ["isRetryable", "remedy", "summary", "message"]

/** What makes a schema, or a class, of the fields that it is given. */
const takesFields = /^(?:Schema\.(?:Struct|TaggedStruct|TaggedError)|Failure)\b/

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"

const childrenOf = (node: Node): ReadonlyArray<Node> =>
  Object.values(node)
    .flat()
    .filter((child) => isNode(child))

const bare = (node: Node): Node =>
  node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression" || node.type === "ParenthesizedExpression"
    ? bare(node.expression)
    : node

/** Finds the keys of some declarations, and of all in this repository that those are made of. */
export const keysOf = (declarations: ReadonlyArray<Declaration>): ReadonlyArray<Key> => {
  const keys = new Map<string, Key>()
  const seen = new Set<Node>()

  const note = ({ owner, source }: Position, key: Node, name: string, isExplained: boolean): void => {
    const id = `${source.path} ${owner}.${name}`
    const known = keys.get(id)
    keys.set(id, {
      name: `${owner}.${name}`,
      place: known?.place ?? placeOf(source, key),
      isExplained: isExplained || known?.isExplained === true,
    })
  }

  const follow = (source: Source, name: string): void => {
    for (const found of find(source, name)) {
      if (found.node.type !== "VariableDeclarator") enter(found)
    }
  }

  const enter = ({ docstring, name, node, source }: Declaration): void => {
    if (seen.has(node)) return
    seen.add(node)
    const position = { source, owner: name, isVariantExplained: saysSomething(docstring) }
    for (const child of childrenOf(node)) walk(child, position)
  }

  /** The object that a name stands for, whose keys are then its own. */
  const spread = (source: Source, name: string): void => {
    for (const { name: owner, node, source: own } of find(source, name)) {
      const fields = node.type === "VariableDeclarator" && node.init !== null ? bare(node.init) : undefined
      if (fields?.type !== "ObjectExpression" || seen.has(fields)) continue
      seen.add(fields)
      walkFields(fields, { source: own, owner, isVariantExplained: false })
    }
  }

  const walkFields = (fields: Node, position: Position): void => {
    if (fields.type === "Identifier") return spread(position.source, fields.name)
    if (fields.type !== "ObjectExpression") return
    for (const property of fields.properties) {
      if (property.type === "SpreadElement") {
        if (property.argument.type === "Identifier") spread(position.source, property.argument.name)
        continue
      }
      if (property.key.type !== "Identifier") continue
      const { name } = property.key
      const { source } = position
      const spelled = source.text.slice(property.value.start, property.value.end)
      const isTag = position.isVariantExplained && spelled.startsWith("Schema.Literal(")
      const named = property.shorthand ? find(source, name) : []
      const docstrings = [docstringBefore(source, property), ...named.map(({ docstring }) => docstring)]
      note(position, property, name, isTag || docstrings.some(saysSomething))
      walk(property.value, { ...position, owner: `${position.owner}.${name}`, isVariantExplained: false })
    }
  }

  const walkMember = (member: Node, position: Position): void => {
    const isMember =
      member.type === "TSPropertySignature" ||
      member.type === "TSMethodSignature" ||
      member.type === "PropertyDefinition" ||
      member.type === "MethodDefinition"
    if (!isMember) return walk(member, position)
    if (member.key.type !== "Identifier" || member.accessibility === "private") return
    const { name } = member.key
    if (member.type.endsWith("Definition") && ofEveryFailure.includes(name)) return
    const annotation = "typeAnnotation" in member ? member.typeAnnotation?.typeAnnotation : undefined
    const isTag = position.isVariantExplained && annotation?.type === "TSLiteralType"
    note(position, member, name, isTag || saysSomething(docstringBefore(position.source, member)))
    if (annotation) walk(annotation, { ...position, owner: `${position.owner}.${name}`, isVariantExplained: false })
  }

  const walk = (node: Node, position: Position): void => {
    const { source } = position
    const isExplained = saysSomething(docstringBefore(source, node))
    const here = isExplained ? { ...position, isVariantExplained: true } : position
    switch (node.type) {
      case "TSTypeLiteral":
        return node.members.forEach((member) => walkMember(member, here))
      case "TSInterfaceBody":
      case "ClassBody":
        return node.body.forEach((member) => walkMember(member, position))
      case "ArrowFunctionExpression":
      case "FunctionExpression":
      case "TSCallSignatureDeclaration":
        for (const parameter of node.params) {
          const annotated = parameter.type === "AssignmentPattern" ? parameter.left : parameter
          if ("typeAnnotation" in annotated && annotated.typeAnnotation) walk(annotated.typeAnnotation, position)
        }
        return
      case "CallExpression":
        walk(node.callee, position)
        if (node.typeArguments) walk(node.typeArguments, position)
        const isOfFields = takesFields.test(source.text.slice(node.callee.start, node.callee.end))
        for (const argument of node.arguments) {
          if (isOfFields) walkFields(bare(argument), here)
          else walk(argument, position)
        }
        return
      case "TSTypeReference":
        if (node.typeName.type === "Identifier") follow(source, node.typeName.name)
        if (node.typeArguments) walk(node.typeArguments, position)
        return
      case "TSInterfaceHeritage":
        if (node.expression.type === "Identifier") follow(source, node.expression.name)
        if (node.typeArguments) walk(node.typeArguments, position)
        return
      case "TSAsExpression":
      case "TSSatisfiesExpression":
        return walk(node.expression, position)
      case "TSFunctionType":
      case "TSTypeQuery":
      case "ObjectExpression":
      case "BlockStatement":
        return
      default:
        return childrenOf(node).forEach((child) => walk(child, position))
    }
  }

  declarations.forEach(enter)
  return [...keys.values()]
}
