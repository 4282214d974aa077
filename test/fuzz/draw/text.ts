import type { Chance } from "../../simulate/world/Chance.ts"

/** No case is longer, in characters: what is long finds nothing that a short one would not. */
export const longest = 32_768

/** What is odd in a text, whatever it is read as. */
const oddities = [
  "",
  "\0",
  "\u001b[31m",
  "\u001b]52;c;aGk=\u0007",
  "\u009b31m",
  "\u202e",
  "\u2066",
  "\u061c",
  "\u2028",
  "\ufeff",
  "\ud800",
  "\udc00",
  "\u{1f600}",
  "é",
  "e\u0301",
  "\r",
  "\n",
  "\r\n",
  "\t",
  " ",
  '"',
  "'",
  "\\",
  "/",
  "%00",
  "../",
  "__proto__",
  "constructor",
  "toString",
  "-0",
  "1e400",
  "9007199254740993",
  "NaN",
  "null",
  "undefined",
  "{}",
  "[]",
  "(",
  ")",
  ",",
  ";",
] as const

/** A place in a text, its end included. */
const placeIn = (chance: Chance, text: string): number => chance.below(text.length + 1)

/** A stretch of a text: short as a rule, now and then as long as what is left. */
const stretchOf = (chance: Chance, text: string): readonly [number, number] => {
  const from = placeIn(chance, text)
  const most = chance.happens(0.2) ? text.length - from : Math.min(text.length - from, 8)
  return [from, from + chance.below(most + 1)]
}

type Change = (chance: Chance, text: string, words: ReadonlyArray<string>) => string

const insert = (text: string, at: number, added: string): string => text.slice(0, at) + added + text.slice(at)

const changes: readonly [Change, ...ReadonlyArray<Change>] = [
  (chance, text) => {
    const [from, to] = stretchOf(chance, text)
    return text.slice(0, from) + text.slice(to)
  },
  (chance, text) => {
    const [from, to] = stretchOf(chance, text)
    return insert(text, placeIn(chance, text), text.slice(from, to))
  },
  (chance, text) => {
    const [from, to] = stretchOf(chance, text)
    return insert(text, from, text.slice(from, to).repeat(chance.below(20)))
  },
  (chance, text) => insert(text, placeIn(chance, text), chance.pick(oddities)),
  (chance, text) => {
    const [from, to] = stretchOf(chance, text)
    return text.slice(0, from) + chance.pick(oddities) + text.slice(to)
  },
  (chance, text, words) => insert(text, placeIn(chance, text), chance.pick([" ", ...words])),
  (chance, text, words) => {
    const [from, to] = stretchOf(chance, text)
    return text.slice(0, from) + chance.pick(["0", ...words]) + text.slice(to)
  },
  (chance, text) => {
    const at = placeIn(chance, text)
    return (
      text.slice(0, at) + String.fromCharCode(chance.below(chance.happens(0.8) ? 128 : 65_536)) + text.slice(at + 1)
    )
  },
  (chance, text) => text.slice(0, placeIn(chance, text)),
]

/** Changes a text in a few places; `words` are those that mean something to who reads it. */
export const changedText = (chance: Chance, text: string, words: ReadonlyArray<string> = []): string => {
  let changed = text
  for (let left = 1 + chance.below(4); left > 0; left--) {
    changed = chance.pick(changes)(chance, changed, words).slice(0, longest)
  }
  return changed
}

/** A text that begins, and one that goes on: two that are right, put together. */
export const splicedText = (chance: Chance, one: string, other: string): string =>
  one.slice(0, placeIn(chance, one)) + other.slice(placeIn(chance, other))

/** A text of oddities and of words, for names and cells. */
export const oddText = (chance: Chance, words: ReadonlyArray<string> = []): string => {
  let text = ""
  for (let left = chance.below(5); left > 0; left--) {
    text += chance.happens(0.6) ? chance.pick(["a", ...words]) : chance.pick(oddities)
  }
  return text
}
