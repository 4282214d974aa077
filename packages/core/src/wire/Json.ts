import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"

/** Why a text is not JSON that we read. */
export type JsonProblem = "not-json" | "too-deep"

/** A number as it was sent, where JavaScript would write it otherwise: `JSON.stringify` writes it so again. */
export interface NumberAsSent {
  readonly rawJSON: string
}

/** What both runtimes' JSON can do, and TypeScript does not know yet. */
const { isRawJSON, rawJSON } = JSON as unknown as {
  readonly isRawJSON: (value: unknown) => value is NumberAsSent
  readonly rawJSON: (source: string) => NumberAsSent
}

export { isRawJSON as isNumberAsSent }

type SourceReviver = (key: string, value: unknown, context: { readonly source: string }) => unknown

const isDigit = (char: number): boolean => char >= 0x30 && char <= 0x39

/** What can stand in a number: digits, `.`, `e`, `E`, `+` and `-`. */
const isOfNumber = (char: number): boolean =>
  isDigit(char) || char === 0x2e || char === 0x65 || char === 0x45 || char === 0x2b || char === 0x2d

/** Whether JavaScript writes a number as it was sent. */
const isWrittenAlike = (number: string): boolean => String(Number(number)) === number

/** What is known of a text before it is parsed. */
interface Sight {
  readonly isTooDeep: boolean
  /** Whether there may be numbers in it that JavaScript would write otherwise or cannot hold. */
  readonly hasInexact: boolean
}

/** Looks through a text once: a text whose objects and arrays nest too deep is never handed to a parser. */
const lookThrough = (text: string, maxDepth: number): Sight => {
  let depth = 0
  let hasInexact = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 0x22) {
      for (at++; at < text.length; at++) {
        const inside = text.charCodeAt(at)
        if (inside === 0x22) break
        if (inside === 0x5c) at++
      }
    } else if (char === 0x7b || char === 0x5b) {
      if (++depth > maxDepth) return { isTooDeep: true, hasInexact }
    } else if (char === 0x7d || char === 0x5d) depth--
    else if (isDigit(char) || char === 0x2d) {
      const start = at
      while (isOfNumber(text.charCodeAt(at + 1))) at++
      if (at > start && !hasInexact) hasInexact = !isWrittenAlike(text.slice(start, at + 1))
    }
  }
  return { isTooDeep: false, hasInexact }
}

const keepSource: SourceReviver = (_key, value, { source }) =>
  typeof value === "number" && String(value) !== source ? rawJSON(source) : value

/** Counts how deep objects and arrays nest, without parsing. */
export const nestsDeeperThan = (text: string, maxDepth: number): boolean => lookThrough(text, maxDepth).isTooDeep

/**
 * Parses JSON whose objects and arrays nest at most `maxDepth` deep, and keeps the digits of every number: one that JavaScript cannot hold or
 * would write otherwise stands there as it was sent.
 */
export const parseJson = (text: string, maxDepth = 64): Result.Result<Schema.Json, JsonProblem> => {
  const { hasInexact, isTooDeep } = lookThrough(text, maxDepth)
  if (isTooDeep) return Result.fail("too-deep")
  try {
    return Result.succeed(JSON.parse(text, hasInexact ? (keepSource as () => unknown) : undefined) as Schema.Json)
  } catch {
    return Result.fail("not-json")
  }
}

/** Whether a text is a number of JSON: no sign but a minus, no zero before other digits. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** A number as it is spelled, with all of its digits; the text itself, where it spells none. */
export const numberIn = (text: string): Schema.Json => {
  if (!jsonNumber.test(text)) return text
  const number = Number(text)
  return String(number) === text ? number : (rawJSON(text) as unknown as Schema.Json)
}
