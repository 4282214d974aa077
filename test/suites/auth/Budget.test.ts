import { assert, describe, it } from "@effect/vitest"
import { layerTokenMemory } from "@zoho-bulk/core/Auth"
import { Duration, Effect, Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import { fault, json, page, refusal } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"
import { sentAt, type Turn } from "../../support/ScriptedZoho.ts"
import {
  connectedByGrant,
  currentToken,
  nthToken,
  otherToken,
  readJob,
  refreshing,
  tokenReply,
} from "../../support/tokens.ts"
import { withChance, within } from "../../support/time.ts"

const replies = (count: number): ReadonlyArray<Turn> => Array.from({ length: count }, (_, at) => tokenReply(at + 1))

/** Renews as often as told, a second apart, each time because the last token was refused. */
const renewals = (count: number) =>
  Effect.forEach(
    Array.from({ length: count }, (_, at) => at),
    (at) =>
      (at === 0 ? Effect.asVoid(currentToken) : Effect.asVoid(otherToken(nthToken(at)))).pipe(
        Effect.exit,
        Effect.tap(TestClock.adjust(1_000)),
      ),
  )

/** One place for all layers that are given it. */
const memoryStore = () => {
  const place = Effect.runSync(Effect.scoped(Layer.build(layerTokenMemory())))
  return Layer.succeedContext(place)
}

describe("the budget of token requests", () => {
  it.effect("12 forced renewals in 10 minutes make 10 requests, and then a clear error", () =>
    Effect.gen(function* () {
      const exits = yield* renewals(10)
      assert.isTrue(exits.every(({ _tag }) => _tag === "Success"))
      for (const left of [590, 589]) {
        const failure = expectTag(yield* Effect.flip(otherToken(nthToken(10))), "TokenBudgetSpent")
        assert.strictEqual(Duration.toSeconds(failure.retryAfter), left)
        assert.include(failure.summary, "10 tokens were requested in the last 10 minutes")
        assert.include(failure.remedy, `Try again in ${left} s`)
        assert.isTrue(failure.isRetryable)
        yield* TestClock.adjust(1_000)
      }
      assert.deepStrictEqual(yield* sentAt, [0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000])
    }).pipe(Effect.provide(refreshing(replies(10)))),
  )

  it.effect("is given back one by one, ten minutes after each request", () =>
    Effect.gen(function* () {
      yield* renewals(10)
      yield* TestClock.adjust(589_999)
      yield* Effect.flip(otherToken(nthToken(10)))
      yield* TestClock.adjust(1)
      yield* otherToken(nthToken(10))
      yield* Effect.flip(otherToken(nthToken(11)))
      assert.deepStrictEqual((yield* sentAt).slice(10), [600_000])
    }).pipe(Effect.provide(refreshing(replies(11)))),
  )

  it.effect("is one for all who share a store: a second source finds the token, and what is left", () => {
    const store = memoryStore()
    return Effect.gen(function* () {
      yield* Effect.provide(renewals(9), refreshing(replies(9), { store }))
      yield* Effect.gen(function* () {
        assert.strictEqual(yield* currentToken, nthToken(9))
        assert.deepStrictEqual(yield* sentAt, [])
        assert.deepStrictEqual(yield* otherToken(nthToken(9)), Option.some(nthToken(10)))
        assert.strictEqual((yield* Effect.flip(otherToken(nthToken(10))))._tag, "TokenBudgetSpent")
        assert.deepStrictEqual(yield* sentAt, [9_000])
      }).pipe(Effect.provide(refreshing([tokenReply(10)], { store })))
    })
  })

  it.effect("does not count what surely never arrived: 12 requests that could not leave, and one that did", () =>
    Effect.gen(function* () {
      for (let at = 0; at < 12; at++) yield* Effect.flip(currentToken)
      assert.strictEqual(yield* currentToken, nthToken(1))
    }).pipe(
      Effect.provide(
        refreshing([
          ...Array.from({ length: 12 }, () => fault("getaddrinfo ENOTFOUND accounts.zoho.com")),
          tokenReply(1),
        ]),
      ),
    ),
  )

  it.effect("counts what may have arrived: ten that broke off, and no more", () =>
    Effect.gen(function* () {
      for (let at = 0; at < 10; at++) assert.strictEqual((yield* Effect.flip(currentToken))._tag, "NoAnswer")
      assert.strictEqual((yield* Effect.flip(currentToken))._tag, "TokenBudgetSpent")
    }).pipe(Effect.provide(refreshing(Array.from({ length: 10 }, () => fault("read ECONNRESET"))))),
  )

  it.effect("does not grow with calls that Zoho keeps refusing: the call fails with it, and is not tried again", () =>
    Effect.gen(function* () {
      for (let at = 1; at < 10; at++) yield* Effect.flip(readJob)
      const failure = yield* Effect.flip(readJob)
      assert.strictEqual(failure._tag, "TokenBudgetSpent")
      assert.deepStrictEqual(new Set(yield* sentAt), new Set([0]))
    }).pipe(
      Effect.provide(
        connectedByGrant(
          (function* () {
            const refused = refusal(401, "INVALID_TOKEN")
            yield tokenReply(1)
            yield refused
            for (let n = 2; n <= 10; n++) {
              yield tokenReply(n)
              yield refused
              yield refused
            }
          })(),
        ),
      ),
    ),
  )
})

const denied = json(
  {
    error_description: "You have made too many requests continuously. Please try again after some time.",
    error: "Access Denied",
    status: "failure",
  },
  { status: 400 },
)

describe("after the accounts host has asked to slow down", () => {
  it.effect("nobody asks again for ten minutes", () =>
    Effect.gen(function* () {
      const first = expectTag(yield* Effect.flip(currentToken), "Throttled")
      assert.strictEqual(first.httpStatus, 400)
      assert.include(first.remedy, "Try again in 600 s")
      yield* TestClock.adjust(599_000)
      const second = expectTag(yield* Effect.flip(currentToken), "Throttled")
      assert.include(second.remedy, "Try again in 1 s")
      yield* TestClock.adjust(1_000)
      assert.strictEqual(yield* currentToken, nthToken(1))
      assert.deepStrictEqual(yield* sentAt, [0, 600_000])
    }).pipe(Effect.provide(refreshing([denied, tokenReply(1)]))),
  )

  it.effect("a call fails at once rather than wait past its end", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(readJob))._tag, "Throttled")
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(connectedByGrant([denied]))),
  )

  it.effect("a pause that it names is kept to", () =>
    Effect.gen(function* () {
      yield* Effect.flip(currentToken)
      yield* TestClock.adjust(90_000)
      assert.strictEqual(yield* currentToken, nthToken(1))
    }).pipe(Effect.provide(refreshing([json({}, { status: 429, headers: { "retry-after": "90" } }), tokenReply(1)]))),
  )
})

describe("after the accounts host has failed", () => {
  it.effect("all calls try again together, 5 s later", () =>
    Effect.gen(function* () {
      const calls = Effect.all(
        Array.from({ length: 4 }, () => readJob),
        { concurrency: "unbounded" },
      )
      yield* calls.pipe(withChance(0.5), within(30_000))
      assert.deepStrictEqual(yield* sentAt, [0, 5_000, 10_000, 10_000, 10_000, 10_000, 10_000])
    }).pipe(
      Effect.provide(
        connectedByGrant([
          page(502, "Bad Gateway"),
          page(503, "Busy"),
          tokenReply(1),
          ...Array.from({ length: 4 }, () => json(readBody())),
        ]),
      ),
    ),
  )
})
