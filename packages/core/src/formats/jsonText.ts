/** What a terminal obeys: controls, all but the end of a line; marks that turn text around; other ends of lines. */
const obeyed = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`

/** Spells out what a terminal would obey: in a string of JSON, the same text. */
export const spelledOut = (text: string): string => text.replace(obeyed, escaped)

/** Writes a value as JSON that is safe to show on a terminal: the same document, whoever reads it. */
export const jsonText = (value: unknown, indent = 0): string => spelledOut(JSON.stringify(value, null, indent))
