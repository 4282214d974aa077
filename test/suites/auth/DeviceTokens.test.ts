import { assert, describe, it } from "@effect/vitest"
import { awaitDeviceToken, requestDeviceCode } from "@zoho-bulk/core/Auth"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { after, fault, json, page } from "../../support/answers.ts"
import { bodyText, ScriptedZoho, sentRequests, type Turn } from "../../support/ScriptedZoho.ts"

const clientId = "1004.CLIENT"
const clientSecret = Redacted.make("top-secret")

const given = {
  user_code: "ABCD-EFGH",
  device_code: "1004.0123456789abcdef.fedcba9876543210",
  interval: 5_000,
  expires_in: 300_000,
  verification_url: "https://accounts.zoho.eu/oauth/v3/device",
}

const tokens = json({ access_token: "1004.token", refresh_token: "1004.refresh", expires_in: 3600 })
const pending = json({ error: "authorization_pending" })

/** Signs in against a script, and lets six minutes pass. */
const signIn = Effect.gen(function* () {
  const fiber = yield* Effect.forkChild(
    Effect.gen(function* () {
      const code = yield* requestDeviceCode({ clientId, scopes: ["ZohoCRM.bulk.READ", "ZohoCRM.org.READ"] }, "eu")
      return yield* awaitDeviceToken({ clientId, clientSecret, code }, "eu")
    }),
  )
  yield* TestClock.adjust("6 minutes")
  return yield* Effect.result(Fiber.join(fiber))
})

const played = (...polls: ReadonlyArray<Turn>) =>
  Effect.gen(function* () {
    const result = yield* signIn
    return { result, sent: yield* sentRequests }
  }).pipe(Effect.provide(ScriptedZoho.layer([json(given), ...polls])))

const failed = (...polls: ReadonlyArray<Turn>) =>
  Effect.map(played(...polls), ({ result, sent }) => ({
    failure: result._tag === "Failure" ? result.failure : assert.fail("it gave tokens"),
    polls: sent.length - 1,
  }))

describe("a sign-in by a device code", () => {
  it.effect("polls twice a minute until there are tokens, whatever interval Zoho names below that", () =>
    Effect.gen(function* () {
      const { result, sent } = yield* played(pending, json({ error: "slow_down" }), tokens)
      const granted = result._tag === "Success" ? result.success : assert.fail(String(result.failure))
      assert.deepStrictEqual(
        sent.map(({ at }) => at),
        [0, 30_000, 60_000, 90_000],
      )
      assert.deepStrictEqual(
        sent.map(({ url }) => url),
        ["code", "token", "token", "token"].map((path) => `https://accounts.zoho.eu/oauth/v3/device/${path}`),
      )
      assert.strictEqual(
        bodyText(sent[0] ?? assert.fail()),
        "grant_type=device_request&client_id=1004.CLIENT&scope=ZohoCRM.bulk.READ%2CZohoCRM.org.READ&access_type=offline&prompt=consent",
      )
      assert.strictEqual(
        bodyText(sent[1] ?? assert.fail()),
        "grant_type=device_token&client_id=1004.CLIENT&client_secret=top-secret&code=1004.0123456789abcdef.fedcba9876543210",
      )
      assert.strictEqual(granted.dataCenter, "eu")
      assert.strictEqual(Redacted.value(granted.refreshToken ?? assert.fail()), "1004.refresh")
    }),
  )

  it.effect("goes on in the data centre of the account", () =>
    Effect.gen(function* () {
      const { result, sent } = yield* played(json({ user_location: "JP", error: "other_dc" }), pending, tokens)
      assert.strictEqual(result._tag === "Success" ? result.success.dataCenter : undefined, "jp")
      assert.deepStrictEqual(
        sent.map(({ url }) => new URL(url).host),
        ["accounts.zoho.eu", "accounts.zoho.eu", "accounts.zoho.jp", "accounts.zoho.jp"],
      )
    }),
  )

  it.effect.each([undefined, "atlantis", 7])("goes to no data centre that nobody knows (%s)", (location) =>
    Effect.gen(function* () {
      const { failure, polls } = yield* failed(
        json({ error: "other_dc", ...(location === undefined ? {} : { user_location: location }) }),
      )
      assert.deepInclude(failure, { _tag: "ConsentNotGiven", reason: "elsewhere" })
      assert.strictEqual(polls, 1)
    }),
  )

  it.effect.each<readonly [error: string, reason: "denied" | "expired"]>([
    ["access_denied", "denied"],
    ["expired", "expired"],
    ["invalid_code", "expired"],
  ])("ends at once when Zoho says %s", ([error, reason]) =>
    Effect.gen(function* () {
      const { failure, polls } = yield* failed(pending, json({ error }))
      assert.deepInclude(failure, { _tag: "ConsentNotGiven", reason, isRetryable: false })
      assert.strictEqual(polls, 2)
    }),
  )

  it.effect("ends at once when Zoho refuses the client, and shows none of its secrets", () =>
    Effect.gen(function* () {
      const { failure, polls } = yield* failed(
        json({ error: "invalid_client_secret", error_description: "top-secret is not the secret" }),
      )
      assert.strictEqual(failure._tag, "GrantRefused")
      assert.notInclude(`${failure.message} ${JSON.stringify(failure)}`, "top-secret")
      assert.strictEqual(polls, 1)
    }),
  )

  it.effect("bears what keeps a poll from being answered, and a pause that Zoho asks for", () =>
    Effect.gen(function* () {
      const { result, sent } = yield* played(
        fault("ECONNRESET"),
        page(502, "Bad gateway"),
        json({ error: "Access Denied" }, { status: 400, headers: { "retry-after": "45" } }),
        tokens,
      )
      assert.strictEqual(result._tag, "Success")
      assert.isAtLeast((sent[4]?.at ?? 0) - (sent[3]?.at ?? 0), 45_000)
    }),
  )

  it.effect("gives up when the code has expired", () =>
    Effect.gen(function* () {
      const { failure, polls } = yield* failed(...Array.from({ length: 10 }, () => pending))
      assert.deepInclude(failure, { _tag: "ConsentNotGiven", reason: "expired" })
      assert.strictEqual(polls, 10)
    }),
  )

  it.effect("says why the last poll was not answered when the code has expired meanwhile", () =>
    Effect.gen(function* () {
      const { failure } = yield* failed(...Array.from({ length: 10 }, () => fault("ECONNRESET")))
      assert.strictEqual(failure._tag, "NoAnswer")
    }),
  )

  it.effect("ends when the code has expired, however long a pause Zoho asks for", () =>
    Effect.gen(function* () {
      const { failure, polls } = yield* failed(json({ error: "Access Denied" }, { status: 400 }))
      assert.strictEqual(failure._tag, "Throttled")
      assert.strictEqual(polls, 1)
    }),
  )

  it.effect.each([
    { expires_in: 120, interval: 40, expiresAt: 120_000, pollEvery: 40_000 },
    { expires_in: 1_800, interval: 5, expiresAt: 300_000, pollEvery: 30_000 },
  ])("reads seconds where the standard has them ($expires_in s)", ({ expiresAt, pollEvery, ...times }) =>
    Effect.gen(function* () {
      const code = yield* requestDeviceCode({ clientId, scopes: ["ZohoCRM.bulk.READ"] }, "eu")
      assert.deepInclude(code, { expiresAt, pollEvery })
    }).pipe(Effect.provide(ScriptedZoho.layer([json({ ...given, ...times })]))),
  )

  it.effect.each<readonly [what: string, turn: Turn, tag: string]>([
    ["an error", json({ error: "invalid_client" }), "GrantRefused"],
    ["no code", json({ ...given, user_code: "" }), "UnreadableAnswer"],
    [
      "an address that no browser opens",
      json({ ...given, verification_url: "javascript:alert(1)" }),
      "UnreadableAnswer",
    ],
    ["a page", page(200, "Sign in"), "ZohoFailing"],
    ["nothing for a while", after("1 second", fault("ECONNREFUSED")), "NoAnswer"],
  ])("does not begin where Zoho answers with %s", ([, turn, tag]) =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(
        Effect.flip(requestDeviceCode({ clientId, scopes: ["ZohoCRM.bulk.READ"] }, "eu")),
      )
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, tag)
    }).pipe(Effect.provide(ScriptedZoho.layer([turn]))),
  )

  it.effect.each<readonly [string, unknown]>([
    ["clientId is missing", { scopes: ["ZohoCRM.bulk.READ"] }],
    ["scopes contains no valid scopes", { clientId, scopes: [] }],
    ["scopes contains no valid scopes", { clientId, scopes: ["ZohoCRM.bulk.READ ZohoCRM.org.READ"] }],
    ['scopes is "ZohoCRM.bulk.READ"', { clientId, scopes: "ZohoCRM.bulk.READ" }],
  ])("is refused before anything is sent: %s", ([says, asked]) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(requestDeviceCode(asked as never, "eu"))
      assert.strictEqual(failure._tag, "InvalidSettings")
      assert.include(failure.message, says)
    }).pipe(Effect.provide(ScriptedZoho.layer([]))),
  )
})
