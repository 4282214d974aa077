import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type * as Schema from "effect/Schema"
import { emulatorToken } from "./emulatorToken.ts"
import type { Origin } from "./origin.ts"
import { worldReport } from "./worldReport.ts"

const row = (name: string, value: Schema.Json | undefined): string =>
  `<tr><th>${name}</th><td>${String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</td></tr>`

const page = (origin: string, report: Readonly<Record<string, Schema.Json>>): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Emulated Zoho CRM</title>
<style>body { font: 16px/1.5 system-ui; margin: 3rem auto; max-width: 50rem } th { text-align: left; padding-right: 2rem }</style>
<h1>Emulated Zoho CRM</h1>
<p>API, accounts, upload and download hosts at once. Client id, client secret, refresh token and access token are
<code>${emulatorToken}</code>.</p>
<pre>export ZOHO_API_DOMAIN=${origin} ZOHO_ACCESS_TOKEN=${emulatorToken}</pre>
<h2>Records</h2>
<table>${Object.entries(report.records as Record<string, number>)
  .map(([name, count]) => row(name, count))
  .join("")}</table>
<h2>Jobs</h2>
<table>${(report.jobs as ReadonlyArray<Record<string, Schema.Json>>)
  .map(({ id, kind, module, phase }) => row(String(id), `${kind} ${module}: ${phase}`))
  .join("")}</table>
<p><a href="/_emulator/state">Everything, as JSON</a></p>
</html>
`

/** Answers what Zoho has not: the state as JSON and, on a port, a page to read. Any other path is Zoho's. */
export const ownPage = Effect.fnUntraced(function* ({ dataCenter, url }: Origin, method: string) {
  const isPage = url.pathname === "/" && dataCenter === undefined
  if (method !== "GET" || !(isPage || url.pathname === "/_emulator/state")) return undefined
  const report = yield* worldReport
  return isPage
    ? HttpServerResponse.html(page(url.origin, report))
    : yield* Effect.orDie(HttpServerResponse.json(report))
})
