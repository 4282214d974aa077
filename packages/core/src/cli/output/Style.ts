import { ownWords, type Part, say, type Words } from "./Words.ts"

/** Signs that stand for a word. */
export interface Marks {
  readonly ok: string
  readonly failed: string
  readonly skipped: string
  readonly between: string
  readonly pointer: string
  readonly ellipsis: string
}

export const unicodeMarks: Marks = {
  ok: "✓",
  failed: "✗",
  skipped: "-",
  between: "·",
  pointer: "›",
  ellipsis: "…",
}

/** For a locale that knows no others. */
export const asciiMarks: Marks = {
  ok: "+",
  failed: "x",
  skipped: "-",
  between: "|",
  pointer: ">",
  ellipsis: "...",
}

/** How words can be set off from others. */
export interface Style {
  readonly isColoured: boolean
  /** How many columns there are; no number bounds what is not a terminal. */
  readonly width: number
  readonly marks: Marks
  /** A call of the command that the reader can type. */
  readonly call: (words: string) => string
  readonly strong: (part: Part) => Words
  readonly faint: (part: Part) => Words
  readonly good: (part: Part) => Words
  readonly warning: (part: Part) => Words
  readonly bad: (part: Part) => Words
}

const sgr =
  (on: number, off: number) =>
  (part: Part): Words =>
    say`${ownWords(`\u001b[${on}m`)}${part}${ownWords(`\u001b[${off}m`)}`

/** Style by terminal escape sequences. */
export const coloured: Omit<Style, "marks" | "call" | "width"> = {
  isColoured: true,
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  good: sgr(32, 39),
  warning: sgr(33, 39),
  bad: sgr(31, 39),
}

const as = (part: Part): Words => say`${part}`

/** No style. */
export const uncoloured: Omit<Style, "marks" | "call" | "width"> = {
  isColoured: false,
  strong: as,
  faint: as,
  good: as,
  warning: as,
  bad: as,
}
