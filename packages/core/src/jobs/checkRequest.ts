import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { InvalidRequest } from "../failure/InvalidInput.ts"
import { explainIssue } from "./explainIssue.ts"
import { tooManyConditions } from "./tooManyConditions.ts"

/** A key that is undefined is a key left out. */
const withoutUndefined = (value: unknown): unknown =>
  Predicate.isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) : value

/** Checks the form of what a program gives, such as `the request`: every key is known, and every value of its type. */
export const checkRequest = <A>(
  name: string,
  schema: Schema.ConstraintDecoder<unknown> & { readonly fields: Schema.Struct.Fields },
  value: A,
): Result.Result<A, InvalidRequest> => {
  const tooMany = Predicate.isObject(value) ? tooManyConditions(name, value["where"]) : undefined
  if (tooMany !== undefined) return Result.fail(tooMany)
  const decoded = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })(withoutUndefined(value))
  return Result.isFailure(decoded)
    ? Result.fail(explainIssue({ name, keys: Object.keys(schema.fields) }, value, decoded.failure.issue))
    : Result.succeed(value)
}
