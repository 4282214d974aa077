import { assert, describe, it } from "@effect/vitest"
import { AccessToken, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { never, withPolicy } from "@zoho-bulk/core/Retry"
import { layerAccessToken, refreshToken } from "@zoho-bulk/core/Auth"
import { Clock, Effect, Fiber, Layer, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { after, json, refusal, silence } from "../../support/answers.ts"
import { readBody } from "../../support/samples.ts"
import { bodyText, ScriptedZoho, sentAt, sentRequests } from "../../support/ScriptedZoho.ts"
import {
  connectedByGrant,
  currentToken,
  grant,
  issuerOf,
  nthToken,
  otherToken,
  readJob,
  refreshing,
  secrets,
  tokenReply,
  wireLog,
} from "../../support/tokens.ts"
import { within } from "../../support/time.ts"

const job = json(readBody())
const jobs = (count: number) => Array.from({ length: count }, () => job)
const refused = refusal(401, "INVALID_TOKEN")

describe("the request for a token", () => {
  it.effect("is a form in the body of a POST to the data centre's accounts host, and its address shows nothing", () =>
    Effect.gen(function* () {
      yield* currentToken
      const [request, ...others] = yield* sentRequests
      assert.deepStrictEqual(others, [])
      assert.strictEqual(request?.method, "POST")
      assert.strictEqual(request?.url, "https://accounts.zohocloud.ca/oauth/v2/token")
      assert.include(request?.headers["content-type"], "application/x-www-form-urlencoded")
      assert.deepStrictEqual(request === undefined ? {} : Object.fromEntries(new URLSearchParams(bodyText(request))), {
        grant_type: "refresh_token",
        client_id: "1000.CLIENT",
        client_secret: secrets.clientSecret,
        refresh_token: secrets.refreshToken,
      })
      assert.isUndefined(request?.headers.authorization)
    }).pipe(Effect.provide(refreshing([tokenReply(1, { api_domain: undefined })], { dataCenter: "ca" }))),
  )

  it.effect("is not made before a token is needed", () =>
    Effect.gen(function* () {
      yield* AccessToken
      assert.deepStrictEqual(yield* sentAt, [])
    }).pipe(Effect.provide(refreshing([]))),
  )
})

describe("a token is renewed", () => {
  it.effect("a minute before it expires: not at 3539.999 s of 3600, but at 3540", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* currentToken, nthToken(1))
      yield* TestClock.adjust(3_539_999)
      assert.strictEqual(yield* currentToken, nthToken(1))
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* currentToken, nthToken(2))
      assert.deepStrictEqual(yield* sentAt, [0, 3_540_000])
    }).pipe(Effect.provide(refreshing([tokenReply(1), tokenReply(2)]))),
  )

  it.effect.each([
    { what: "seconds", life: { expires_in: 600 }, renewed: 540_000 },
    { what: "seconds as text", life: { expires_in: "600" }, renewed: 540_000 },
    {
      what: "milliseconds beside expires_in_sec",
      life: { expires_in: 600_000, expires_in_sec: 600 },
      renewed: 540_000,
    },
    { what: "expires_in_sec alone", life: { expires_in: undefined, expires_in_sec: 600 }, renewed: 540_000 },
    { what: "nothing: an hour", life: { expires_in: undefined }, renewed: 3_540_000 },
    { what: "nonsense: an hour", life: { expires_in: "soon" }, renewed: 3_540_000 },
    {
      what: "an object that makes a number of itself: an hour",
      life: { expires_in: { toString: 1 } },
      renewed: 3_540_000,
    },
    { what: "a list of a number: an hour", life: { expires_in: [600] }, renewed: 3_540_000 },
    { what: "a truth: an hour", life: { expires_in: true }, renewed: 3_540_000 },
    { what: "hexadecimal text: an hour", life: { expires_in: "0x258" }, renewed: 3_540_000 },
    { what: "text with an exponent: an hour", life: { expires_in: "6e2" }, renewed: 3_540_000 },
    { what: "nothing at all: an hour", life: { expires_in: 0, expires_in_sec: "0" }, renewed: 3_540_000 },
    { what: "less than no time: an hour", life: { expires_in: -600 }, renewed: 3_540_000 },
    { what: "less than two minutes: half of it", life: { expires_in: 30 }, renewed: 15_000 },
  ])("by its life, told in $what", ({ life, renewed }) =>
    Effect.gen(function* () {
      yield* currentToken
      yield* TestClock.adjust(renewed - 1)
      yield* currentToken
      assert.strictEqual((yield* sentAt).length, 1)
      yield* TestClock.adjust(1)
      yield* currentToken
      assert.deepStrictEqual(yield* sentAt, [0, renewed])
    }).pipe(Effect.provide(refreshing([tokenReply(1, life), tokenReply(2)]))),
  )

  it.effect("and its life counts from before the request, however long the answer took", () =>
    Effect.gen(function* () {
      yield* currentToken.pipe(within(9_000))
      yield* TestClock.adjust(3_531_000)
      yield* currentToken
      assert.deepStrictEqual(yield* sentAt, [0, 3_540_000])
    }).pipe(Effect.provide(refreshing([after(9_000, tokenReply(1)), tokenReply(2)]))),
  )

  it.effect("and while that fails, the old one serves until it expires", () =>
    Effect.gen(function* () {
      yield* currentToken
      yield* TestClock.adjust(3_540_000)
      assert.strictEqual(yield* currentToken, nthToken(1))
      yield* TestClock.adjust(60_000)
      assert.strictEqual((yield* Effect.flip(currentToken))._tag, "Throttled")
      assert.deepStrictEqual(yield* sentAt, [0, 3_540_000])
    }).pipe(Effect.provide(refreshing([tokenReply(1), json({ error: "Access Denied" }, { status: 400 })]))),
  )
})

describe("however many wait for a token, there is one request", () => {
  it.effect("100 concurrent calls on an expired token make one token request", () =>
    Effect.gen(function* () {
      yield* readJob
      yield* TestClock.adjust(3_600_000)
      const found = yield* Effect.all(
        Array.from({ length: 100 }, () => readJob),
        { concurrency: "unbounded" },
      ).pipe(within(10_000))
      assert.strictEqual(found.length, 100)
      assert.deepStrictEqual(yield* wireLog, [
        "token",
        "with 1",
        "token",
        ...Array.from({ length: 100 }, () => "with 2"),
      ])
    }).pipe(Effect.provide(connectedByGrant([tokenReply(1), job, after(50, tokenReply(2)), ...jobs(100)]))),
  )

  it.effect("100 who ask for a token at once, and 100 who had the same one refused", () =>
    Effect.gen(function* () {
      const many = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
        Effect.all(
          Array.from({ length: 100 }, () => effect),
          { concurrency: "unbounded" },
        ).pipe(within(1_000))
      assert.deepStrictEqual([...new Set(yield* many(currentToken))], [nthToken(1)])
      const others = yield* many(otherToken(nthToken(1)))
      assert.deepStrictEqual([...new Set(others.map(Option.getOrNull))], [nthToken(2)])
      assert.deepStrictEqual(yield* sentAt, [0, 1_000])
    }).pipe(Effect.provide(refreshing([after(50, tokenReply(1)), after(50, tokenReply(2))]))),
  )

  it.effect("and whoever began it may be interrupted without the others noticing", () =>
    Effect.gen(function* () {
      const first = yield* Effect.forkChild(currentToken)
      const second = yield* Effect.forkChild(currentToken)
      yield* TestClock.adjust(100)
      yield* Fiber.interrupt(first)
      yield* TestClock.adjust(900)
      assert.strictEqual(yield* Fiber.join(second), nthToken(1))
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(refreshing([after(1_000, tokenReply(1))]))),
  )

  it.effect("and nobody waits for it past the end of their own call", () =>
    Effect.gen(function* () {
      yield* readJob
      yield* TestClock.adjust(3_600_000)
      const failure = yield* readJob.pipe(withPolicy(never), Effect.flip, within(10_000))
      assert.strictEqual(failure._tag, "NoAnswerInTime")
      assert.strictEqual(failure._tag === "NoAnswerInTime" && failure.request.operation, "renewToken")
      assert.strictEqual(yield* Clock.currentTimeMillis, 3_610_000)
    }).pipe(Effect.provide(connectedByGrant([tokenReply(1), job, silence]))),
  )
})

describe("a token that Zoho refuses", () => {
  it.effect.each(["INVALID_TOKEN", "AUTHENTICATION_FAILURE"])(
    "with %s is renewed, once, and the call goes on",
    (code) =>
      Effect.gen(function* () {
        assert.strictEqual((yield* readJob).state, "queued")
        assert.deepStrictEqual(yield* wireLog, ["token", "with 1", "token", "with 2"])
        assert.deepStrictEqual(yield* sentAt, [0, 0, 0, 0])
      }).pipe(Effect.provide(connectedByGrant([tokenReply(1), refusal(401, code), tokenReply(2), job]))),
  )

  it.effect("a second time in the same call is refused for good", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(readJob))._tag, "TokenRefused")
      assert.deepStrictEqual(yield* wireLog, ["token", "with 1", "token", "with 2"])
    }).pipe(Effect.provide(connectedByGrant([tokenReply(1), refused, tokenReply(2), refused]))),
  )

  it.effect("for a missing scope is not renewed, for a new one would have no more", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(readJob))._tag, "ScopeMissing")
      assert.deepStrictEqual(yield* wireLog, ["token", "with 1"])
    }).pipe(Effect.provide(connectedByGrant([tokenReply(1), refusal(401, "OAUTH_SCOPE_MISMATCH")]))),
  )

  it.effect("by the time that another call has renewed it costs no request", () =>
    Effect.gen(function* () {
      yield* currentToken
      assert.deepStrictEqual(yield* otherToken(nthToken(1)), Option.some(nthToken(2)))
      assert.deepStrictEqual(yield* otherToken(nthToken(1)), Option.some(nthToken(2)))
      assert.strictEqual((yield* sentAt).length, 2)
    }).pipe(Effect.provide(refreshing([tokenReply(1), tokenReply(2)]))),
  )

  it.effect("and was given as it is cannot be renewed: the refusal stands", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(getJobDetails({ kind: "read", id: "1" }))
      assert.strictEqual(failure._tag, "TokenRefused")
      assert.strictEqual((yield* sentAt).length, 1)
    }).pipe(
      Effect.provide(
        ZohoConnection.layer().pipe(
          Layer.provide(layerAccessToken(Redacted.make("1000.a.b"))),
          Layer.provideMerge(ScriptedZoho.layer([refused])),
        ),
      ),
    ),
  )
})

it.effect("`Auth.refreshToken()` fails on a grant with a line break in it, and names the key", () =>
  Effect.gen(function* () {
    const broken = { ...grant, clientSecret: Redacted.make(`${secrets.clientSecret}\n`) }
    const failure = yield* Effect.flip(Layer.build(refreshToken(broken)(issuerOf("us"))))
    assert.deepStrictEqual(failure.settings, ["clientSecret"])
    assert.notInclude(failure.message, "ZOHO_")
    assert.include(failure.problem, "line break")
    assert.notInclude(failure.message, secrets.clientSecret)
  }).pipe(Effect.provide(ScriptedZoho.layer([]))),
)
