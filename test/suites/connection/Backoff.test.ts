import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Clock, Effect, Random } from "effect"
import { after, always, empty, fault, json, page, redirect, refusal, silence, text } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { readBody } from "../../support/samples.ts"
import { withChance, within } from "../../support/time.ts"

const readJob = getJobDetails({ kind: "read", id: "4150868000005376042" })
const badGateway = page(502, "Bad Gateway")

describe("`getJobDetails()` tries again", () => {
  it.effect("five times in all, each pause drawn from nothing to twice the last: half of 0.5, 1, 2, 4 s", () =>
    Effect.gen(function* () {
      const failure = yield* readJob.pipe(Effect.flip, withChance(0.5), within(60_000))
      assert.strictEqual(failure._tag, "ZohoFailing")
      assert.deepStrictEqual(yield* sentAt, [0, 250, 750, 1_750, 3_750])
    }).pipe(Effect.provide(scripted(always(badGateway)))),
  )

  it.effect("and fails when the last try has, without another pause", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(Effect.flip, withChance(0.5), within(3_750))
      assert.strictEqual(yield* Clock.currentTimeMillis, 3_750)
    }).pipe(Effect.provide(scripted(always(badGateway)))),
  )

  it.effect("with a draw for each pause", () =>
    Effect.gen(function* () {
      const draws = [0.1, 0.9, 0, 0.25]
      yield* readJob.pipe(
        Effect.flip,
        Effect.provideService(Random.Random, { nextDoubleUnsafe: () => draws.shift() ?? NaN, nextIntUnsafe: () => 0 }),
        within(60_000),
      )
      assert.deepStrictEqual(yield* sentAt, [0, 50, 950, 950, 1_950])
    }).pipe(Effect.provide(scripted(always(badGateway)))),
  )

  it.effect("the same way whenever the seed is the same", () =>
    Effect.gen(function* () {
      const times = Effect.andThen(readJob.pipe(Effect.flip, Random.withSeed("zoho"), within(60_000)), sentAt)
      const once = yield* Effect.provide(times, scripted(always(badGateway)))
      const again = yield* Effect.provide(times, scripted(always(badGateway)))
      assert.deepStrictEqual(once.map(Math.round), [0, 86, 863, 1_627, 5_517])
      assert.deepStrictEqual(again.map(Math.round), [60_000, 60_086, 60_863, 61_627, 65_517])
    }),
  )

  it.effect("with no pause longer than 8 s", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(Effect.flip, withChance(1), within(120_000))
      assert.deepStrictEqual(yield* sentAt, [0, 500, 1_500, 3_500, 7_500, 15_500, 23_500])
    }).pipe(
      Effect.provideService(CurrentLimits, { ...defaultLimits, maxTries: 7, callTimeout: 120_000 }),
      Effect.provide(scripted(always(badGateway))),
    ),
  )

  it.effect("until there is an answer", () =>
    Effect.gen(function* () {
      const job = yield* readJob.pipe(withChance(0.5), within(60_000))
      assert.strictEqual(job.state, "queued")
      assert.deepStrictEqual(yield* sentAt, [0, 250, 750])
    }).pipe(Effect.provide(scripted([fault("read ECONNRESET"), refusal(500, "INTERNAL_ERROR"), json(readBody())]))),
  )

  it.effect.each([
    { what: "no answer", turn: fault("connect ECONNREFUSED") },
    { what: "a failing gateway", turn: badGateway },
    { what: "HTTP 408", turn: empty(408) },
    { what: "INTERNAL_ERROR with HTTP 400", turn: refusal(400, "INTERNAL_ERROR") },
    { what: "TOO_MANY_REQUESTS with HTTP 400", turn: refusal(400, "TOO_MANY_REQUESTS") },
    { what: "HTTP 429 without a code", turn: empty(429) },
    { what: "a page for people with HTTP 200", turn: page(200, "Sign in") },
    { what: "nothing with HTTP 200", turn: text("") },
  ])("after $what", ({ turn }) =>
    Effect.gen(function* () {
      yield* readJob.pipe(Effect.flip, withChance(0.5), within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, 250, 750, 1_750, 3_750])
    }).pipe(Effect.provide(scripted(always(turn)))),
  )

  it.effect("after no answer in time", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(withChance(0.5), within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, 10_250])
    }).pipe(Effect.provide(scripted([silence, after(1, json(readBody()))]))),
  )
})

describe("`getJobDetails()` tries once", () => {
  it.effect.each([
    { what: "a refused token", turn: refusal(401, "INVALID_TOKEN") },
    { what: "a missing scope", turn: refusal(401, "OAUTH_SCOPE_MISMATCH") },
    { what: "a missing permission", turn: refusal(403, "NO_PERMISSION") },
    { what: "a missing job", turn: refusal(404, "RESOURCE_NOT_FOUND") },
    { what: "a request that is not accepted", turn: refusal(400, "A_CODE_OF_TOMORROW") },
    { what: "an empty answer", turn: empty(204) },
    { what: "an answer that is no JSON", turn: text("gone") },
    { what: "an answer without a job", turn: json({}) },
    { what: "an answer that is too deep", turn: text("[".repeat(100)) },
    { what: "a foreign redirect", turn: redirect("https://www.zohoapis.example/") },
    { what: "a host that Deno may not reach", turn: fault("no", { name: "NotCapable" }) },
  ])("after $what, for another try is hopeless", ({ turn }) =>
    Effect.gen(function* () {
      yield* readJob.pipe(Effect.flip, withChance(0.5), within(0))
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(scripted([turn]))),
  )
})
