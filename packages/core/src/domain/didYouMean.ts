/** How far a word may be from what was meant. */
const mostSlips = 2

/**
 * How many letters must be inserted, deleted, replaced or swapped with the next to turn one word into another; anything
 * above the maximum if it is more.
 */
const distance = (one: string, other: string, most = mostSlips): number => {
  const apart = Math.abs(one.length - other.length)
  if (apart > most) return Infinity
  if (one === "" || other === "") return apart
  const after = (from: number, to: number, slips: number): number =>
    slips + distance(one.slice(from), other.slice(to), most - slips)
  const swapped = one.startsWith(`${other[1]}${other[0]}`) ? 2 : 1
  return Math.min(after(swapped, swapped, one[0] === other[0] ? 0 : 1), after(1, 0, 1), after(0, 1, 1))
}

/** The word that was probably meant: the nearest of those there are, if it is near and none is as near, whatever its case. Never the word itself. */
export const nearest = (word: string, words: ReadonlyArray<string>): string | undefined => {
  const given = word.trim().toLowerCase()
  const [best, next] = words
    .map((each) => ({ each, slips: distance(given, each.toLowerCase()) }))
    .filter(({ each, slips }) => each !== word.trim() && slips < each.length && given.length > mostSlips)
    .toSorted((a, b) => a.slips - b.slips)
  return best?.slips === next?.slips ? undefined : best?.each
}

/** The same as a sentence to put before other advice; nothing if no word is close. */
export const didYouMean = (word: string, words: ReadonlyArray<string>): string => {
  const meant = nearest(word, words)
  return meant === undefined ? "" : `Did you mean ${meant}? `
}

/** The key of an object that is not one of those there are, and was probably meant to be; any other may be for somebody else. */
export const misspeltKey = (value: object, keys: ReadonlyArray<string>): string | undefined =>
  Object.keys(value).find((key) => !keys.includes(key) && nearest(key, keys) !== undefined)
