/** What a terminal obeys: controls, all but the end of a line; marks that turn text around; other ends of lines. */
const obeyed = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`

/** What there is to look for, found faster than by the words for it: most texts have none of these. */
const suspect = /[^\n -~\u00a0-\u061b\u061d-\u1fff\u3000-\uffff]/

/** Spells out what a terminal would obey: in a string of JSON, the same text. */
export const spelledOut = (text: string): string => (suspect.test(text) ? text.replace(obeyed, escaped) : text)

/** Writes a value as JSON that is safe to show on a terminal: the same document, whoever reads it. */
export const jsonText = (value: unknown, indent = 0): string => spelledOut(JSON.stringify(value, null, indent))
