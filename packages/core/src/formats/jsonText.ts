/** What a terminal obeys, or nobody sees: controls, all but the end of a line; marks that turn text around or take no room; other ends of lines. */
const hidden = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const unitEscaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`

const escaped = (char: string): string => char.replace(/[^]/g, unitEscaped)

/**
 * Ranges beyond ASCII that need no escape, as a character class has them: most texts consist of these alone, which one
 * check reveals.
 */
export const plainRanges = String.raw`\u00a0-\u00ac\u00ae-\u05ff\u0900-\u180d\u180f-\u1fff\u3000-\ud7ff\ue000-\ufefe\uff00-\uffef`

const suspect = new RegExp(String.raw`[^\n -~${plainRanges}]`)

/** Spells out what a terminal would obey, and what nobody would see: in a string of JSON, the same text. */
export const spelledOut = (text: string): string => (suspect.test(text) ? text.replace(hidden, escaped) : text)

/** Writes a value as JSON that is safe to show on a terminal, and the same document to every reader. */
export const jsonText = (value: unknown, indent = 0): string => spelledOut(JSON.stringify(value, null, indent))
