import { markedEncoding } from "../../formats/text.ts"

/** What a file's encoding is, or why it cannot be what was stated. */
type Found =
  | { readonly encoding: string; readonly problem?: undefined; readonly remedy?: undefined }
  | { readonly encoding?: undefined; readonly problem: string; readonly remedy: string }

/** How many pairs of bytes are looked at for zeros. */
const lookedAt = 32

/** UTF-16 without a mark: of the letters of a header, every other byte is zero. */
const unmarked = (beginning: Uint8Array): string | undefined => {
  const pairs = Math.min(lookedAt, Math.floor(beginning.byteLength / 2))
  let [first, second] = [0, 0]
  for (let pair = 0; pair < pairs; pair++) {
    if (beginning[2 * pair] === 0) first++
    if (beginning[2 * pair + 1] === 0) second++
  }
  if (second > pairs / 2 && first === 0) return "utf-16le"
  return first > pairs / 2 && second === 0 ? "utf-16be" : undefined
}

/** The name of an encoding as all know it; none if nobody here does. */
export const encodingNamed = (name: string): string | undefined => {
  try {
    return new TextDecoder(name).encoding
  } catch {
    return undefined
  }
}

/** Finds out in which encoding a file is: as its first bytes tell, or as is stated; UTF-8 otherwise. */
export const encodingIn = (beginning: Uint8Array, stated: string | undefined): Found => {
  const marked = markedEncoding(beginning)
  const wanted = stated === undefined ? undefined : (encodingNamed(stated) ?? stated)
  if (marked === undefined || wanted === undefined || marked === wanted) {
    return { encoding: wanted ?? marked ?? unmarked(beginning) ?? "utf-8" }
  }
  return {
    problem: `it begins with the byte order mark of ${marked}, but --encoding is ${stated}`,
    remedy: "Leave --encoding out.",
  }
}
