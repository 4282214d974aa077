/**
 * How far a text has been read: its line, and the number of characters in that line, both counted from 1 for readers.
 */
export interface PlaceInText {
  readonly line: number
  readonly character: number
}

/** Follows a text piece by piece to its end. */
export interface PlaceFinder {
  readonly add: (text: string) => void
  /** The place of what comes next. */
  readonly next: () => PlaceInText
}

/** Makes a finder at the beginning of a text, whose lines may end in any way. */
export const makePlaceFinder = (): PlaceFinder => {
  let [line, character] = [1, 1]
  let endsInReturn = false
  return {
    add: (text) => {
      if (text === "") return
      let start = endsInReturn && text.startsWith("\n") ? 1 : 0
      let count = 0
      for (let at = text.indexOf("\n", start); at !== -1; at = text.indexOf("\n", at + 1)) {
        count++
        start = at + 1
      }
      for (let at = text.indexOf("\r"); at !== -1; at = text.indexOf("\r", at + 1)) {
        if (text.charAt(at + 1) === "\n") continue
        count++
        start = Math.max(start, at + 1)
      }
      line += count
      character = (count === 0 && start === 0 ? character : 1) + text.length - start
      endsInReturn = text.endsWith("\r")
    },
    next: () => ({ line, character }),
  }
}
