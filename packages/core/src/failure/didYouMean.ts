/** How far a word may be from what was meant. */
const mostSlips = 2

/** How many letters have to be put in, taken out or exchanged to make one word of another (Levenshtein's distance); more than may be, where it is more. */
const distance = (one: string, other: string, most = mostSlips): number => {
  if (most < 0 || Math.abs(one.length - other.length) > most) return Infinity
  if (one === "" || other === "") return one.length + other.length
  const [rest, otherRest] = [one.slice(1), other.slice(1)]
  if (one[0] === other[0]) return distance(rest, otherRest, most)
  const ways = [
    distance(rest, otherRest, most - 1),
    distance(rest, other, most - 1),
    distance(one, otherRest, most - 1),
  ]
  return 1 + Math.min(...ways)
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

/** The same as a sentence to put before what else can be said; nothing, where no word is near. */
export const didYouMean = (word: string, words: ReadonlyArray<string>): string => {
  const meant = nearest(word, words)
  return meant === undefined ? "" : `Did you mean ${meant}? `
}

/** The key of an object that is not one of those there are, and was probably meant to be; any other may be for somebody else. */
export const misspeltKey = (value: object, keys: ReadonlyArray<string>): string | undefined =>
  Object.keys(value).find((key) => !keys.includes(key) && nearest(key, keys) !== undefined)
