import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { AccessToken } from "@zoho-bulk/core"
import { exchangeGrantCode, refreshToken, type TokenIssuer } from "@zoho-bulk/core/Auth"
import { Cause, Effect, Formatter, Logger, Option, Redacted, References, Tracer } from "effect"
import { brokenOff, fault, json, page, redirect, text } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { recordingTracer } from "../../support/recordingTracer.ts"
import { bodyText, ScriptedZoho, sentAt, sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { spellings, tracesOf } from "../../support/spellings.ts"
import { currentToken, grant, nthToken, refreshing, secrets, tokenReply } from "../../support/tokens.ts"

const failureAfter = (turn: Turn, options?: Parameters<typeof refreshing>[1]) =>
  Effect.flip(currentToken).pipe(Effect.provide(refreshing([turn], options)))

const error = (name: string, status = 200) => json({ error: name }, { status })

const server = new URL("http://127.0.0.1:8080")

const onThisMachine: TokenIssuer = {
  dataCenter: "us",
  apiVersion: "v8",
  hosts: { api: server, accounts: server, upload: server, download: server },
}

describe("an answer without a token", () => {
  it.effect.each([
    { error: "invalid_code", names: ["ZOHO_REFRESH_TOKEN", "ZOHO_DATA_CENTER: it is in"] },
    { error: "invalid_client", names: ["ZOHO_CLIENT_ID", "ZOHO_DATA_CENTER: it is in"] },
    { error: "invalid_client_secret", names: ["ZOHO_CLIENT_SECRET", "ZOHO_DATA_CENTER: it is in"] },
    { error: "invalid_scope", names: ["API console", "ZOHO_DATA_CENTER: it is in"] },
    { error: "unauthorized_client", names: ["API console", "ZOHO_DATA_CENTER: it is in"] },
  ])("$error, with HTTP 200, is GrantRefused; the remedy names the data centre, and nobody asks again", (given) =>
    Effect.gen(function* () {
      for (let at = 0; at < 3; at++) {
        const failure = expectTag(yield* Effect.flip(currentToken), "GrantRefused")
        assert.deepInclude({ ...failure }, { httpStatus: 200, code: given.error })
        assert.isFalse(failure.isRetryable)
        for (const name of given.names) assert.include(failure.remedy, name)
      }
      assert.strictEqual((yield* sentAt).length, 1)
    }).pipe(Effect.provide(refreshing([error(given.error)], { dataCenter: "in" }))),
  )

  it.effect.each(["invalid_code", "invalid_client", "invalid_client_secret"])(
    "%s of a server on this machine names the word that an emulator takes, and no data centre",
    (code) =>
      Effect.gen(function* () {
        const failure = expectTag(yield* Effect.flip(currentToken), "GrantRefused")
        assert.include(failure.remedy, "are all the word emulator")
        assert.notInclude(failure.remedy, "data centre")
      }).pipe(Effect.provide(refreshToken(grant)(onThisMachine)), Effect.provide(ScriptedZoho.layer([error(code)]))),
  )

  it.effect.each([
    { what: "HTTP 400", turn: error("Access Denied", 400), tag: "Throttled" },
    { what: "HTTP 200", turn: error("Access Denied"), tag: "Throttled" },
    {
      what: "Chinese",
      turn: json({ error: "访问被拒绝", error_description: "请稍后再试", status: "failure" }),
      tag: "Throttled",
    },
    { what: "HTTP 429 without a word", turn: page(429, "x"), tag: "Throttled" },
    { what: "HTTP 500", turn: json({}, { status: 500 }), tag: "ZohoFailing" },
    { what: "a word that nobody knows, with HTTP 200", turn: error("general_error"), tag: "ZohoFailing" },
    { what: "a word that nobody knows, with HTTP 400", turn: error("general_error", 400), tag: "ZohoFailing" },
    { what: "an error with HTTP 503", turn: error("server_error", 503), tag: "ZohoFailing" },
    { what: "a gateway's page", turn: page(502, "Bad Gateway"), tag: "ZohoFailing" },
    { what: "a page with HTTP 400", turn: page(400, "Zoho Accounts"), tag: "ZohoFailing" },
    { what: "a page with HTTP 200", turn: page(200, "Zoho Accounts"), tag: "ZohoFailing" },
    { what: "a page that is not there", turn: page(404, "Not found"), tag: "UnreadableAnswer" },
    { what: "a redirect", turn: redirect("https://accounts.zoho.com/signin"), tag: "UnreadableAnswer" },
    { what: "nothing in it", turn: json({}), tag: "UnreadableAnswer" },
    { what: "a list", turn: json([]), tag: "UnreadableAnswer" },
    { what: "an empty token", turn: tokenReply(1, { access_token: "" }), tag: "UnreadableAnswer" },
    { what: "a token with a line break", turn: tokenReply(1, { access_token: "a\nb" }), tag: "UnreadableAnswer" },
    { what: "a broken line", turn: fault("read ECONNRESET"), tag: "NoAnswer" },
  ] as const)("of the form: $what, is $tag", ({ tag, turn }) =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(turn)
      assert.strictEqual(failure._tag, tag)
      assert.strictEqual("request" in failure && failure.request.operation, "renewToken")
      assert.strictEqual(failure.isRetryable, tag !== "UnreadableAnswer")
      assert.include(failure.message, "Could not renew the access token")
    }),
  )
})

describe("the api_domain of a reply", () => {
  it.effect("is offered once there is a token", () =>
    Effect.gen(function* () {
      const { apiDomain } = yield* AccessToken
      assert.isTrue(Option.isNone(yield* apiDomain))
      yield* currentToken
      assert.strictEqual(Option.getOrThrow(yield* apiDomain).href, "https://sandbox.zohoapis.com/")
    }).pipe(Effect.provide(refreshing([tokenReply(1, { api_domain: "https://sandbox.zohoapis.com" })]))),
  )

  it.effect.each([
    "https://zohoapis.com.example.org",
    "https://www.zohoapis.com@evil.example",
    "https://169.254.169.254",
    "http://www.zohoapis.com",
    "ftp://www.zohoapis.com",
    "https://www.zohoapis.com:8443",
    "javascript:alert(1)",
  ])("%s gets no token: the failure names it, and nobody asks again", (api_domain) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(currentToken), "HostNotTrusted")
      assert.include(failure.remedy, "ZOHO_API_DOMAIN")
      assert.strictEqual((yield* Effect.flip(currentToken))._tag, "HostNotTrusted")
      assert.strictEqual((yield* sentAt).length, 1)
    }).pipe(Effect.provide(refreshing([tokenReply(1, { api_domain })]))),
  )

  it.effect("of another data centre says in words where the account lives", () =>
    Effect.gen(function* () {
      const failure = expectTag(
        yield* failureAfter(tokenReply(1, { api_domain: "https://www.zohoapis.eu" })),
        "HostNotTrusted",
      )
      assert.include(failure.remedy, "Your account is in eu: set ZOHO_DATA_CENTER=eu")
    }),
  )

  it.effect("that is no address is UnreadableAnswer", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* failureAfter(tokenReply(1, { api_domain: "x" })), "UnreadableAnswer")
      assert.include(failure.problem, "api_domain")
    }),
  )
})

const code = Redacted.make("1000.c0dec0dec0dec0dec0de.c0dec0dec0de")

describe("`exchangeGrantCode()`", () => {
  const { clientId, clientSecret } = grant

  it.effect("gives both tokens, and sends code and redirect in the body", () =>
    Effect.gen(function* () {
      const redirectUri = "http://127.0.0.1:8321/"
      const given = yield* exchangeGrantCode({ clientId, clientSecret, code, redirectUri }, "eu")
      assert.strictEqual(Redacted.value(given.accessToken), nthToken(1))
      assert.strictEqual(given.refreshToken && Redacted.value(given.refreshToken), secrets.refreshToken)
      assert.deepInclude(given, { expiresAt: 3_600_000, apiDomain: "https://www.zohoapis.eu" })
      const [request] = yield* sentRequests
      assert.strictEqual(request?.url, "https://accounts.zoho.eu/oauth/v2/token")
      assert.deepStrictEqual(request === undefined ? {} : Object.fromEntries(new URLSearchParams(bodyText(request))), {
        grant_type: "authorization_code",
        client_id: "1000.CLIENT",
        client_secret: secrets.clientSecret,
        code: Redacted.value(code),
        redirect_uri: redirectUri,
      })
    }).pipe(
      Effect.provide(
        ScriptedZoho.layer([
          tokenReply(1, { api_domain: "https://www.zohoapis.eu", refresh_token: secrets.refreshToken }),
        ]),
      ),
    ),
  )

  it.effect("fails once on a code that is used up, and says how long one lasts", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(exchangeGrantCode({ clientId, clientSecret, code })), "GrantRefused")
      assert.match(failure.remedy, /works once.*few minutes.*is for us/)
      assert.include(failure.summary, "exchange the grant code")
    }).pipe(Effect.provide(ScriptedZoho.layer([error("invalid_code")]))),
  )
})

/** Every way in which something may come before somebody's eyes. */
const shown = (value: unknown): ReadonlyArray<string> => [
  String(value),
  JSON.stringify(value),
  inspect(value, { depth: Infinity, showHidden: true }),
  Formatter.format(value),
  Cause.pretty(Cause.fail(value)),
  value instanceof Error ? `${value.message} ${value.stack} ${String(value.cause)}` : "",
]

const echo = `${secrets.clientSecret} ${secrets.refreshToken} ${secrets.accessToken}`

describe("no failure of a renewal shows a secret, however it is spelled where it comes back:", () => {
  it.effect.each(spellings)("$name", ({ of }) =>
    Effect.gen(function* () {
      const spelled = Object.values(secrets).map(of)
      const all = spelled.join(" ")
      const turns = [
        json({ error: "invalid_code", error_description: all }),
        json({ error: all }),
        text(`{"error":"${all}","error_description":"${all}"}`),
        page(502, all),
        text(all, { status: 404 }),
        brokenOff(`{"access_token":"${all}"`, all),
        tokenReply(1, { api_domain: `https://${of(nthToken(1)).replaceAll(/[\\%&#;]/g, "")}.evil.example` }),
        tokenReply(1, { api_domain: `https://evil.example/${of(nthToken(1))}` }),
        tokenReply(1, { api_domain: of(nthToken(1)) }),
        ...spelled.map((each) => redirect(`https://${each.replaceAll("\\", "")}.evil.example/`)),
      ]
      for (const turn of turns) {
        const failure = yield* failureAfter(turn)
        for (const sight of shown(failure)) {
          for (const secret of Object.values(secrets)) {
            for (const trace of tracesOf(secret)) assert.notInclude(sight, trace, failure._tag)
          }
        }
      }
    }),
  )
})

describe("no failure, log or span of a renewal shows a secret", () => {
  it.effect.each([
    { what: "a refused grant", turn: error("invalid_code") },
    { what: "a refused grant that echoes the form", turn: json({ error: "invalid_code", error_description: echo }) },
    { what: "an error that is the form", turn: json({ error: `${secrets.clientSecret} ${secrets.refreshToken}` }) },
    { what: "a page that echoes the form", turn: page(502, echo) },
    { what: "a text that echoes the form", turn: text(echo, { status: 404 }) },
    { what: "half a token", turn: text(`{"access_token":"${nthToken(1)}"`) },
    { what: "half a token that broke off", turn: brokenOff(`{"access_token":"${nthToken(1)}"`, "terminated") },
    { what: "a token for elsewhere", turn: tokenReply(1, { api_domain: "https://evil.example" }) },
    { what: "a token that cannot be sent", turn: tokenReply(1, { access_token: `${nthToken(1)}\n` }) },
    { what: "a redirect with it", turn: redirect(`https://evil.example/${secrets.refreshToken}`) },
    { what: "a token", turn: tokenReply(1) },
  ])("after $what", ({ turn }) =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const logger = Logger.make<unknown, void>(({ message }) => void lines.push(String(message)))
      const { spans, tracer } = recordingTracer()
      const exit = yield* Effect.exit(AccessToken.use(({ get }) => get)).pipe(
        Effect.provide(refreshing([turn])),
        Effect.provide(Logger.layer([logger])),
        Effect.provideService(References.MinimumLogLevel, "Debug"),
        Effect.provideService(Tracer.Tracer, tracer),
      )
      assert.deepStrictEqual(
        spans.map(({ name }) => name),
        ["zoho-bulk.renewToken"],
      )
      const seen = [
        ...shown(exit._tag === "Failure" ? Cause.squash(exit.cause) : exit.value),
        ...lines,
        ...spans.flatMap(({ attributes, events }) => shown([[...attributes], events])),
      ]
      for (const sight of seen) {
        for (const secret of Object.values(secrets)) assert.notInclude(sight, secret)
      }
    }),
  )
})
