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
  return String(part).replaceAll(/[&<>"']/g, (char) => escapes[char] ?? char)
}

/** Writes HTML; whatever is put into it is escaped, unless it is HTML itself. */
export const html = (texts: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html => ({
  html: texts.map((text, at) => text + (at < parts.length ? partHtml(parts[at] ?? "") : "")).join(""),
})

/** A table for eyes and for screen readers; where it has no rows, a sentence says so. */
export const table = (
  caption: string,
  headings: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string | number | Html>>,
  none: string,
): Html =>
  rows.length === 0
    ? html`<p>${none}</p>`
    : html`<div class="wide" role="region" aria-label="${caption}" tabindex="0">
        <table>
          <caption>
            ${caption}
          </caption>
          <thead>
            <tr>
              ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ([first = "", ...others]) =>
                html`<tr>
                  <th scope="row">${first}</th>
                  ${others.map((cell) => html`<td>${cell}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div> `
