import type { Chance } from "../../simulate/world/Chance.ts"

const pieces = [
  "a",
  "Zürich",
  "1",
  "0.10",
  " ",
  "  b ",
  ",",
  '"',
  '""',
  "\n",
  "\r\n",
  "'",
  "=1+1",
  "#",
  "\t",
  "\\",
  ";",
  "|",
  "\u00a0",
  "null",
  "\u{1f600}",
  "e\u0301",
  "\u2028",
] as const

const cell = (chance: Chance): string => {
  let text = ""
  for (let left = chance.below(4); left > 0; left--) text += chance.pick(["a", ...pieces])
  return text
}

/** Quotes a cell that needs it, and now and then one that does not. */
const quoted = (chance: Chance, text: string): string =>
  /[",\r\n]/.test(text) || chance.happens(0.2) ? `"${text.replaceAll('"', '""')}"` : text

/** A file that is right by RFC 4180: either line break, with or without one at its end, cells in quotes or not. */
export const drawCsv = (chance: Chance): string => {
  const [width, height] = [1 + chance.below(5), 1 + chance.below(5)]
  const lineBreak = chance.pick(["\n", "\r\n"])
  const lines = Array.from({ length: height }, () =>
    Array.from({ length: width }, () => quoted(chance, cell(chance))).join(","),
  )
  // A line without anything is a row of one empty cell to some, and none to others.
  const filled = lines.map((line) => (line === "" ? '""' : line))
  return filled.join(lineBreak) + (chance.happens(0.5) ? lineBreak : "")
}

/** What is in no standard: lines without anything in them, and quotes in the middle of a cell. */
export const drawOddCsv = (chance: Chance): string => {
  const text = drawCsv(chance)
  const at = chance.below(text.length + 1)
  return (text.slice(0, at) + chance.pick(["\n", "\n\n", '"', "\r", " "]) + text.slice(at)).toWellFormed()
}
