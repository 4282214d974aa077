import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { parametersOf } from "../accounts/answers.ts"
import { answerDevice, devicePath } from "../accounts/deviceCodes.ts"
import { answersFor, type Origin } from "../requests/origin.ts"
import { html, type Html } from "./html.ts"
import { pageHeaders } from "./pageHeaders.ts"
import { pageStyle } from "./pageStyle.ts"

const page = (content: Html, status = 200) =>
  HttpServerResponse.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <link rel="icon" href="data:," />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Connect a device</title>
          ${{ html: `<style>${pageStyle}</style>` }}
        </head>
        <body>
          <header><h1>Connect a device</h1></header>
          <main>${content}</main>
        </body>
      </html> `.html,
  ).pipe(HttpServerResponse.setHeaders(pageHeaders), HttpServerResponse.setStatus(status))

const form = (note: Html): Html =>
  html`${note}
    <form method="post" action="${devicePath}">
      <label>Code <input name="user_code" required autocomplete="off" /></label>
      <button name="consent" value="allow">Allow</button>
      <button name="consent" value="deny">Refuse</button>
    </form>`

const introduction: Html = html`<p>Enter the code that your program shows. This emulated Zoho asks for no password.</p>`

const consentTo = Effect.fnUntraced(function* (origin: Origin) {
  const { consent, user_code: userCode = "" } = yield* parametersOf(origin)
  if (consent !== "allow" && consent !== "deny") {
    return page(form(html`<p>Say consent=allow or consent=deny.</p>`), 400)
  }
  const scopes = yield* answerDevice(userCode, consent === "allow" ? "allowed" : "denied")
  if (scopes === undefined) return page(form(html`<p>No program waits with the code ${userCode}.</p>`), 400)
  if (consent === "deny") return page(html`<p>Refused. The program will be told.</p>`)
  return page(html`<p>Allowed: ${scopes.join(", ")}. The program goes on within half a minute.</p>`)
})

/** Tells whether a path is that at which users enter the codes of devices. */
export const isDevicePath = (origin: Origin): boolean =>
  origin.url.pathname === devicePath && answersFor(origin, "accounts")

/** The page on which a user enters the code of a device; a page of somebody else's can answer for nobody. */
export const devicePage = Effect.fnUntraced(function* (origin: Origin, method: string) {
  if (method === "GET") return page(form(introduction))
  if (method !== "POST") return undefined
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  const isForeign = headers["origin"] !== undefined && headers["origin"] !== origin.url.origin
  return isForeign ? page(form(introduction), 403) : yield* consentTo(origin)
})
