import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { Path } from "./WireCodec.ts"

/** Why a text is not JSON that we read. */
export type JsonProblem = "not-json" | "too-deep" | "number-too-large"

/** Counts how deep objects and arrays nest, without parsing: a text that nests too deep is never handed to a parser. */
const nestsDeeperThan = (text: string, maxDepth: number): boolean => {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (inString) {
      if (char === 0x5c) at++
      else if (char === 0x22) inString = false
    } else if (char === 0x22) inString = true
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > maxDepth) return true
    } else if (char === 0x7d || char === 0x5d) depth--
  }
  return false
}

/** With fewer than 100 digits and an exponent below 100 no number is too large. */
const mayHoldHugeNumber = /\d{100}|[eE]\+?\d{3}/

/** Tells whether a number is beyond what a number can be here: parsing made `Infinity` of it. */
const holdsInfinity = (text: string): boolean => {
  let isHeld = false
  JSON.parse(text, (_key, value: unknown) => {
    isHeld ||= value === Infinity || value === -Infinity
    return undefined
  })
  return isHeld
}

/** Parses a JSON answer whose objects and arrays nest at most `maxDepth` deep. */
export const parseJson = (text: string, maxDepth: number): Result.Result<Schema.Json, JsonProblem> => {
  if (nestsDeeperThan(text, maxDepth)) return Result.fail("too-deep")
  const parsed = Result.try({ try: () => JSON.parse(text) as Schema.Json, catch: (): JsonProblem => "not-json" })
  return Result.isSuccess(parsed) && mayHoldHugeNumber.test(text) && holdsInfinity(text)
    ? Result.fail("number-too-large")
    : parsed
}

type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

/**
 * Returns the digits of a number as they were sent, before parsing rounded them.
 *
 * Parses the text a second time, so it is for error paths only.
 */
export const digitsAsSent = (text: string, path: Path): string | undefined => {
  const numbersAsText: SourceReviver = (_key, value, { source }) => (Predicate.isNumber(value) ? source : value)
  const parsed: unknown = JSON.parse(text, numbersAsText as (key: string, value: unknown) => unknown)
  const found = path.reduce<unknown>(
    (part, step) => (Predicate.isObjectKeyword(part) ? (part as Record<string | number, unknown>)[step] : undefined),
    parsed,
  )
  return Predicate.isString(found) ? found : undefined
}
