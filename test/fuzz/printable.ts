import { holds } from "./Target.ts"

/** What moves a cursor, changes colours, turns text around or hides; a line break does not. */
const unprintable = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

/** Breaks where a text holds what is not for a terminal. */
export const holdsNothingUnprintable = (text: string): void => {
  const at = text.search(unprintable)
  holds(at === -1, `U+${text.charCodeAt(at).toString(16).padStart(4, "0")} is shown as it came`)
}
