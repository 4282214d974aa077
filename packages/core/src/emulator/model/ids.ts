/**
 * Ids of what is made here: nineteen digits, as Zoho's, in ranges of their own.
 */
const numbered = (range: string) => (n: number) => `4150868000${range}${String(n).padStart(6, "0")}`

export const jobIdOf = numbered("009")
export const fileIdOf = numbered("008")

/** Spells digits that look like chance and are not: the same seed gives the same digits. */
export const hexDigits = (seed: string, length: number): string => {
  let digits = ""
  for (let round = 0; digits.length < length; round++) {
    let hash = 0x811c9dc5
    for (const char of `${round}:${seed}:${digits}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
    digits += hash.toString(16).padStart(8, "0")
  }
  return digits.slice(0, length)
}
