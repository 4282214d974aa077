import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { CallFailure } from "../failure/CallFailure.ts"
import { describeValue } from "../failure/describeValue.ts"
import { didYouMean } from "../domain/didYouMean.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"

/**
 * Options for questions about an organisation. All keys are optional.
 *
 * **Example** (Fields, including one that was just added)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * const options: Metadata.MetadataOptions = { refresh: true }
 *
 * export const fields = (module: string) => Metadata.getFields(module, options)
 * ```
 *
 * @category configuration
 */
export interface MetadataOptions {
  /** Asks Zoho even if the answer is known already, and remembers the new answer; false by default. */
  readonly refresh?: boolean | undefined
}

/**
 * Every way in which a question about an organisation can fail.
 *
 * **Details**
 *
 * `PermissionDenied` comes with HTTP 400 or 403, as Zoho sees fit. `ScopeMissing` names the missing scope.
 *
 * **Example** (Whether the user has no access to a module, rather than Zoho being out of reach)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const isClosed = ({ _tag }: Metadata.MetadataFailure): boolean =>
 *   _tag === "PermissionDenied" || _tag === "ScopeMissing"
 * ```
 *
 * @category errors
 */
export type MetadataFailure = CallFailure | InvalidRequest

const invalid = (problem: string, remedy: string): InvalidRequest => new InvalidRequest({ problem, remedy })

/** Checks that options are an object: programs without types may pass anything. */
export const checkObject = <A>(options: A, known: string): Effect.Effect<A, InvalidRequest> =>
  Predicate.isObject(options)
    ? Effect.succeed(options)
    : Effect.fail(invalid(`The options object is ${describeValue(options)}`, known))

/** Reads whether to ask Zoho in any case. */
export const readRefresh = Effect.fnUntraced(function* (
  options: MetadataOptions,
): Effect.fn.Return<boolean, InvalidRequest> {
  const known = "It accepts refresh: true or false."
  yield* checkObject(options, known)
  const other = Object.keys(options).find((key) => key !== "refresh")
  if (other !== undefined) {
    return yield* invalid(`The options object has no key ${other}`, `${didYouMean(other, ["refresh"])}${known}`)
  }
  const refresh: unknown = options.refresh === undefined ? false : options.refresh
  if (!Predicate.isBoolean(refresh)) return yield* invalid(`refresh is ${describeValue(refresh)}`, known)
  return refresh
})
