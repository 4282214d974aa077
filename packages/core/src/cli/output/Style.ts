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
  readonly marks: Marks
  /** A call of the command that the reader can type. */
  readonly call: (words: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly warning: (text: string) => string
  readonly bad: (text: string) => string
}

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`

/** Style by terminal escape sequences. */
export const coloured: Omit<Style, "marks" | "call"> = {
  isColoured: true,
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  good: sgr(32, 39),
  warning: sgr(33, 39),
  bad: sgr(31, 39),
}

const as = (text: string): string => text

/** No style. */
export const uncoloured: Omit<Style, "marks" | "call"> = {
  isColoured: false,
  strong: as,
  faint: as,
  good: as,
  warning: as,
  bad: as,
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g

/** Makes what came from outside harmless to a terminal: it cannot move the cursor, change colours or turn text around. */
export const printable = (text: string): string => text.replace(controlCharacters, " ")
