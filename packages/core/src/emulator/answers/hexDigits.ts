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
