import { assert, describe, it } from "@effect/vitest"
import { createReadJob, downloadResult, getJobDetails, type ReadJob, uploadFile } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits, layer as layerLimits } from "@zoho-bulk/core/Limits"
import { never, withPolicy } from "@zoho-bulk/core/Retry"
import { Clock, Duration, Effect, Fiber, Result, Stream } from "effect"
import { TestClock } from "effect/testing"
import { after, always, bytes, empty, json, refusal, silence } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"
import { sentAt, sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const details = getJobDetails({ kind: "read", id: "1" })
const job = json(readBody())
const uploaded = json({ status: "success", code: "FILE_UPLOAD_SUCCESS", message: "x", details: { file_id: "1" } })
const upload = uploadFile({ name: "a.zip", bytes: Stream.make(Uint8Array.of(0x50, 0x4b, 3, 4)) })
const finished = { kind: "read", id: "1", state: "completed", result: { downloadUrl: "/r" } } as unknown as ReadJob
const download = Stream.runDrain(downloadResult(finished))

/** How many calls there may be at once. */
const lanes = defaultLimits.maxConcurrency

const throttledFor = (seconds: number): Turn =>
  after("100 millis", refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": `${seconds}` } }))

const together = <A, E, R>(call: Effect.Effect<A, E, R>, count: number) =>
  Effect.forkChild(
    Effect.all(
      Array.from({ length: count }, () => Effect.result(call)),
      { concurrency: "unbounded" },
    ),
  )

describe("of 100 looks at once, as many reach Zoho before the pause that it asks for as there are lanes", () => {
  it.effect.each([
    { what: "10 s", call: details, turn: throttledFor(10) },
    { what: "more than a look may last", call: details, turn: throttledFor(60) },
    { what: "10 s, and nothing is tried again", call: withPolicy(details, never), turn: throttledFor(10) },
    {
      what: "it does not say how long, and nothing is tried again",
      call: withPolicy(details, never),
      turn: after("100 millis", empty(429)),
    },
  ])("where that is $what", ({ call, turn }) =>
    Effect.gen(function* () {
      yield* together(call.pipe(withChance(0.5)), 100)
      yield* TestClock.adjust(500)
      assert.deepStrictEqual(
        yield* sentAt,
        Array.from({ length: lanes }, () => 0),
      )
    }).pipe(Effect.provide(scripted(always(turn)))),
  )

  it.effect("and a look that begins later is not sent at all", () =>
    Effect.gen(function* () {
      yield* together(details, 100)
      yield* TestClock.adjust(5_000)
      const failure = expectTag(yield* Effect.flip(details), "Throttled")
      assert.deepStrictEqual(failure.retryAfter, Duration.millis(55_100))
      assert.strictEqual((yield* sentAt).length, lanes)
    }).pipe(Effect.provide(scripted(always(throttledFor(60))))),
  )

  it.effect("and once the pause is over, all of them go", () =>
    Effect.gen(function* () {
      const looks = yield* together(details, 40)
      yield* TestClock.adjust(11_000)
      assert.isTrue((yield* Fiber.join(looks)).every(Result.isSuccess))
      const times = yield* sentAt
      assert.strictEqual(times.filter((at) => at < 5_000).length, lanes)
    }).pipe(
      Effect.provide(
        scripted([...Array.from({ length: lanes }, () => throttledFor(5)), ...Array.from({ length: 40 }, () => job)]),
      ),
    ),
  )
})

it.effect.each([1 / 3, 0.1234567, 0.7654321, 0.9999999])("pauses of any fraction (%s) come to an end", (chance) =>
  Effect.gen(function* () {
    expectTag(yield* details.pipe(Effect.flip, withChance(chance), within(60_000)), "Throttled")
    assert.strictEqual((yield* sentAt).length, 5)
  }).pipe(Effect.provide(scripted(always(empty(429))))),
)

describe("a call that waits for a lane until its time is up", () => {
  it.effect("fails with Throttled, says that not sent, and is never sent", () =>
    Effect.gen(function* () {
      const looks = yield* together(details, 6)
      yield* TestClock.adjust(30_000)
      const last = (yield* Fiber.join(looks)).at(-1)
      if (last === undefined || Result.isSuccess(last)) return assert.fail("it went")
      const failure = expectTag(last.failure, "Throttled")
      assert.doesNotHaveAnyKeys(failure, ["httpStatus", "code", "retryAfter"])
      assert.include(failure.summary, "not sent")
      yield* TestClock.adjust(60_000)
      assert.strictEqual((yield* sentAt).length, lanes)
    }).pipe(Effect.provide(layerLimits({ tryTimeout: "1 hour" })), Effect.provide(scripted(always(silence)))),
  )

  it.effect("fails with what its first try failed with, where it had one", () =>
    Effect.gen(function* () {
      const look = yield* Effect.forkChild(Effect.flip(details))
      yield* TestClock.adjust(10)
      yield* together(details, 5)
      yield* TestClock.adjust(60_000)
      expectTag(yield* Fiber.join(look), "ZohoFailing")
    }).pipe(
      Effect.provide(layerLimits({ tryTimeout: "1 hour" })),
      Effect.provide(scripted([after("100 millis", empty(500)), ...Array.from({ length: 5 }, () => silence)])),
    ),
  )

  it.effect("is not an order of unknown outcome", () =>
    Effect.gen(function* () {
      yield* together(details, 5)
      const order = yield* Effect.forkChild(
        Effect.flip(createReadJob({ module: "Leads" })).pipe(
          Effect.provideService(CurrentLimits, { ...defaultLimits, callTimeout: 2_000 }),
        ),
      )
      yield* TestClock.adjust(2_000)
      expectTag(yield* Fiber.join(order), "Throttled")
      yield* TestClock.adjust(60_000)
      assert.isTrue((yield* sentRequests).every(({ method }) => method === "GET"))
    }).pipe(Effect.provide(scripted(always(silence)))),
  )

  it.effect("is not one of 300 looks of 1 s: those that could not go are told so, and none is sent as it fails", () =>
    Effect.gen(function* () {
      const looks = yield* together(details, 300)
      yield* TestClock.adjust(60_000)
      const results = yield* Fiber.join(looks)
      const failed = results.filter(Result.isFailure)
      assert.isTrue(failed.every(({ failure }) => failure._tag === "Throttled"))
      assert.strictEqual((yield* sentAt).length + failed.length, 300)
    }).pipe(Effect.provide(scripted(always(after("1 second", job))))),
  )
})

describe("uploads and downloads have lanes of their own", () => {
  it.effect("so that uploads which hang hold up neither looks nor downloads", () =>
    Effect.gen(function* () {
      yield* together(upload, 5)
      yield* TestClock.adjust(10)
      yield* details
      yield* download
      assert.strictEqual(yield* Clock.currentTimeMillis, 10)
    }).pipe(
      Effect.provide(
        scripted([...Array.from({ length: 5 }, () => silence), job, bytes([0x50])], { settings: { orgId: "1" } }),
      ),
    ),
  )

  it.effect("so that downloads which do not begin hold up no order", () =>
    Effect.gen(function* () {
      yield* together(download, 5)
      yield* TestClock.adjust(10)
      assert.strictEqual(yield* upload, "1")
    }).pipe(
      Effect.provide(scripted([...Array.from({ length: 5 }, () => silence), uploaded], { settings: { orgId: "1" } })),
    ),
  )

  it.effect("and ten downloads that are interrupted in the queue take no place in the minute", () =>
    Effect.gen(function* () {
      const slow = yield* Effect.forkChild(download)
      yield* TestClock.adjust(10)
      const ten = yield* together(download, 10)
      yield* TestClock.adjust(1_000)
      yield* Fiber.interrupt(ten)
      yield* Effect.replicateEffect(download, 9).pipe(within(5_000))
      yield* Fiber.join(slow)
      assert.deepStrictEqual(yield* sentAt, [0, ...Array.from({ length: 9 }, () => 5_000)])
    }).pipe(
      Effect.provide(
        scripted([after("5 seconds", bytes([0x50])), ...always(bytes([0x50])).take(9)], {
          settings: { maxConcurrency: 1 },
        }),
      ),
    ),
  )
})

describe("a clock that is set", () => {
  const hour = 3_600_000

  it.effect.each([
    { what: "back", to: 9 * hour },
    { what: "forward", to: 40 * hour },
  ])("$what does not close the gate, nor end a call", ({ to }) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(10 * hour)
      yield* details.pipe(within(10_000))
      yield* TestClock.setTime(to)
      yield* details.pipe(within(0))
      assert.strictEqual((yield* sentAt).length, 3)
    }).pipe(
      Effect.provide(scripted([refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": "5" } }), job, job])),
    ),
  )
})
