import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { didYouMean, misspeltKey } from "../domain/didYouMean.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { explainIssue } from "./explainIssue.ts"

const name = "the options object"

/**
 * Checks the options that a program passes beside a request. One object may be the options of several calls, so a key
 * is refused only if it looks misspelt: with a silently ignored `journal`, the call would have none.
 */
export const checkOptions = <A>(
  schema: Schema.ConstraintDecoder<unknown> & { readonly fields: Schema.Struct.Fields },
  options: A,
): Result.Result<A, InvalidRequest> => {
  const keys = Object.keys(schema.fields)
  if (Layer.isLayer(options)) {
    const remedy = `Give it by name, as in { ${keys[0]}: … }.`
    return Result.fail(new InvalidRequest({ problem: "The options object is a layer", remedy }))
  }
  const misspelt = Predicate.isObject(options) ? misspeltKey(options, keys) : undefined
  if (misspelt !== undefined) {
    const remedy = `${didYouMean(misspelt, keys)}It accepts ${keys.join(", ")}.`
    return Result.fail(new InvalidRequest({ problem: `The options object has no key ${misspelt}`, remedy }))
  }
  return Result.mapBoth(Schema.decodeUnknownResult(schema)(options), {
    onSuccess: () => options,
    onFailure: ({ issue }) => explainIssue({ name, keys }, options, issue),
  })
}
