import type { EmulatorReport } from "../model/EmulatorReport.ts"
import { emulatorToken } from "../model/emulatorToken.ts"
import { disarmButton, faultForm, faultsTable } from "./faults.ts"
import { html, type Html, timeOfDay } from "./html.ts"
import { jobsTable } from "./jobs.ts"
import { pageScript } from "./pageScript.ts"
import { pageStyle } from "./pageStyle.ts"
import { requestsTable } from "./requests.ts"
import { table } from "./table.ts"
import { creditsSentence, tokensTable } from "./tokens.ts"

/**
 * A part that is rendered again as the world changes; the heading receives the focus when a button that had it
 * disappears.
 */
const livePart = (id: string, heading: string, ...content: ReadonlyArray<Html>): Html =>
  html`<section id="${id}" data-live>
    <h2 tabindex="-1">${heading}</h2>
    ${content}
  </section>`

const recordsTable = ({ records }: EmulatorReport): Html =>
  table({
    caption: "Records",
    headings: ["Module", "Records"],
    rows: Object.entries(records).map((cells) => ({ cells })),
    none: "No records.",
  })

const intro = (origin: string): Html =>
  html`<h1>Emulated Zoho CRM</h1>
    <p>
      API, accounts, upload and download hosts in one. Client id, client secret, refresh token, grant code and access
      token are all <code>${emulatorToken}</code>.
    </p>
    <pre>export ZOHO_API_DOMAIN=${origin} ZOHO_ACCESS_TOKEN=${emulatorToken}</pre>`

const clock = ({ now }: EmulatorReport, isPaused: boolean): Html =>
  html`<p id="clock" data-live>
    Its clock shows ${timeOfDay(now)}.
    <a id="still" href="${isPaused ? "/" : "/?paused"}">${isPaused ? "Resume updates" : "Pause updates"}</a>
    · <a href="/_emulator/state">Everything, as JSON</a>
  </p>`

const notes: Html = html`<div class="notes">
  <p id="said" role="status"></p>
  <p id="gone" class="gone" role="alert" hidden>
    The emulator has stopped, or does not answer. This is its last known state.
  </p>
</div>`

/**
 * The page of a world, for a person to look at.
 *
 * It is rendered every two seconds unless told not to: part by part if scripts run, otherwise as a whole.
 */
export const worldPage = (origin: string, world: EmulatorReport, isPaused: boolean): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <link rel="icon" href="data:," />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${isPaused ? "" : html`<noscript><meta http-equiv="refresh" content="2" /></noscript>`}
        <title>Emulated Zoho CRM</title>
        ${{ html: `<style>${pageStyle}</style>` }}
      </head>
      <body>
        <header>${intro(origin)}${clock(world, isPaused)}</header>
        <main>
          ${livePart("jobs", "Jobs", jobsTable(world))}
          ${livePart("faults", "What goes wrong", faultsTable(world), disarmButton(world))}
          <div class="form">${faultForm}</div>
          ${livePart("requests", "Requests", requestsTable(world))}
          ${livePart("tokens", "Tokens and credits", creditsSentence(world), tokensTable(world))}
          ${livePart("records", "Records", recordsTable(world))} ${notes}
        </main>
        ${{ html: `<script>${pageScript}</script>` }}
      </body>
    </html> `.html
