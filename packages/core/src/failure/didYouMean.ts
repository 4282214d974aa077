/** How many letters have to be put in, taken out or exchanged to make one word of another (Levenshtein's distance). */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (let j = 1; j <= other.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (letter === other[j - 1] ? 0 : 1)
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** How far a word may be from what was meant. */
const mostSlips = 2

/** The word that was probably meant: the nearest of those there are, if it is near and none is as near, whatever its case. */
export const nearest = (word: string, words: ReadonlyArray<string>): string | undefined => {
  const given = word.trim().toLowerCase()
  const [best, next] = words
    .map((each) => ({ each, slips: distance(given, each.toLowerCase()) }))
    .filter(({ each, slips }) => slips <= mostSlips && slips < each.length && given.length > mostSlips)
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
