/**
 * Functions that are compiled together with their file.
 */
import { parseSync, Visitor } from "rolldown/utils"

/** A part of a text. */
interface Part {
  readonly start: number
  readonly end: number
}

/** The functions that stand where a value does, and so can be put into parentheses: methods cannot. */
const functionValues = (program: ReturnType<typeof parseSync>["program"]): ReadonlyArray<Part> => {
  const values: Array<Part> = []
  const methods = new Set<Part>()
  new Visitor({
    MethodDefinition: ({ value }) => void methods.add(value),
    Property: ({ kind, method, value }) => void (method || kind !== "init" ? methods.add(value) : undefined),
    ArrowFunctionExpression: (node) => void values.push(node),
    FunctionExpression: (node) => void (methods.has(node) ? undefined : values.push(node)),
  }).visit(program)
  return values
}

/**
 * Writes the functions that begin at these places so that V8 compiles them at once, as it does those in parentheses. Runtimes keep of a file
 * what was compiled before it ran: all else is compiled anew with each start. Functions that the file declares become variables at its
 * beginning, where they are before anything runs, as they were.
 */
export const compiledWithFile = (file: string, code: string, begun: ReadonlySet<number>): string => {
  const { program } = parseSync(file, code)
  const marks = new Map<number, string>()
  for (const { end, start } of functionValues(program)) {
    if (!begun.has(start)) continue
    marks.set(start, `${marks.get(start) ?? ""}(`)
    marks.set(end, `)${marks.get(end) ?? ""}`)
  }
  const places = [...marks.keys()].toSorted((one, other) => one - other)

  const written = ({ end, start }: Part): string => {
    const inside = places.filter((place) => place >= start && place < end)
    const starts = [start, ...inside]
    return starts
      .map((from, n) => `${n === 0 ? "" : marks.get(from)}${code.slice(from, starts[n + 1] ?? end)}`)
      .join("")
  }

  const imports = program.body.filter(({ type }) => type === "ImportDeclaration")
  const declared = program.body.flatMap((node) =>
    node.type === "FunctionDeclaration" && node.id !== null && begun.has(node.start) ? [{ ...node, id: node.id }] : [],
  )
  const variables = declared.map(({ async: isAsync, end, generator, id }) => {
    const head = `${isAsync ? "async " : ""}function${generator ? "*" : ""}`
    return `${id.name}=(${head}${written({ start: id.end, end })})`
  })
  const firstAfterImports = Math.max(0, ...imports.map(({ end }) => end))
  const cuts = [...declared, { start: code.length, end: code.length }]
  const rest = cuts.map(({ start }, n) => written({ start: cuts[n - 1]?.end ?? firstAfterImports, end: start }))
  const atFirst = variables.length === 0 ? "" : `\nvar ${variables.join(",")};`
  return `${code.slice(0, firstAfterImports)}${atFirst}${rest.join("")}`
}
