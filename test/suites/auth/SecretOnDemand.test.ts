import { assert, describe, it } from "@effect/vitest"
import { type AccessToken, TokenStore } from "@zoho-bulk/core"
import { refreshToken, TokenUnavailable, type TokenRecord } from "@zoho-bulk/core/Auth"
import { Effect, Exit, Fiber, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { fault, json } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { ScriptedZoho, sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { currentToken, grant, issuerOf, nthToken, otherToken, secrets, tokenReply } from "../../support/tokens.ts"

type Secret = Effect.Effect<Redacted.Redacted, TokenUnavailable>

/** A grant whose secret is asked for, over a wire that follows a script; and what was kept and asked meanwhile. */
const asking = (secret: Secret, turns: Iterable<Turn> = [], first: TokenRecord = { requestedAt: [] }) => {
  let record = first
  let asked = 0
  const store = Layer.succeed(TokenStore, {
    get: () => Effect.sync(() => record),
    set: (_, next) => Effect.sync(() => void (record = next)),
    exclusively: () => (effect) => effect,
  })
  const clientSecret = Effect.andThen(
    Effect.sync(() => void (asked += 1)),
    secret,
  )
  return {
    asked: () => asked,
    record: () => record,
    run: <A, E>(effect: Effect.Effect<A, E, AccessToken | ScriptedZoho>) =>
      Effect.provide(
        effect,
        Layer.provideMerge(
          refreshToken({ ...grant, clientSecret }, { store })(issuerOf("us")),
          ScriptedZoho.layer(turns),
        ),
      ),
  }
}

const given: Secret = Effect.succeed(Redacted.make(secrets.clientSecret))

const sealed = new TokenUnavailable({ problem: "the vault is sealed", remedy: "Unseal the vault." })

describe("a client secret that is asked for", () => {
  it.effect("is asked for before each token request, and sent with it", () =>
    Effect.gen(function* () {
      const { asked, run } = asking(given, [tokenReply(1), tokenReply(2)])
      yield* run(
        Effect.gen(function* () {
          assert.strictEqual(asked(), 0)
          yield* currentToken
          yield* currentToken
          assert.strictEqual(asked(), 1)
          yield* otherToken(nthToken(1))
          assert.strictEqual(asked(), 2)
          for (const { body } of yield* sentRequests)
            assert.include(new TextDecoder().decode(body), secrets.clientSecret)
        }),
      )
    }),
  )

  it.effect("is not asked for where a token is kept, nor where none may be requested now", () =>
    Effect.gen(function* () {
      const token = { accessToken: Redacted.make("kept"), issuedAt: 0, expiresAt: 3_600_000 }
      const kept = asking(Effect.fail(sealed), [], { token, requestedAt: [] })
      assert.strictEqual(yield* kept.run(currentToken), "kept")
      const spent = asking(Effect.fail(sealed), [], { requestedAt: Array.from({ length: 10 }, () => 0) })
      expectTag(yield* Effect.flip(spent.run(currentToken)), "TokenBudgetSpent")
      assert.deepStrictEqual([kept.asked(), spent.asked()], [0, 0])
    }),
  )

  it.effect("that cannot be had fails in its own words, counts as no request, and is asked for again", () =>
    Effect.gen(function* () {
      let isSealed = true
      const { asked, record, run } = asking(
        Effect.suspend(() => (isSealed ? Effect.fail(sealed) : given)),
        [tokenReply(1)],
      )
      yield* run(
        Effect.gen(function* () {
          const failure = expectTag(yield* Effect.flip(currentToken), "TokenStoreFailed")
          assert.strictEqual(
            failure.message,
            "Could not renew the access token: the vault is sealed\nUnseal the vault.",
          )
          assert.deepStrictEqual([record().requestedAt, yield* sentRequests], [[], []])
          isSealed = false
          assert.strictEqual(yield* currentToken, nthToken(1))
          assert.strictEqual(asked(), 2)
        }),
      )
    }),
  )

  it.effect.each<{ what: string; secret: unknown; problem: string }>([
    { what: "is empty", secret: Redacted.make(""), problem: "it is empty" },
    { what: "has a line break", secret: Redacted.make("hush\n"), problem: "it contains a line break" },
    { what: "is missing", secret: undefined, problem: "clientSecret is missing" },
    { what: "is a plain string", secret: "hush", problem: "clientSecret is a plain string" },
  ])("that $what is not sent, and not shown", ({ problem, secret }) =>
    Effect.gen(function* () {
      const { record, run } = asking(Effect.succeed(secret as Redacted.Redacted))
      const failure = expectTag(yield* Effect.flip(run(currentToken)), "TokenStoreFailed")
      assert.include(failure.problem, problem)
      assert.notInclude(failure.message, "hush")
      assert.deepStrictEqual(record().requestedAt, [])
    }),
  )

  it.effect("is in no failure, however it comes back", () =>
    Effect.gen(function* () {
      const turns = [
        fault(`connect failed: client_secret=${secrets.clientSecret}`),
        json({ error: "invalid_code", error_description: secrets.clientSecret }),
      ]
      const { run } = asking(given, turns)
      yield* run(
        Effect.gen(function* () {
          for (const _ of turns) {
            const exit = yield* Effect.exit(currentToken)
            assert.isTrue(Exit.isFailure(exit))
            assert.notInclude(JSON.stringify(exit) + String(exit), secrets.clientSecret)
          }
        }),
      )
    }),
  )

  it.effect("that does not come ends the call in time, and is let go with the connection", () =>
    Effect.gen(function* () {
      let isLetGo = false
      const { run } = asking(Effect.onInterrupt(Effect.never, () => Effect.sync(() => void (isLetGo = true))))
      yield* run(
        Effect.gen(function* () {
          const waiting = yield* Effect.forkChild(Effect.flip(Effect.timeout(currentToken, "1 minute")))
          yield* TestClock.adjust("1 minute")
          yield* Fiber.join(waiting)
        }),
      )
      assert.isTrue(isLetGo)
    }),
  )
})
