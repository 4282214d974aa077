import { assert, describe, it } from "@effect/vitest"
import { layerFromConfig } from "@zoho-bulk/core"
import { exchangeGrantCode, revokeRefreshToken } from "@zoho-bulk/core/Auth"
import { ConfigProvider, Duration, Effect, Fiber, Layer, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { after, always, empty, fault, json, page, silence } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { ScriptedZoho, sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"
import {
  connectedByGrant,
  currentToken,
  grant,
  nthToken,
  otherToken,
  readJob,
  refreshing,
  secrets,
  tokenReply,
} from "../../support/tokens.ts"

const revoked = (turn: Turn) =>
  revokeRefreshToken(grant.refreshToken, "eu").pipe(Effect.provide(ScriptedZoho.layer([turn])))

describe("a refresh token is revoked", () => {
  it.effect("where Zoho says that it is", () => revoked(json({ status: "success" })))

  it.effect.each<{ what: string; turn: Turn; tag: string }>([
    { what: "a page of its sign-in", turn: page(200, "Sign in"), tag: "ZohoFailing" },
    { what: "nothing", turn: empty(200), tag: "ZohoFailing" },
    { what: "an error with HTTP 200", turn: json({ error: "invalid_code" }), tag: "GrantRefused" },
    { what: "JSON with HTTP 300", turn: json({ status: "success" }, { status: 300 }), tag: "UnreadableAnswer" },
    { what: "JSON with HTTP 404", turn: json({ status: "success" }, { status: 404 }), tag: "UnreadableAnswer" },
    { what: "JSON with HTTP 500", turn: json({ status: "success" }, { status: 500 }), tag: "ZohoFailing" },
  ])("and not where Zoho answers with $what", ({ tag, turn }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(revoked(turn))
      assert.strictEqual(failure._tag, tag)
    }),
  )
})

describe("a request for a token", () => {
  it.effect("says that it takes JSON, and who sends it", () =>
    Effect.gen(function* () {
      yield* currentToken
      const [request] = yield* sentRequests
      assert.strictEqual(request?.headers["accept"], "application/json")
      assert.match(request?.headers["user-agent"] ?? "", /zoho-bulk/)
    }).pipe(Effect.provide(refreshing([tokenReply(1)]))),
  )

  it.effect.each([408, 500, 503])("is failing with HTTP %d, and Zoho is left alone for a while", (status) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(currentToken), "ZohoFailing")
      assert.isAbove(Duration.toMillis(failure.retryAfter ?? 0), 0)
      const again = expectTag(yield* Effect.flip(currentToken), "ZohoFailing")
      assert.strictEqual((yield* sentRequests).length, 1)
      assert.deepStrictEqual(again.retryAfter, failure.retryAfter)
    }).pipe(Effect.provide(refreshing([json({}, { status })]))),
  )

  it.effect("is throttled with HTTP 429, and stays so for who asks again", () =>
    Effect.gen(function* () {
      expectTag(yield* Effect.flip(currentToken), "Throttled")
      expectTag(yield* Effect.flip(currentToken), "Throttled")
      assert.strictEqual((yield* sentRequests).length, 1)
    }).pipe(Effect.provide(refreshing([json({}, { status: 429 })]))),
  )

  it.effect("with an answer that is no token's says whose it is not", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(currentToken), "UnreadableAnswer")
      assert.strictEqual(failure.problem, "it is not an answer from Zoho's accounts host")
      assert.strictEqual(failure.httpStatus, 200)
    }).pipe(Effect.provide(refreshing([json({})]))),
  )

  it.effect("with a token that cannot be sent says why", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(currentToken), "UnreadableAnswer")
      assert.strictEqual(failure.problem, "its access_token is not valid: it contains a line break")
    }).pipe(Effect.provide(refreshing([tokenReply(1, { access_token: "1000.a\n1000.b" })]))),
  )

  it.effect.each([
    { domain: "data:text/plain,x", shown: "data:…" },
    { domain: "https://evil.example/path", shown: "https://evil.example" },
  ])("with a token for $domain shows its origin, and which hosts may get it", ({ domain, shown }) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(currentToken), "HostNotTrusted")
      assert.strictEqual(failure.origin, shown)
      assert.include(failure.trustedHosts, "https://www.zohoapis.com")
    }).pipe(Effect.provide(refreshing([tokenReply(1, { api_domain: domain })]))),
  )

  it.effect("shows what Zoho said without what was secret in it, and without what looks like a token", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(currentToken), "GrantRefused")
      assert.deepInclude(
        { ...failure },
        { code: "invalid_code", zohoMessage: "<secret> and <secret>, but 1000.short: no" },
      )
    }).pipe(
      Effect.provide(
        refreshing([
          json({
            error: "invalid_code",
            error_description: `${secrets.clientSecret} and 1000.abcdefghijklmnopqrst, but 1000.short: no`,
          }),
        ]),
      ),
    ),
  )

  it.effect("that never arrived costs nothing of the budget", () =>
    Effect.gen(function* () {
      for (let n = 0; n < 11; n++) expectTag(yield* Effect.flip(currentToken), "NoAnswer")
      assert.strictEqual(yield* currentToken, nthToken(1))
    }).pipe(
      Effect.provide(
        refreshing([
          ...Array.from({ length: 11 }, () => fault("connect ECONNREFUSED", { code: "ECONNREFUSED" })),
          tokenReply(1),
        ]),
      ),
    ),
  )
})

describe("what a grant code was exchanged for", () => {
  const code = { clientId: grant.clientId, clientSecret: grant.clientSecret, code: Redacted.make("1000.c0de") }
  const exchanged = (reply: Turn) => exchangeGrantCode(code).pipe(Effect.provide(ScriptedZoho.layer([reply])))

  it.effect("has the scopes and the refresh token that Zoho named", () =>
    Effect.gen(function* () {
      const granted = yield* exchanged(tokenReply(1, { scope: "a b", refresh_token: secrets.refreshToken }))
      assert.strictEqual(granted.scope, "a b")
      assert.strictEqual(granted.refreshToken && Redacted.value(granted.refreshToken), secrets.refreshToken)
    }),
  )

  it.effect("has no key for what Zoho did not name", () =>
    Effect.gen(function* () {
      const granted = yield* exchanged(tokenReply(1, { api_domain: undefined }))
      assert.hasAllKeys(granted, ["accessToken", "issuedAt", "expiresAt"])
    }),
  )
})

describe("who waits for a renewal", () => {
  it.effect("fails once the call has lasted as long as it may, and says so", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* readJob.pipe(Effect.flip, withChance(0.5), within(60_000)), "NoAnswerInTime")
      assert.deepInclude({ ...failure }, { limit: "callTimeout", limitMillis: 30_000 })
      assert.strictEqual(failure.request.operation, "renewToken")
    }).pipe(Effect.provide(connectedByGrant(always(silence)))),
  )

  it.effect("does not get the token that it was refused, where a renewal brings just this one that began before", () =>
    Effect.gen(function* () {
      const first = yield* Effect.forkChild(currentToken)
      yield* TestClock.adjust(1)
      const other = yield* Effect.forkChild(otherToken(nthToken(1)))
      yield* TestClock.adjust(1_000)
      yield* TestClock.adjust(1_000)
      assert.strictEqual(yield* Fiber.join(first), nthToken(1))
      assert.deepStrictEqual(yield* Fiber.join(other), Option.some(nthToken(2)))
      assert.strictEqual((yield* sentRequests).length, 2)
    }).pipe(Effect.provide(refreshing([after(1_000, tokenReply(1)), after(1_000, tokenReply(2))]))),
  )
})

describe("variables that say how to get a token", () => {
  const fails = (env: Readonly<Record<string, string>>) =>
    Effect.flip(Effect.scoped(Layer.build(layerFromConfig()))).pipe(
      Effect.map((failure) => expectTag(failure, "InvalidSettings")),
      Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnvRecord(env)),
      Effect.provide(ScriptedZoho.layer([])),
    )
  const { ZOHO_ACCESS_TOKEN, ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET } = {
    ZOHO_ACCESS_TOKEN: secrets.accessToken,
    ZOHO_CLIENT_ID: grant.clientId,
    ZOHO_CLIENT_SECRET: secrets.clientSecret,
  }
  const all = "ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN"

  it.effect.each([
    {
      env: {},
      reason: "missing",
      problem: "There is no access token",
      remedy: `Set ZOHO_ACCESS_TOKEN to a token of your Zoho account, or ${all} to a grant that makes tokens.`,
    },
    {
      env: { ZOHO_CLIENT_ID },
      reason: "incomplete",
      problem: `A refresh-token grant needs ${all}, but ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN are not set`,
      remedy: "Set ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN as well, or ZOHO_ACCESS_TOKEN alone.",
    },
    {
      env: { ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET },
      reason: "incomplete",
      problem: `A refresh-token grant needs ${all}, but ZOHO_REFRESH_TOKEN is not set`,
      remedy: "Set ZOHO_REFRESH_TOKEN as well, or ZOHO_ACCESS_TOKEN alone.",
    },
    {
      env: { ZOHO_ACCESS_TOKEN, ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET },
      reason: "contradictory",
      problem: "ZOHO_ACCESS_TOKEN and ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET contradict each other",
      remedy: "Set either an access token or a refresh-token grant, not both.",
    },
    {
      env: { ZOHO_ACCESS_TOKEN, ZOHO_PROFILE: "work" },
      reason: "unusable",
      problem: "ZOHO_PROFILE names the sign-in work, but only the command uses sign-ins",
      remedy: "Unset it, and set the variables of a grant or a token.",
    },
  ])("and do not: $reason, $problem", ({ env, problem, reason, remedy }) =>
    Effect.gen(function* () {
      const failure = yield* fails(env)
      assert.deepStrictEqual([failure.reason, failure.problem, failure.remedy], [reason, problem, remedy])
    }),
  )

  it.effect("may name the sign-in that is no other than the usual one", () =>
    Effect.scoped(Layer.build(layerFromConfig())).pipe(
      Effect.provideService(
        ConfigProvider.ConfigProvider,
        ConfigProvider.fromEnvRecord({ ZOHO_ACCESS_TOKEN, ZOHO_PROFILE: "default" }),
      ),
      Effect.provide(ScriptedZoho.layer([])),
    ),
  )
})
