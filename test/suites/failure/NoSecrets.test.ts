import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { InvalidSettings } from "@zoho-bulk/core/Failure"
import { Cause, Effect, Formatter, Layer, Redacted } from "effect"
import { brokenOff, empty, fault, json, page, redirect, refusal, silence, text } from "../../support/answers.ts"
import { scripted, testToken } from "../../support/connected.ts"
import { failureAfter } from "../../support/failureAfter.ts"
import { readBody, writeBody } from "../../support/samples.ts"
import { spellings, tracesOf } from "../../support/spellings.ts"
import { within } from "../../support/time.ts"

/** Every way in which a failure may come before somebody's eyes. */
const shown = (failure: unknown): ReadonlyArray<string> => [
  String(failure),
  JSON.stringify(failure),
  inspect(failure, { depth: Infinity, showHidden: true }),
  Formatter.format(failure),
  Cause.pretty(Cause.fail(failure)),
  failure instanceof Error ? `${failure.message} ${failure.stack} ${String(failure.cause)}` : "",
]

const turns = [
  { what: "a refused token", turn: refusal(401, "INVALID_TOKEN") },
  { what: "a missing scope", turn: refusal(401, "OAUTH_SCOPE_MISMATCH") },
  { what: "a missing permission", turn: refusal(403, "NO_PERMISSION") },
  { what: "a missing job", turn: refusal(404, "RESOURCE_NOT_FOUND") },
  { what: "a wrong request", turn: refusal(400, "INVALID_DATA") },
  { what: "a full queue", turn: refusal(429, "TOO_MANY_REQUESTS") },
  { what: "a failing gateway", turn: page(502, "Bad Gateway") },
  { what: "an empty answer", turn: empty(204) },
  { what: "a foreign redirect", turn: redirect("https://www.zohoapis.example/") },
  { what: "an answer without a job", turn: json({}) },
  { what: "a broken connection", turn: fault("read ECONNRESET", { code: "ECONNRESET" }) },
  { what: "a broken answer", turn: brokenOff("{", "terminated") },
  { what: "silence", turn: silence },
  { what: "a page that shows the request again", turn: text(`You sent ${testToken}`) },
  { what: "a lost page that shows the request again", turn: text(`You sent ${testToken}`, { status: 404 }) },
  {
    what: "a refusal that shows the request again",
    turn: refusal(400, "X", { message: testToken, details: { h: testToken } }),
  },
  { what: "a job that shows the request again", turn: json({ data: [{ id: testToken }] }) },
]

describe("the message of a refusal", () => {
  it.effect("holds no address of Zoho's details, not even of a key", () =>
    Effect.gen(function* () {
      const address = "https://somebody:hidden@zylker.example/hook?key=hidden"
      const failure = yield* failureAfter(refusal(400, "INVALID_DATA", { details: { [address]: "x" } }))
      assert.include(failure.message, "Details: ")
      for (const sight of shown(failure)) assert.notInclude(sight, "hidden")
    }),
  )

  it.effect("holds the beginning of details that are long; all of them stand in the failure", () =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(refusal(400, "INVALID_DATA", { details: { names: "n".repeat(100_000) } }))
      assert.isBelow(failure.message.length, 2_000)
      assert.isAbove(JSON.stringify(failure.details).length, 100_000)
    }),
  )
})

describe("no failure of `getJobDetails()` shows the token", () => {
  it.effect.each(turns)("after $what", ({ turn }) =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(turn).pipe(within(60_000))
      for (const sight of shown(failure)) assert.notInclude(sight, testToken)
    }),
  )

  it.effect("nor does one of a token that cannot be sent", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Layer.build(layerAccessToken(Redacted.make(`${testToken}\n`))))
      assert.instanceOf(failure, InvalidSettings)
      for (const sight of shown(failure)) assert.notInclude(sight, testToken)
    }),
  )
})

/** JSON in which a string is written as it stands, escapes and all. */
const rawJson = (string: string, status = 400) =>
  text(`{"code":"${string}","message":"You sent ${string}.","details":{"${string}":["${string}"]},"status":"error"}`, {
    status,
  })

describe("the token is in no failure and in no job, however it is spelled where it comes back:", () => {
  it.effect.each(spellings)("$name", ({ of }) =>
    Effect.gen(function* () {
      const echo = of(testToken)
      const turns = [
        rawJson(echo),
        rawJson(echo.replaceAll("\\", "\\\\")),
        refusal(401, "INVALID_TOKEN", { message: echo }),
        text(`You sent ${echo}`),
        text(echo.repeat(20), { status: 404 }),
        page(502, echo),
        json({ data: [{ id: echo }] }),
        redirect(`https://${echo.replaceAll("\\", "")}.zylker.example/${echo}`),
        redirect(`https://www.zylker.example/?${echo}`),
        fault(`Invalid header ${echo}`),
        fault("connection failed", { errors: [new Error(echo)], cause: new Error(echo) }),
        brokenOff(`{"data":["${echo}`, `terminated ${echo}`),
      ]
      for (const turn of turns) {
        const failure = yield* failureAfter(turn).pipe(within(60_000))
        for (const sight of shown(failure)) {
          for (const trace of tracesOf(testToken)) assert.notInclude(sight, trace, failure._tag)
        }
      }
    }),
  )

  it.effect.each(spellings)("$name, in a job that is none the worse for it", ({ of }) =>
    Effect.gen(function* () {
      const echo = of(testToken)
      const body = JSON.stringify(readBody({ [echo]: echo, query: { module: { api_name: echo } } }))
      const job = yield* getJobDetails({ kind: "read", id: "7" }).pipe(
        Effect.provide(scripted([text(body, { headers: { "x-accesstoken-reset": echo } })])),
      )
      for (const sight of shown(job)) {
        for (const trace of tracesOf(testToken)) assert.notInclude(sight, trace)
      }
    }),
  )

  it.effect("and a fault that is its own cause is none of ours", () =>
    Effect.gen(function* () {
      const circle = new Error(testToken)
      const failure = yield* failureAfter(fault("read ECONNRESET", { cause: Object.assign(circle, { cause: circle }) }))
      assert.strictEqual(failure._tag, "NoAnswer")
      assert.notInclude(inspect(failure, { depth: Infinity, showHidden: true }), testToken)
    }).pipe(within(60_000)),
  )

  it.effect("and words that only look like a part of it are left alone", () =>
    Effect.gen(function* () {
      const message = `1000.5ec2 and ${testToken.slice(0, 9)} are no secrets, and 100%25 of \\u0041 &#x41; neither`
      const failure = yield* failureAfter(refusal(400, "X", { message }))
      assert.include(failure.message, message)
    }),
  )
})

const callbacks = [
  "https://www.example.com/callback?secret=5ec2e7",
  "https://www.example.com/callback#5ec2e7",
  "https://hook:5ec2e7@www.example.com/callback",
]

describe("no failure of `getJobDetails()` shows what is secret in a callback's address", () => {
  for (const url of callbacks) {
    const job = JSON.stringify({ callback: { url, method: "post" }, ...writeBody() })
    const cases = [
      { what: "half a job", body: job.slice(0, -1) },
      { what: "half a job with its slashes escaped", body: job.replaceAll("/", "\\/").slice(0, -1) },
      { what: "a job where there should be a list", body: `{"data":${job}}` },
      { what: "a list where there should be a job", body: `{"data":[[${job}]]}` },
    ]
    it.effect.each(cases)(`${url}, after $what`, ({ body }) =>
      Effect.gen(function* () {
        const failure = yield* failureAfter(text(body))
        assert.strictEqual(failure._tag, "UnreadableAnswer")
        for (const sight of shown(failure)) assert.notInclude(sight, "5ec2e7")
      }),
    )
  }
})

it.effect("neither the connection nor its settings show the token", () =>
  Effect.gen(function* () {
    const connection = yield* ZohoConnection
    for (const sight of shown(connection)) assert.notInclude(sight, testToken)
  }).pipe(Effect.provide(scripted([]))),
)
