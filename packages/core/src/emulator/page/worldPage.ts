import { OperationName } from "../../wire/Operation.ts"
import { emulatorToken } from "../emulatorToken.ts"
import { Mishap } from "../mishaps/Mishap.ts"
import { html, type Html, table } from "./html.ts"

/** The report of a world, as far as the page shows it. */
export interface ShownWorld {
  readonly now: string
  readonly records: Readonly<Record<string, number>>
  readonly jobs: ReadonlyArray<{
    readonly id: string
    readonly kind: string
    readonly module: string
    readonly phase: string
    readonly percent: number
    readonly createdTime: string
  }>
  readonly credits: { readonly perDay: number; readonly spent: number }
  readonly accessTokens: ReadonlyArray<{ readonly fingerprint: string; readonly secondsLeft: number }>
  readonly mishaps: ReadonlyArray<Mishap & { readonly seen: number }>
  readonly requests: ReadonlyArray<{
    readonly at: string
    readonly method: string
    readonly path: string
    readonly operation: string
    readonly status: number
  }>
}

const style = `
:root { color-scheme: light dark; --line: #8886; --mark: #0a7d33; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --mark: #5fd38a; --bad: #ff8a80 } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
pre { background: #8882; border-radius: .4rem; overflow: auto; padding: .6rem }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
caption { text-align: left; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; font-weight: normal }
thead th { font-weight: 600 } td, tbody th { font-variant-numeric: tabular-nums }
progress { width: 6rem } .good { color: var(--mark) } .bad { color: var(--bad) }
button, select, input { font: inherit; padding: .3rem .6rem; min-height: 2.2rem; max-width: 100% }
form { display: inline-flex; vertical-align: bottom; flex-wrap: wrap; gap: .5rem; align-items: end } label { display: grid; gap: .1rem; font-size: .9rem }
`

const isOver = (phase: string): boolean => phase === "completed" || phase === "failed"

const phaseCell = (phase: string, percent: number): Html =>
  isOver(phase)
    ? html`<span class="${phase === "failed" ? "bad" : "good"}">${phase}</span>`
    : html`${phase} <progress max="100" value="${percent}">${percent} %</progress>`

const finishButton = (id: string, phase: string): Html =>
  isOver(phase)
    ? html``
    : html`<form method="post" action="/_emulator/jobs/${id}/finish">
        <button aria-label="Finish job ${id}">Finish</button>
      </form>`

const statusCell = (status: number): Html =>
  html`<span class="${status >= 200 && status < 300 ? "good" : "bad"}"
    >${status === 0 ? "connection broken" : status}</span
  >`

const option = (value: string): Html => html`<option>${value}</option>`

const shownRequests = 30

const mishapForm: Html = html`<form method="post" action="/_emulator/mishaps">
  <label
    >The next request for
    <select name="operation">
      <option value="">anything</option>
      ${OperationName.literals.map(option)}
    </select></label
  >
  <label
    >meets
    <select name="does">
      ${Mishap.fields.does.literals.map(option)}
    </select></label
  >
  <button>Arm it</button>
</form>`

const clearButton: Html = html` <form method="post" action="/_emulator/mishaps/clear">
  <button>Disarm all</button>
</form>`

/** The page of a world, for a person to look at: it works without scripts, and is made anew every two seconds unless told not to. */
export const worldPage = (origin: string, world: ShownWorld, isPaused: boolean): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <link rel="icon" href="data:," />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${isPaused ? html`` : html`<meta http-equiv="refresh" content="2" />`}
        <title>Emulated Zoho CRM</title>
        <style>
          ${{ html: style }}
        </style>
      </head>
      <body>
        <h1>Emulated Zoho CRM</h1>
        <p>
          API, accounts, upload and download hosts at once, at ${world.now}. Client id, client secret, refresh token,
          grant code and access token are all <code>${emulatorToken}</code>.
        </p>
        <pre>export ZOHO_API_DOMAIN=${origin} ZOHO_ACCESS_TOKEN=${emulatorToken}</pre>
        <p>
          ${isPaused ? html`<a href="/">Keep this page up to date</a>` : html`<a href="/?paused">Hold this page still</a>`}
          · <a href="/_emulator/state">Everything, as JSON</a>
        </p>
        <main>
          <h2>Jobs</h2>
          ${table(
            "Jobs",
            ["Job", "Kind", "Module", "State", "Created", "Do"],
            world.jobs
              .toReversed()
              .map(({ createdTime, id, kind, module, percent, phase }) => [
                id,
                kind,
                module,
                phaseCell(phase, percent),
                createdTime,
                finishButton(id, phase),
              ]),
            "No job has been made yet, beside the three recorded ones.",
          )}
          <h2>What goes wrong</h2>
          ${table(
            "Mishaps",
            ["What", "Request", "Which of them", "Met so far"],
            world.mishaps.map(({ does, nth, operation, path, seen }) => [
              does,
              operation ?? path ?? "any",
              nth === undefined ? "all" : String(nth),
              seen,
            ]),
            "Nothing, so far.",
          )}
          ${mishapForm}${world.mishaps.length === 0 ? html`` : clearButton}
          <h2>Requests</h2>
          ${table(
            "Requests, the latest first",
            ["Answer", "Request", "Operation", "At"],
            world.requests
              .slice(-shownRequests)
              .toReversed()
              .map(({ at, method, operation, path, status }) => [
                statusCell(status),
                `${method} ${path}`,
                operation,
                at,
              ]),
            "Nobody has asked for anything yet.",
          )}
          <h2>Tokens and credits</h2>
          <p>${world.credits.spent} of ${world.credits.perDay} API credits are spent.</p>
          ${table(
            "Access tokens",
            ["Fingerprint", "Seconds left"],
            world.accessTokens.map(({ fingerprint, secondsLeft }) => [fingerprint, secondsLeft]),
            "No token has been given out.",
          )}
          <h2>Records</h2>
          ${table("Records", ["Module", "Records"], Object.entries(world.records), "There are none.")}
        </main>
      </body>
    </html> `.html
