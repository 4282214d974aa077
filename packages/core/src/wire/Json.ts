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

/** All characters of a number, from where it begins. */
const number = /[-+.eE\d]+/y

/** Whether JavaScript writes a number as it was sent. */
const isWrittenAlike = (number: string): boolean => String(Number(number)) === number

/**
 * Scans a text once, without parsing it: reports whether it contains numbers that JavaScript would write differently,
 * or nothing at all if objects and arrays nest too deep. Such a text is never passed to a parser.
 */
const hasInexact = (text: string, maxDepth: number): boolean | undefined => {
  let depth = 0
  let found = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 0x22) {
      for (let inside = 0; inside !== 0x22 && at < text.length;) {
        inside = text.charCodeAt(++at)
        if (inside === 0x5c) at++
      }
    } else if (char === 0x7b || char === 0x5b) {
      if (++depth > maxDepth) return undefined
    } else if (char === 0x7d || char === 0x5d) depth--
    else if (char === 0x2d || (char >= 0x30 && char <= 0x39)) {
      number.lastIndex = at
      const written = number.exec(text)?.[0] ?? ""
      found ||= !isWrittenAlike(written)
      at += written.length - 1
    }
  }
  return found
}

const keepSource: SourceReviver = (_key, value, { source }) =>
  typeof value === "number" && String(value) !== source ? rawJSON(source) : value

/** Counts how deep objects and arrays nest, without parsing. */
export const nestsDeeperThan = (text: string, maxDepth: number): boolean => hasInexact(text, maxDepth) === undefined

/**
 * Parses JSON whose objects and arrays nest at most `maxDepth` deep, and keeps the digits of every number: a number
 * that JavaScript cannot represent, or would write differently, is kept as it was sent.
 */
export const parseJson = (text: string, maxDepth = 64): Result.Result<Schema.Json, JsonProblem> => {
  const isInexact = hasInexact(text, maxDepth)
  if (isInexact === undefined) return Result.fail("too-deep")
  try {
    return Result.succeed(JSON.parse(text, isInexact ? (keepSource as () => unknown) : undefined) as Schema.Json)
  } catch {
    return Result.fail("not-json")
  }
}

/** Whether a text is a number of JSON: no sign but a minus, no zero before other digits. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** A number as it is spelled, with all of its digits; the text itself if it is not a number. */
export const numberIn = (text: string): Schema.Json => {
  if (!jsonNumber.test(text)) return text
  const number = Number(text)
  return String(number) === text ? number : (rawJSON(text) as unknown as Schema.Json)
}
