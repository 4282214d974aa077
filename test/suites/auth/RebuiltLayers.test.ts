import { assert, describe, it } from "@effect/vitest"
import { layerFromConfig, ZohoConnection } from "@zoho-bulk/core"
import { layerTokenMemory, type RefreshGrant, refreshToken, type RefreshOptions } from "@zoho-bulk/core/Auth"
import { CurrentRetryPolicy, never } from "@zoho-bulk/core/Retry"
import { type DataCenter } from "@zoho-bulk/core/Settings"
import { ConfigProvider, Effect, Exit, Fiber, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { json, refusal, silence } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"
import { ScriptedZoho, type Turn } from "../../support/ScriptedZoho.ts"
import { grant, readJob, secrets, tokenReply, tokenRequestsAt, wireLog } from "../../support/tokens.ts"

const job = json(readBody())

/** A call on a connection of its own, as a program makes it that builds the layer anew each time. */
const oneCall = (given: RefreshGrant = grant, options: RefreshOptions = {}, dataCenter: DataCenter = "us") =>
  Effect.provide(readJob, Layer.fresh(ZohoConnection.layer({ dataCenter, auth: refreshToken(given, options) })))

const twelve = Array.from({ length: 12 })

const tokenRequests = Effect.map(tokenRequestsAt, (times) => times.length)

/** A wire that gives a token whenever it is asked for one, and a job otherwise. */
function* tokensAndJobs(calls: number): Generator<Turn> {
  for (let n = 1; n <= calls; n++) {
    yield tokenReply(n)
    yield job
  }
}

const refused = refusal(401, "INVALID_TOKEN")

/** A wire on which Zoho refuses every token: ten of them, then the tenth four times more, and an eleventh. */
const refusedForever: ReadonlyArray<Turn> = [
  tokenReply(1),
  ...Array.from({ length: 9 }, (_, at) => [refused, tokenReply(at + 2), refused]).flat(),
  ...Array.from({ length: 4 }, () => refused),
  refused,
  tokenReply(11),
  refused,
]

describe("a connection that is built anew for each of 12 calls", () => {
  it.effect("asks for one token, and uses it in all of them", () =>
    Effect.gen(function* () {
      yield* Effect.forEach(twelve, () => oneCall())
      assert.deepStrictEqual(yield* wireLog, ["token", ...twelve.map(() => "with 1")])
    }).pipe(Effect.provide(ScriptedZoho.layer([tokenReply(1), ...twelve.map(() => job)]))),
  )

  it.effect("asks for one token as well where they are built at the same time", () =>
    Effect.gen(function* () {
      yield* Effect.forEach(twelve, () => oneCall(), { concurrency: "unbounded" })
      assert.strictEqual(yield* tokenRequests, 1)
    }).pipe(Effect.provide(ScriptedZoho.layer([tokenReply(1), ...twelve.map(() => job)]))),
  )

  it.effect("and from variables, asks for one token", () =>
    Effect.gen(function* () {
      yield* Effect.forEach(twelve, () => Effect.provide(readJob, Layer.fresh(layerFromConfig())))
      assert.strictEqual(yield* tokenRequests, 1)
    }).pipe(
      Effect.provide(ScriptedZoho.layer([tokenReply(1), ...twelve.map(() => job)])),
      Effect.provideService(
        ConfigProvider.ConfigProvider,
        ConfigProvider.fromEnvRecord({
          ZOHO_CLIENT_ID: grant.clientId,
          ZOHO_CLIENT_SECRET: secrets.clientSecret,
          ZOHO_REFRESH_TOKEN: secrets.refreshToken,
        }),
      ),
    ),
  )

  it.effect("asks for ten tokens in ten minutes at most, though Zoho refuses each, and then says when to go on", () =>
    Effect.gen(function* () {
      const exits = yield* Effect.forEach(twelve, () => Effect.exit(oneCall()))
      assert.isTrue(exits.every(Exit.isFailure))
      const failure = expectTag(yield* Effect.flip(oneCall()), "TokenBudgetSpent")
      assert.include(failure, { requests: 10 })
      assert.strictEqual(yield* tokenRequests, 10)
      yield* TestClock.adjust("10 minutes")
      expectTag(yield* Effect.flip(oneCall()), "TokenRefused")
      assert.strictEqual(yield* tokenRequests, 11)
    }).pipe(Effect.provide(ScriptedZoho.layer(refusedForever))),
  )

  it.effect("leaves the accounts host alone after it asked for that, whichever connection it asked", () =>
    Effect.gen(function* () {
      const slow = Effect.provideService(oneCall(), CurrentRetryPolicy, never)
      expectTag(yield* Effect.flip(slow), "Throttled")
      for (let at = 0; at < 11; at++) expectTag(yield* Effect.flip(slow), "Throttled")
      assert.strictEqual(yield* tokenRequests, 1)
    }).pipe(Effect.provide(ScriptedZoho.layer([json({ error: "Access Denied" }, { status: 400 })]))),
  )

  it.effect("asks for another once the token is about to expire, and once it is refused", () =>
    Effect.gen(function* () {
      yield* oneCall()
      yield* TestClock.adjust("59 minutes")
      yield* oneCall()
      yield* oneCall()
      assert.deepStrictEqual(yield* wireLog, ["token", "with 1", "token", "with 2", "with 2", "token", "with 3"])
    }).pipe(Effect.provide(ScriptedZoho.layer([tokenReply(1), job, tokenReply(2), job, refused, tokenReply(3), job]))),
  )

  it.effect("is not kept from its token by one that was given up while it asked for one", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(oneCall())
      while ((yield* tokenRequests) === 0) yield* Effect.promise(() => new Promise((done) => setTimeout(done, 1)))
      yield* Fiber.interrupt(fiber)
      yield* oneCall()
      assert.deepStrictEqual(yield* wireLog, ["token", "token", "with 1"])
    }).pipe(Effect.provide(ScriptedZoho.layer([silence, tokenReply(1), job]))),
  )
})

describe("a token is not shared", () => {
  it.effect("with a connection that has a store of its own", () =>
    Effect.gen(function* () {
      yield* Effect.forEach(twelve, () => oneCall(grant, { store: layerTokenMemory() }))
      assert.strictEqual(yield* tokenRequests, 12)
    }).pipe(Effect.provide(ScriptedZoho.layer(tokensAndJobs(12)))),
  )

  it.effect("with another grant, another client, or another data centre", () =>
    Effect.gen(function* () {
      yield* oneCall()
      yield* oneCall({ ...grant, refreshToken: Redacted.make("1000.other.other") })
      yield* oneCall({ ...grant, clientId: "1000.OTHER" })
      yield* oneCall(grant, {}, "eu")
      assert.strictEqual(yield* tokenRequests, 4)
    }).pipe(
      Effect.provide(
        ScriptedZoho.layer(
          (function* () {
            for (const n of [1, 2, 3]) {
              yield tokenReply(n)
              yield job
            }
            yield tokenReply(4, { api_domain: "https://www.zohoapis.eu" })
            yield job
          })(),
        ),
      ),
    ),
  )

  it.effect("with a program of another clock, such as another test", () =>
    Effect.gen(function* () {
      yield* oneCall()
      assert.strictEqual(yield* tokenRequests, 1)
    }).pipe(Effect.provide(ScriptedZoho.layer([tokenReply(1), job]))),
  )
})
