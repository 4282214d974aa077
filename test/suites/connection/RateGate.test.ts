import { assert, describe, it } from "@effect/vitest"
import { downloadResult, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { CurrentWaitListener } from "@zoho-bulk/core/Progress"
import { Clock, Duration, Effect, Fiber, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import { after, always, bytes, empty, json, page } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { readBody } from "../../support/samples.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const job = json(readBody())
const details = getJobDetails({ kind: "read", id: "1" })

describe("when Zoho asks one call to wait", () => {
  it.effect("all calls of the organisation wait", () =>
    Effect.gen(function* () {
      const later = Effect.delay(details, "1 second")
      yield* Effect.all([details, later, later], { concurrency: 3 }).pipe(withChance(0.5), within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, 7_000, 7_000, 7_000])
    }).pipe(Effect.provide(scripted([empty(429, { "retry-after": "7" }), job, job, job]))),
  )

  it.effect("a call that cannot wait so long fails at once, and says how long it would be", () =>
    Effect.gen(function* () {
      const patient = details.pipe(Effect.provideService(CurrentLimits, { ...defaultLimits, callTimeout: 120_000 }))
      const other = Effect.gen(function* () {
        yield* Effect.sleep("1 second")
        const failure = yield* Effect.flip(details)
        return { failure, at: yield* Clock.currentTimeMillis }
      })
      const [, { at, failure }] = yield* Effect.all([patient, other], { concurrency: 2 }).pipe(within(120_000))
      assert.strictEqual(at, 1_000)
      if (failure._tag !== "Throttled") return assert.fail(failure.message)
      assert.deepStrictEqual(failure.retryAfter, Duration.seconds(59))
    }).pipe(Effect.provide(scripted([empty(429, { "retry-after": "60" }), job]))),
  )

  it.effect("calls of another organisation do not", () =>
    Effect.gen(function* () {
      const throttled = details.pipe(Effect.provide(scripted([empty(429, { "retry-after": "7" }), job])))
      const free = Effect.andThen(Effect.sleep("1 second"), details).pipe(
        Effect.andThen(sentAt),
        Effect.provide(scripted([job])),
      )
      const [, times] = yield* Effect.all([throttled, free], { concurrency: 2 }).pipe(within(60_000))
      assert.deepStrictEqual(times, [1_000])
    }),
  )
})

describe("calls at once", () => {
  it.effect("are five for one organisation", () =>
    Effect.gen(function* () {
      yield* Effect.all(
        Array.from({ length: 12 }, () => details),
        { concurrency: "unbounded" },
      ).pipe(within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, 0, 0, 0, 0, 1_000, 1_000, 1_000, 1_000, 1_000, 2_000, 2_000])
    }).pipe(Effect.provide(scripted(always(after("1 second", job))))),
  )
})

describe("downloads", () => {
  it.effect(
    "are ten a minute; the eleventh waits for its turn, and a second more: the first one may have been slow on its way",
    () =>
      Effect.gen(function* () {
        const finished = yield* details.pipe(
          Effect.provide(scripted([json(readBody({ state: "COMPLETED", result: { download_url: "/1/result" } }))])),
        )
        const download = Stream.runDrain(downloadResult(finished))
        yield* Effect.all(
          Array.from({ length: 12 }, () => download),
          { concurrency: "unbounded" },
        ).pipe(within(120_000))
        assert.deepStrictEqual(yield* sentAt, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 61_000, 61_000])
      }).pipe(Effect.provide(scripted(always(bytes([0x50]))))),
  )

  it.effect("that Zoho refuses pause downloads for a minute, and other calls not at all", () =>
    Effect.gen(function* () {
      const finished = yield* details.pipe(
        Effect.provide(scripted([json(readBody({ state: "COMPLETED", result: { download_url: "/1/result" } }))])),
      )
      const downloading = yield* Effect.forkChild(Stream.runDrain(downloadResult(finished)))
      yield* TestClock.adjust(5_000)
      yield* details
      yield* TestClock.adjust(61_000)
      yield* Fiber.join(downloading)
      assert.deepStrictEqual(yield* sentAt, [0, 5_000, 61_000])
    }).pipe(Effect.provide(scripted([empty(429), job, bytes([0x50])]))),
  )

  it.effect("that have to wait are told of, and for how long", () =>
    Effect.gen(function* () {
      const finished = yield* details.pipe(
        Effect.provide(scripted([json(readBody({ state: "COMPLETED", result: { download_url: "/1/result" } }))])),
      )
      const told: Array<readonly [string, number]> = []
      yield* Effect.replicateEffect(Stream.runDrain(downloadResult(finished)), 11).pipe(
        Effect.provideService(CurrentWaitListener, (callClass, millis) =>
          Effect.sync(() => void told.push([callClass, millis])),
        ),
        within(61_000),
      )
      assert.deepStrictEqual(told, [["download", 61_000]])
    }).pipe(Effect.provide(scripted(always(bytes([0x50]))))),
  )

  it.effect("that did not go, for want of time or by interruption, take no place in the minute", () =>
    Effect.gen(function* () {
      const finished = yield* details.pipe(
        Effect.provide(scripted([json(readBody({ state: "COMPLETED", result: { download_url: "/1/result" } }))])),
      )
      const download = Stream.runDrain(downloadResult(finished))
      yield* Effect.replicateEffect(download, 10)
      const hurried = Effect.provideService(download, CurrentLimits, { ...defaultLimits, downloadTimeout: 1_000 })
      const failures = yield* Effect.replicateEffect(Effect.flip(hurried), 30)
      assert.strictEqual(failures[29]?._tag, "Throttled")
      const interrupted = yield* Effect.forkChild(Effect.replicateEffect(download, 10))
      yield* TestClock.adjust(1_000)
      yield* Fiber.interrupt(interrupted)
      yield* download.pipe(within(60_000))
      assert.strictEqual((yield* sentAt).at(-1), 61_000)
    }).pipe(Effect.provide(scripted(always(bytes([0x50]))))),
  )
})

describe("API credits", () => {
  it.effect("left today are known once an answer tells them, and kept until another does", () =>
    Effect.gen(function* () {
      const { creditsRemaining } = yield* ZohoConnection
      const before = yield* creditsRemaining
      yield* details
      const told = yield* creditsRemaining
      yield* details.pipe(withChance(0), within(1_000))
      const afterwards = yield* creditsRemaining
      assert.deepStrictEqual([before, told, afterwards], [Option.none(), Option.some(2_499), Option.some(2_497)])
    }).pipe(
      Effect.provide(
        scripted([
          json(readBody(), { headers: { "x-api-credits-remaining": "2499" } }),
          page(502, "Bad Gateway", { "x-api-credits-remaining": "2497" }),
          job,
        ]),
      ),
    ),
  )
})
