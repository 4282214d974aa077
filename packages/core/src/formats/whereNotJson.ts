import { makePlaceFinder } from "./placeInText.ts"

const blanks = /[ \t\n\r]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y
/** A string as far as it is one, without the quote that ends it. */
const begunString = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*/y

/** Finds where a text stops being JSON: how many characters of it could begin a document; nothing if it is JSON. */
const endOfJson = (text: string): number | undefined => {
  let at = 0
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const isThere = pattern.test(text)
    if (isThere) at = pattern.lastIndex
    return isThere
  }
  const takeSign = (sign: string): boolean => {
    const isThere = text.startsWith(sign, at)
    if (isThere) at++
    return isThere
  }
  const takeString = (): boolean => take(begunString) && takeSign('"')
  const takeKey = (): boolean => {
    if (!takeString()) return false
    take(blanks)
    return takeSign(":")
  }
  const open: Array<"}" | "]"> = []
  let next: "key" | "value" | "comma" = "value"
  let isFirst = false
  for (;;) {
    take(blanks)
    const close = open.at(-1)
    if (close === undefined && next === "comma") return at === text.length ? undefined : at
    if (close !== undefined && (next === "comma" || isFirst) && takeSign(close)) {
      open.pop()
      next = "comma"
    } else if (next === "comma") {
      if (!takeSign(",")) return at
      next = close === "}" ? "key" : "value"
    } else if (next === "key") {
      if (!takeKey()) return at
      next = "value"
    } else if (takeSign("{") || takeSign("[")) {
      const isObject = text[at - 1] === "{"
      open.push(isObject ? "}" : "]")
      next = isObject ? "key" : "value"
      isFirst = true
      continue
    } else if (takeString() || take(number) || take(word)) {
      next = "comma"
    } else {
      return at
    }
    isFirst = false
  }
}

/**
 * Returns where a text stops being JSON, and what is there: the runtimes' messages do not always tell. Nothing if it is
 * JSON.
 */
export const whereNotJson = (text: string): string | undefined => {
  const end = endOfJson(text)
  if (end === undefined) return undefined
  const finder = makePlaceFinder()
  finder.add(text.slice(0, end))
  const { character, line } = finder.next()
  const place = `line ${line}, column ${character}`
  const there = text.codePointAt(end)
  return there === undefined
    ? `it ends too early, at ${place}`
    : `${place} is ${JSON.stringify(String.fromCodePoint(there))}`
}
