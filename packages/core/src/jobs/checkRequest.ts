import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { describeValue } from "../failure/describeValue.ts"
import { didYouMean } from "../failure/didYouMean.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { formatPath } from "../wire/WireCodec.ts"

/** How deep a request may nest; conditions are all that nests in one. */
const deepest = 32

/** Requests are made by programs, and may be cyclic: no part of one is followed further than that. */
const nestsTooDeep = (value: unknown, depth = 0): boolean => {
  if (depth > deepest) return true
  const prototype: unknown = typeof value === "object" && value !== null ? Object.getPrototypeOf(value) : undefined
  return (
    (prototype === Object.prototype || Array.isArray(value)) &&
    Object.values(value as object).some((part) => nestsTooDeep(part, depth + 1))
  )
}

const format = SchemaIssue.makeFormatterStandardSchemaV1()

type Path = ReadonlyArray<string | number>

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((part, step) => (part as Readonly<Record<string | number, unknown>> | undefined)?.[step], value)

/** Says what is wrong with a request, where, and what it takes instead. */
const invalid = (
  name: string,
  keys: ReadonlyArray<string>,
  value: unknown,
  error: Schema.SchemaError,
): InvalidRequest => {
  const [issue] = format(error.issue).issues
  const path = (issue?.path ?? []).map((step) => (typeof step === "number" ? step : String(step)))
  const last = String(path.at(-1) ?? "")
  const where = path.length === 0 ? name : `${formatPath(path)} of ${name}`
  const known = `${name} takes ${keys.join(", ")}.`
  const found = valueAt(value, path)
  if (path.length === 1 && !keys.includes(last)) {
    return new InvalidRequest({ problem: `${name} has no key ${last}`, remedy: `${didYouMean(last, keys)}${known}` })
  }
  if (found === undefined && path.length > 0)
    return new InvalidRequest({ problem: `${where} is missing`, remedy: known })
  if (path.length === 0) return new InvalidRequest({ problem: `${name} is ${describeValue(value)}`, remedy: known })
  const expected = (issue?.message ?? "").replace(/^Expected /, "")
  return new InvalidRequest({ problem: `${where} is ${describeValue(found)}`, remedy: `It has to be ${expected}.` })
}

/** A key that is undefined is a key left out. */
const withoutUndefined = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined))
    : value

/** Checks the form of a request that a program makes: every key is known, and every value of its type. */
export const checkRequest = <A>(
  name: string,
  schema: Schema.ConstraintDecoder<unknown> & { readonly fields: Schema.Struct.Fields },
  value: A,
): Result.Result<A, InvalidRequest> => {
  if (nestsTooDeep(value)) {
    const problem = `${name} nests deeper than ${deepest} levels`
    return Result.fail(new InvalidRequest({ problem, remedy: "Join its conditions in fewer groups." }))
  }
  const decoded = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })(withoutUndefined(value))
  return Result.isFailure(decoded)
    ? Result.fail(invalid(name, Object.keys(schema.fields), value, decoded.failure))
    : Result.succeed(value)
}
