import type { Chance } from "../../simulate/world/Chance.ts"
import type { Case } from "../Target.ts"
import { longest } from "./text.ts"

/** Bytes as a case has them, a character each. */
export const asCharacters = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1")

/** The bytes that a text of characters stands for. */
export const asBytes = (characters: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(characters, "latin1"))

/** The bytes of a text in UTF-8, a character each. */
export const inUtf8 = (text: string): string => asCharacters(Buffer.from(text))

const fields = [
  "\0",
  "\xff",
  "\x7f",
  "\x80",
  "\0\0\0\0",
  "\xff\xff\xff\xff",
  "\xff\xff",
  "\x01\0",
  "\xef\xbb\xbf",
  "\xff\xfe",
  "\xc3",
  "\xf0\x9f\x98",
] as const

/** Changes bytes in a few places, each of them a character; `words` are stretches that mean something to who reads them. */
export const changedBytes = (chance: Chance, bytes: string, words: ReadonlyArray<string> = []): string => {
  let changed = bytes
  for (let left = 1 + chance.below(4); left > 0; left--) {
    const at = chance.below(changed.length + 1)
    const length = Math.min(changed.length - at, 1 + chance.below(chance.happens(0.1) ? 200 : 8))
    const [before, stretch, after] = [changed.slice(0, at), changed.slice(at, at + length), changed.slice(at + length)]
    changed = chance
      .pick([
        () => before + String.fromCharCode(chance.below(256)) + changed.slice(at + 1),
        () =>
          before + String.fromCharCode((changed.charCodeAt(at) || 0) ^ (1 << chance.below(8))) + changed.slice(at + 1),
        () => before + after,
        () => before + stretch.repeat(2 + chance.below(9)) + after,
        () => before + chance.pick(["\0", ...fields, ...words]) + after,
        () => before + chance.pick(["\0", ...fields, ...words]) + stretch + after,
        () => before,
      ])()
      .slice(0, longest)
  }
  return changed
}

/** Cuts something into pieces at odd places: as many of one character as not, and empty ones among them. */
export const inPieces = (chance: Chance, whole: string): Case => {
  if (chance.happens(0.2)) return [whole]
  const pieces: Array<string> = []
  const most = chance.pick([1, 3, 16, 200])
  for (let at = 0; at < whole.length && pieces.length < 60;) {
    const length = chance.below(most + 1)
    pieces.push(whole.slice(at, at + length))
    at += length
  }
  const seen = pieces.reduce((sum, { length }) => sum + length, 0)
  return [...pieces, whole.slice(seen)]
}
