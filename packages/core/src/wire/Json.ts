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

/** Counts how deep objects and arrays nest, without parsing: a text that nests too deep is never handed to a parser. */
export const nestsDeeperThan = (text: string, maxDepth: number): boolean => {
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

/**
 * A number that JavaScript may write otherwise: of more than 15 digits, with an exponent, tiny, with a zero at its end, or `-0`. What looks
 * like one inside a string costs a second parse and changes nothing.
 */
const suspect = /(?:^|[[:,])\s*-?(?:[\d.]{16}|[\d.]+e|0\.0{6}|\d+\.\d*0(?!\d)|(?<=-)0(?![\d.]))/i

const keepSource: SourceReviver = (_key, value, { source }) =>
  typeof value === "number" && String(value) !== source ? rawJSON(source) : value

/**
 * Parses JSON whose objects and arrays nest at most `maxDepth` deep, and keeps the digits of every number: one that JavaScript cannot hold or
 * would write otherwise stands there as it was sent.
 */
export const parseJson = (text: string, maxDepth = 64): Result.Result<Schema.Json, JsonProblem> =>
  nestsDeeperThan(text, maxDepth)
    ? Result.fail("too-deep")
    : Result.try({
        try: () => JSON.parse(text, suspect.test(text) ? (keepSource as () => unknown) : undefined) as Schema.Json,
        catch: () => "not-json",
      })

/** Whether a text is a number of JSON: no sign but a minus, no zero before other digits. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** A number as it is spelled, with all of its digits; the text itself, where it spells none. */
export const numberIn = (text: string): Schema.Json => {
  if (!jsonNumber.test(text)) return text
  const number = Number(text)
  return String(number) === text ? number : (rawJSON(text) as unknown as Schema.Json)
}
