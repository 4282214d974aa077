import { wrap } from "./wrap.ts"

/** Controls, marks that turn text around, and what has no width: all that can make a terminal show something else than what is there. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu

/** Makes text harmless to a terminal: it cannot move the cursor, change colours, turn text around or hide. */
export const printable = (text: string): string => text.replace(unprintable, " ")

class Written {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** With the control sequences that we put there, and no others. */
  get text(): string {
    return this.#text
  }
}

/** Words for people, in which nothing that came from outside can steer a terminal. */
export type Words = Written

/** What words are made of: text is made printable, and words are kept as they are. */
export type Part = string | number | Words

const textOf = (part: Part): string => (typeof part === "object" ? part.text : printable(String(part)))

/** Writes words; whatever is put into them is made printable, unless it is words itself. */
export const say = (texts: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Words =>
  new Written(texts.map((text, at) => text + (at < parts.length ? textOf(parts[at] ?? "") : "")).join(""))

/** Text of our own making, control sequences and all: nothing that came from outside may be in it unescaped. */
export const ownWords = (text: string): Words => new Written(text)

/** Puts words one behind the other, with something between them. */
export const joined = (parts: ReadonlyArray<Part>, between: Words): Words =>
  new Written(parts.map(textOf).join(between.text))

/** Puts words on lines of their own. */
export const lines = (parts: ReadonlyArray<Part>): Words => joined(parts, say`\n`)

/** Puts words on lines of their own, with an empty one between each two. */
export const paragraphs = (parts: ReadonlyArray<Part>): Words => joined(parts, say`\n\n`)

/** Takes words apart into their lines. */
export const linesOf = (words: Words): ReadonlyArray<Words> => words.text.split("\n").map(ownWords)

/** Breaks words for people where the terminal would break them. */
export const wrapped = ({ width }: { readonly width: number }, words: Words): Words =>
  new Written(wrap(words.text, width))
