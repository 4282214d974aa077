import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits, type Limits } from "@zoho-bulk/core/Limits"
import { CurrentRetryPolicy, never, backoff, withPolicy } from "@zoho-bulk/core/Retry"
import { Effect, Schedule } from "effect"
import { after, always, json, page, refusal, silence } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { readBody } from "../../support/samples.ts"
import { withChance, within } from "../../support/time.ts"

const readJob = getJobDetails({ kind: "read", id: "4150868000005376042" })
const failing = scripted(always(page(502, "Bad Gateway")))
const silent = scripted(always(silence))

const withLimits = (limits: Partial<Limits>) => Effect.provideService(CurrentLimits, { ...defaultLimits, ...limits })

describe("`withPolicy()`", () => {
  it.effect("with `never` tries once", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(withPolicy(never), Effect.flip, within(0))
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(failing)),
  )

  it.effect("takes the call first or last, and ends with it", () =>
    Effect.gen(function* () {
      yield* withPolicy(Effect.flip(readJob), never)
      assert.strictEqual((yield* sentAt).length, 1)
      yield* readJob.pipe(Effect.flip, withChance(0), within(0))
      assert.strictEqual((yield* sentAt).length, 6)
    }).pipe(Effect.provide(failing)),
  )

  it.effect("with any schedule pauses as that says", () =>
    Effect.gen(function* () {
      const policy = Schedule.spaced(1_500).pipe(Schedule.upTo({ times: 2 }))
      yield* readJob.pipe(withPolicy(policy), Effect.flip, within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, 1_500, 3_000])
    }).pipe(Effect.provide(failing)),
  )

  it.effect("cannot outlast the 30 s of the call", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(withPolicy(Schedule.spaced(7_000)), Effect.flip, within(28_000))
      assert.deepStrictEqual(yield* sentAt, [0, 7_000, 14_000, 21_000, 28_000])
    }).pipe(Effect.provide(failing)),
  )

  it.effect("cannot try again what is hopeless", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(withPolicy(Schedule.forever), Effect.flip, within(0))
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(scripted([refusal(401, "INVALID_TOKEN")]))),
  )

  it.effect("gives way to `Retry-After`", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(withPolicy(Schedule.spaced(100)), Effect.flip, within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, 9_000, 18_000, 27_000])
    }).pipe(Effect.provide(scripted(always(refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": "9" } }))))),
  )

  it.effect("has `backoff` for a default", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* CurrentRetryPolicy, backoff)
      assert.strictEqual(yield* withPolicy(CurrentRetryPolicy, never), never)
    }),
  )
})

describe("`CurrentLimits`", () => {
  it.effect("sets the number of tries and their pauses", () =>
    Effect.gen(function* () {
      const limits = { maxTries: 4, firstRetryDelay: 100, maxRetryDelay: 150 }
      yield* readJob.pipe(Effect.flip, withChance(1), withLimits(limits), within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, 100, 250, 400])
    }).pipe(Effect.provide(failing)),
  )

  it.effect("with one try in all never tries again", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(Effect.flip, withLimits({ maxTries: 1 }), within(0))
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(failing)),
  )

  it.effect("sets the time of a try", () =>
    Effect.gen(function* () {
      const failure = yield* readJob.pipe(Effect.flip, withChance(0), withLimits({ tryTimeout: 700 }), within(3_500))
      assert.deepInclude(expectTag(failure, "NoAnswerInTime"), { limit: "tryTimeout", limitMillis: 700 })
      assert.deepStrictEqual(yield* sentAt, [0, 700, 1_400, 2_100, 2_800])
    }).pipe(Effect.provide(silent)),
  )

  it.effect("may leave both without end", () =>
    Effect.gen(function* () {
      const job = yield* readJob.pipe(withLimits({ tryTimeout: Infinity, callTimeout: Infinity }), within(3_600_000))
      assert.strictEqual(job.state, "queued")
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(scripted([after(3_600_000, json(readBody()))]))),
  )

  it.effect("sets the time of a call", () =>
    Effect.gen(function* () {
      const failure = yield* readJob.pipe(Effect.flip, withLimits({ callTimeout: 4_000 }), within(4_000))
      assert.deepInclude(expectTag(failure, "NoAnswerInTime"), { limit: "callTimeout", limitMillis: 4_000 })
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(silent)),
  )
})
