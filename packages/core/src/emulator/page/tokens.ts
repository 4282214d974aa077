import { number } from "../../domain/amount.ts"
import type { EmulatorReport } from "../model/EmulatorReport.ts"
import { html, type Html } from "./html.ts"
import { table } from "./table.ts"

/** What a world's day has cost so far. */
export const creditsSentence = ({ credits }: EmulatorReport): Html =>
  html`<p>${number(credits.spent)} of ${number(credits.perDay)} API credits are spent.</p>`

/** The access tokens that a world has given out, by their fingerprints. */
export const tokensTable = ({ accessTokens }: EmulatorReport): Html =>
  table({
    caption: "Access tokens",
    headings: ["Fingerprint", "Seconds left"],
    rows: accessTokens.map(({ fingerprint, secondsLeft }) => ({
      id: `token-${fingerprint}`,
      cells: [html`<code>${fingerprint}</code>`, secondsLeft],
    })),
    none: "No tokens have been issued.",
  })
