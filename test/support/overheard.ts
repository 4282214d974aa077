import { never, withPolicy } from "@zoho-bulk/core/Retry"
import { Console, Effect, Layer } from "effect"
import { HttpClient, HttpClientError, HttpClientRequest, HttpServerResponse } from "effect/http"
import { Otlp } from "effect/observability"
import type { Run } from "./commandLine.ts"
import type { Machine } from "./onDisk.ts"
import { sentinels, type Written } from "./sentinels.ts"

/** What a fake gives. */
export type Answer = Effect.Effect<HttpServerResponse.HttpServerResponse, Error>

/** An answer of JSON. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  Effect.succeed(HttpServerResponse.jsonUnsafe(body, { status, headers }))

/** An answer of text that says it is JSON. */
export const text = (body: string, status = 200): Answer =>
  Effect.succeed(HttpServerResponse.text(body, { status, contentType: "application/json" }))

/** An answer that leads elsewhere. */
export const redirect = (location: string): Answer =>
  Effect.succeed(HttpServerResponse.empty({ status: 302, headers: { location } }))

/** What the accounts host gives, with each of the sentinels that it can have. */
const tokenReply = json({
  access_token: sentinels.issuedToken,
  refresh_token: sentinels.refreshToken,
  api_domain: "https://www.zohoapis.com",
  scope: "ZohoCRM.bulk.ALL ZohoCRM.modules.ALL ZohoFiles.files.ALL ZohoCRM.org.READ",
  expires_in: 3_600,
})

/** What is answered in place of the emulated Zoho, where it is set; `accounts` is for requests of tokens. */
export interface Wanted {
  api: Answer | ((url: URL) => Answer | undefined) | undefined
  accounts: Answer | undefined
}

/** The emulated Zoho, which takes the sentinels for its own words, and answers otherwise where that is wanted. */
export const fakeZoho =
  (wanted: Wanted) =>
  (zoho: HttpClient.HttpClient): HttpClient.HttpClient =>
    HttpClient.make((request, url) => {
      const isForToken = url.pathname.includes("/oauth/v2/token")
      const fromApi = typeof wanted.api === "function" ? wanted.api(url) : wanted.api
      const answer = isForToken ? (wanted.accounts ?? tokenReply) : fromApi
      if (answer === undefined)
        return zoho.execute(HttpClientRequest.setHeader(request, "authorization", "Zoho-oauthtoken emulator"))
      return answer.pipe(
        Effect.map((response) => HttpServerResponse.toClientResponse(response, { request })),
        Effect.mapError(
          (cause) =>
            new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, cause }) }),
        ),
      )
    })

/** Takes away the token that a machine has. */
export const nothingSet = { ZOHO_ACCESS_TOKEN: "" }

/** The ways in which somebody may be signed in. */
export const signIns = {
  token: { ZOHO_ACCESS_TOKEN: sentinels.accessToken },
  grant: {
    ...nothingSet,
    ZOHO_CLIENT_ID: "1000.CLIENT",
    ZOHO_CLIENT_SECRET: sentinels.clientSecret,
    ZOHO_REFRESH_TOKEN: sentinels.refreshToken,
  },
  profile: nothingSet,
}

/** Runs the command where all that it could write to is listened to. */
export const overheard = Effect.fnUntraced(function* (
  here: Machine,
  args: ReadonlyArray<string>,
  { env, stdoutFault }: { readonly env: Readonly<Record<string, string>>; readonly stdoutFault?: "ENOSPC" },
) {
  const written: Array<Written> = []
  const hear =
    (where: string) =>
    (...words: ReadonlyArray<unknown>) =>
      void written.push({ where, text: words.map(String).join(" ") })
  const console = {
    ...globalThis.console,
    log: hear("the console"),
    error: hear("the log"),
    warn: hear("the console"),
    info: hear("the console"),
    debug: hear("the console"),
  }
  const collector = Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) => {
      const { body } = request
      const sent = body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : JSON.stringify(body)
      written.push({ where: "what the exporter sends", text: `${request.url} ${sent}` })
      return Effect.succeed(HttpServerResponse.toClientResponse(HttpServerResponse.empty(), { request }))
    }),
  )
  const exporter = Layer.provide(
    Otlp.layerJson({
      baseUrl: "http://127.0.0.1:1",
      resource: { serviceName: "tests", serviceVersion: "0" },
      loggerMergeWithExisting: true,
    }),
    collector,
  )
  const run: Run = yield* withPolicy(
    here.run(args, { env, ...(stdoutFault === undefined ? {} : { stdoutFault }) }),
    never,
  ).pipe(Effect.provide(exporter), Effect.provideService(Console.Console, console))
  const what = args.slice(0, 2).join(" ")
  written.push({ where: `stdout of ${what}`, text: run.stdout }, { where: `stderr of ${what}`, text: run.stderr })
  return { run, written }
})
