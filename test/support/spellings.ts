import { Buffer } from "node:buffer"

const everyChar = (text: string, spell: (code: number) => string): string =>
  Array.from(text, (char) => spell(char.charCodeAt(0))).join("")

const hex = (code: number): string => code.toString(16).padStart(2, "0")

/** A spelling of a text, by name. */
export interface Spelling {
  readonly name: string
  readonly of: (text: string) => string
}

/** How a text may come back from somewhere: as it was, or as something that a person can turn back into it. */
export const spellings: ReadonlyArray<Spelling> = [
  { name: "as it is", of: (text) => text },
  { name: "in lower case, as a host", of: (text) => text.toLowerCase() },
  { name: "in upper case", of: (text) => text.toUpperCase() },
  { name: "URL-encoded", of: (text) => everyChar(text, (code) => `%${hex(code)}`) },
  { name: "URL-encoded twice", of: (text) => everyChar(text, (code) => `%25${hex(code).toUpperCase()}`) },
  { name: "partly URL-encoded", of: (text) => text.replaceAll(".", "%2E").replaceAll("0", "%30") },
  { name: "in escapes of JSON", of: (text) => everyChar(text, (code) => `\\u00${hex(code)}`) },
  { name: "partly in escapes of JSON", of: (text) => text.replaceAll("1", "\\u0031") },
  { name: "in references of HTML", of: (text) => everyChar(text, (code) => `&#x${hex(code)};`) },
  { name: "in decimal references of HTML", of: (text) => everyChar(text, (code) => `&#${code};`) },
  ...[0, 1, 2].map((before) => ({
    name: `in Base64, behind ${before} bytes of something else`,
    of: (text: string) => Buffer.from(`${"x".repeat(before)}${text}:`).toString("base64"),
  })),
  { name: "in Base64 for addresses", of: (text) => Buffer.from(`${text}?>`).toString("base64url") },
  { name: "without its beginning", of: (text) => text.slice(text.indexOf(".") + 1) },
  { name: "without its end", of: (text) => text.slice(0, -6) },
]

/** All in which a text is found again that was written in one of these ways, or in part. */
export const tracesOf = (text: string): ReadonlyArray<string> => [
  ...new Set(spellings.map(({ of }) => of(text)).flatMap((each) => [each.slice(0, 60), each.slice(-60)])),
]
