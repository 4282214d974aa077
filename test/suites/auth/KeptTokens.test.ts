import { assert, describe, it } from "@effect/vitest"
import { TokenStore } from "@zoho-bulk/core"
import { type IssuedToken, type TokenRecord } from "@zoho-bulk/core/Auth"
import { Duration, Effect, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { expectTag } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"
import { sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { json } from "../../support/answers.ts"
import { connectedByGrant, currentToken, nthToken, readJob, refreshing, tokenReply } from "../../support/tokens.ts"

const day = 86_400_000
const now = 100 * day

/** A store that keeps one record, whoever asks. */
const keeping = (record: TokenRecord): Layer.Layer<TokenStore> =>
  Layer.sync(TokenStore, () => {
    let kept = record
    return TokenStore.of({
      get: () => Effect.sync(() => kept),
      set: (_, next) => Effect.sync(() => void (kept = next)),
      exclusively: () => (effect) => effect,
    })
  })

/** A token that was kept, with times from now on. */
const kept = (issuedIn: number, expiresIn: number, accessToken = "kept"): IssuedToken => ({
  accessToken: Redacted.make(accessToken),
  issuedAt: now + issuedIn,
  expiresAt: now + expiresIn,
})

/** Runs an effect a hundred days after the epoch, over a store that keeps this. */
const later = (record: TokenRecord, turns: ReadonlyArray<Turn>, effect: typeof currentToken) =>
  Effect.andThen(TestClock.setTime(now), effect).pipe(Effect.provide(refreshing(turns, { store: keeping(record) })))

describe("a token that was kept", () => {
  it.effect.each([
    { when: "it has more than a minute left", token: kept(-3_000_000, 60_001) },
    { when: "it lives for less than two minutes, and not half of that is over", token: kept(-49_999, 50_001) },
    { when: "it was made this moment, and lives for a day", token: kept(0, day) },
  ])("is used where $when", ({ token }) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* later({ token, requestedAt: [] }, [], currentToken), "kept")
    }),
  )

  it.effect.each([
    { when: "it has a minute left", token: kept(-3_000_000, 60_000) },
    { when: "half of a short life is over", token: kept(-50_000, 50_000) },
    { when: "it is to live for longer than a day from now", token: kept(-1, day + 1) },
    { when: "it comes from the future", token: kept(1, 3_600_000) },
    { when: "it cannot be sent", token: kept(-1, 3_600_000, "two\nlines") },
  ])("is renewed where $when", ({ token }) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* later({ token, requestedAt: [] }, [tokenReply(1)], currentToken), nthToken(1))
    }),
  )

  it.effect.each<{ apiDomain?: string }>([
    {},
    { apiDomain: "no address" },
    { apiDomain: "https://evil.example" },
    { apiDomain: "https://www.zohoapis.com/path?query" },
  ])("goes to a host that may get it, whatever is kept with it: %o", (domain) =>
    Effect.gen(function* () {
      yield* readJob
      const [request] = yield* sentRequests
      assert.strictEqual(request?.url, "https://www.zohoapis.com/crm/bulk/v8/read/4150868000004717004")
    }).pipe(
      Effect.provide(
        connectedByGrant([json(readBody())], {
          store: keeping({ token: { ...kept(-now, 3_600_000 - now), ...domain }, requestedAt: [] }),
        }),
      ),
    ),
  )
})

describe("a rest that was kept", () => {
  const rest = (since: number, until: number) =>
    ({ since: now + since, until: now + until, because: "failing" }) as const

  it.effect.each([
    { which: "began this moment", kept: rest(0, 1_000), left: 1_000 },
    { which: "began a while ago", kept: rest(-1_000, 1_000), left: 1_000 },
    { which: "is a day long, and over in a moment", kept: rest(1 - day, 1), left: 1 },
  ])("is kept to where it $which", ({ kept: given, left }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(later({ requestedAt: [], rest: given }, [], currentToken))
      assert.strictEqual(Duration.toMillis(expectTag(failure, "ZohoFailing").retryAfter ?? 0), left)
    }),
  )

  it.effect.each([
    { which: "is over now", kept: rest(-1_000, 0) },
    { which: "begins in a moment", kept: rest(1, 1_000) },
    { which: "is longer than a day", kept: rest(-day, 1) },
  ])("is nothing where it $which", ({ kept: given }) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* later({ requestedAt: [], rest: given }, [tokenReply(1)], currentToken), nthToken(1))
    }),
  )
})

describe("requests that were kept", () => {
  const window = 600_000
  const ago = (millis: ReadonlyArray<number>): ReadonlyArray<number> => millis.map((each) => now - each)

  it.effect("free the budget as the tenth last of them gets too old, in whatever order they stand", () =>
    Effect.gen(function* () {
      const requestedAt = ago([300, 7_000, 100, 2_000, 500, 900_000, 400, 200, 30_000, 600, 700, 800])
      const failure = yield* Effect.flip(later({ requestedAt }, [], currentToken))
      const { requests, retryAfter, windowMillis } = expectTag(failure, "TokenBudgetSpent")
      assert.deepStrictEqual([requests, Duration.toMillis(retryAfter), windowMillis], [11, window - 7_000, window])
    }),
  )

  it.effect("do not count where they are ten minutes old, or still to come", () =>
    Effect.gen(function* () {
      const requestedAt = ago([window, -1, 1, 2, 3, 4, 5, 6, 7, 8, 9])
      assert.strictEqual(yield* later({ requestedAt }, [tokenReply(1)], currentToken), nthToken(1))
    }),
  )

  it.effect("count where they were made this moment", () =>
    Effect.gen(function* () {
      const requestedAt = ago([0, 1, 2, 3, 4, 5, 6, 7, 8, window - 1])
      const failure = yield* Effect.flip(later({ requestedAt }, [], currentToken))
      assert.strictEqual(Duration.toMillis(expectTag(failure, "TokenBudgetSpent").retryAfter), 1)
    }),
  )
})
