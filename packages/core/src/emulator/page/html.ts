import { own } from "../../domain/own.ts"

/** Text of HTML, in which nothing that came from outside can be a tag. */
export interface Html {
  readonly html: string
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

type Part = string | number | Html | ReadonlyArray<Html>

const partHtml = (part: Part): string => {
  if (typeof part === "object") return "html" in part ? part.html : part.map(({ html: inner }) => inner).join("")
  return String(part).replaceAll(/[&<>"']/g, (char) => own(escapes, char) ?? char)
}

/** Writes HTML; whatever is put into it is escaped, unless it is HTML itself. */
export const html = (texts: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html => ({
  html: texts.map((text, at) => text + (at < parts.length ? partHtml(parts[at] ?? "") : "")).join(""),
})

/** A moment of a world: the time of day for eyes, and all of it for programs. */
export const timeOfDay = (moment: string): Html =>
  html`<time datetime="${moment}">${/T([\d:]+)/.exec(moment)?.[1] ?? moment}</time>`
