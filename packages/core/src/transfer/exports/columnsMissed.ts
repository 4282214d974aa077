import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { ExportRequest } from "./ExportRequest.ts"

/** The columns that a schema cannot do without; none if it does not say so by itself. */
const columnsNeeded = <RD>(schema: Schema.Codec<unknown, unknown, RD, unknown>): ReadonlyArray<string> => {
  if (!Schema.isSchema(schema)) return []
  const { ast } = Schema.toEncoded(schema)
  return AST.isObjects(ast)
    ? ast.propertySignatures.flatMap(({ name, type }) => (AST.isOptional(type) ? [] : [String(name)]))
    : []
}

/** Finds the columns that a schema needs and an export was not asked for: its first row would fail, after a job was paid for. */
export const columnsMissed = <RD>(
  request: ExportRequest,
  schema: Schema.Codec<unknown, unknown, RD, unknown>,
): InvalidRequest | undefined => {
  // Programs without types may ask for anything, which is refused elsewhere.
  const fields: unknown = Predicate.isObject(request) ? request.fields : undefined
  if (!Array.isArray(fields) || fields.length === 0 || !fields.every(Predicate.isString)) return undefined
  const asked = new Set(["id", ...fields].map((field) => field.toLowerCase()))
  const missed = columnsNeeded(schema).filter((name) => !asked.has(name.toLowerCase()))
  if (missed.length === 0) return undefined
  return new InvalidRequest({
    problem: `The schema needs ${missed.join(", ")}, which ${missed.length === 1 ? "is" : "are"} not in fields`,
    remedy: "Add what is missing to fields, or leave it out of the schema.",
  })
}
