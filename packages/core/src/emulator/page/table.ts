import { number } from "../../domain/amount.ts"
import { html, type Html } from "./html.ts"

type Cell = string | number | Html

/** A row: what it is about comes first. One with an id stays the same row when the page is made again. */
export interface Row {
  readonly id?: string
  readonly cells: readonly [Cell, ...ReadonlyArray<Cell>]
}

interface Shown {
  readonly caption: string
  readonly headings: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
  /** The sentence that stands there while there are no rows. */
  readonly none: string
}

/** A table for eyes and for screen readers; where a narrow screen has no room for its columns, each row is a card. */
export const table = ({ caption, headings, none, rows }: Shown): Html => {
  const shown = (cell: Cell): string | Html => (typeof cell === "number" ? number(cell) : cell)
  const row = ({ cells: [first, ...others], id }: Row): Html =>
    html`<tr ${id === undefined ? "" : html`id="${id}"`}>
      <th scope="row" data-heading="${headings[0] ?? ""}">${shown(first)}</th>
      ${others.map((cell, at) => html`<td data-heading="${headings[at + 1] ?? ""}">${shown(cell)}</td>`)}
    </tr>`
  return rows.length === 0
    ? html`<p class="none">${none}</p>`
    : html`<div class="wide" role="region" aria-label="${caption}" tabindex="0">
        <table class="${headings.length > 2 ? "cards" : "pairs"}">
          <caption>
            ${caption}
          </caption>
          <thead>
            <tr>
              ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(row)}
          </tbody>
        </table>
      </div>`
}
