import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { InvalidRequest } from "../failure/InvalidInput.ts"
import { explainIssue } from "./explainIssue.ts"
import { tooManyConditions } from "./tooManyConditions.ts"

/** A key that is undefined is a key left out. */
const withoutUndefined = <A>(value: A): A =>
  Predicate.isObject(value)
    ? (Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as A)
    : value

/**
 * Checks the form of what a program gives, such as `the request`: every key is known, and every value of its type. Succeeds with the same
 * without keys that are undefined.
 */
export const checkRequest = <A>(
  name: string,
  schema: Schema.ConstraintDecoder<unknown> & { readonly fields: Schema.Struct.Fields },
  value: A,
): Result.Result<A, InvalidRequest> => {
  const given = withoutUndefined(value)
  const tooMany = Predicate.isObject(given) ? tooManyConditions(name, given["where"]) : undefined
  if (tooMany !== undefined) return Result.fail(tooMany)
  return Result.mapBoth(Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })(given), {
    onSuccess: () => given,
    onFailure: ({ issue }) => explainIssue({ name, keys: Object.keys(schema.fields) }, value, issue),
  })
}
