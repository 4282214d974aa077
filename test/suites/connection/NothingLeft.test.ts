import { assert, describe, it } from "@effect/vitest"
import { AccessToken, downloadResult, getJobDetails, type ReadJob, ZohoConnection } from "@zoho-bulk/core"
import { Clock, Effect, Fiber, Layer, Option, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { always, bytes, refusal, silence } from "../../support/answers.ts"
import { ScriptedZoho, sentAt, type Turn } from "../../support/ScriptedZoho.ts"

const job = { kind: "read", id: "1", state: "completed", result: { downloadUrl: "/r" } } as unknown as ReadJob
const download = Stream.runDrain(downloadResult(job))
const look = getJobDetails({ kind: "read", id: "1" })

/** A clock that knows how many are asleep by it. */
const countingClock = Effect.gen(function* () {
  const clock = yield* Clock.Clock
  let asleep = 0
  const counting: Clock.Clock = Object.assign(Object.create(clock), {
    sleep: (duration: Parameters<Clock.Clock["sleep"]>[0]) =>
      Effect.acquireUseRelease(
        Effect.sync(() => asleep++),
        () => clock.sleep(duration),
        () => Effect.sync(() => asleep--),
      ),
  })
  return { counting, asleep: () => asleep }
})

const connected = (turns: Iterable<Turn>, token = { get: Effect.succeed(Redacted.make("1000.a.b")), calls: 0 }) =>
  ZohoConnection.layer({
    maxConcurrency: 1,
    auth: Layer.succeed(AccessToken, {
      scheme: "Zoho-oauthtoken",
      get: Effect.suspend(() => (token.calls++ === 0 ? token.get : Effect.succeed(Redacted.make("1000.a.b")))),
      replace: () => Effect.succeed(Option.none()),
      apiDomain: Effect.succeed(Option.none()),
    }),
  }).pipe(Layer.provideMerge(ScriptedZoho.layer(turns)))

const file = bytes([0x50])

const points = [
  { at: "the queue for a lane", layer: () => connected([silence, ...always(file).take(20)]), before: download },
  {
    at: "the wait for the gate",
    layer: () =>
      connected([refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": "600" } }), ...always(file).take(20)]),
    before: Effect.ignore(Effect.timeout(download, 1)),
  },
  {
    at: "the wait for the token",
    layer: () => connected(always(file).take(20), { get: Effect.never, calls: 0 }),
    before: Effect.void,
  },
  { at: "sending", layer: () => connected([silence, ...always(file).take(20)]), before: Effect.void },
] as const

describe("of a call that is interrupted, nothing is left", () => {
  it.effect.each(points)("in $at: no timer, no lane, no place among the downloads", ({ before, layer }) =>
    Effect.gen(function* () {
      const { asleep, counting } = yield* countingClock
      yield* Effect.gen(function* () {
        const first = yield* Effect.forkChild(before)
        yield* TestClock.adjust(2)
        const call = yield* Effect.forkChild(download)
        yield* TestClock.adjust(1_000)
        yield* Fiber.interruptAll([call, first])
        assert.strictEqual(asleep(), 0)
        const earlier = (yield* sentAt).length
        yield* TestClock.adjust("1 hour")
        assert.strictEqual((yield* sentAt).length, earlier)
        const ten = yield* Effect.forkChild(Effect.replicateEffect(download, 10))
        yield* TestClock.adjust(0)
        yield* Fiber.join(ten)
        assert.strictEqual(asleep(), 0)
      }).pipe(Effect.provide(layer()), Effect.provideService(Clock.Clock, counting))
    }),
  )

  it.effect("in a pause between tries", () =>
    Effect.gen(function* () {
      const { asleep, counting } = yield* countingClock
      yield* Effect.gen(function* () {
        const call = yield* Effect.forkChild(look)
        yield* TestClock.adjust(1_000)
        assert.isAbove(asleep(), 0)
        yield* Fiber.interrupt(call)
        assert.strictEqual(asleep(), 0)
      }).pipe(
        Effect.provide(connected([refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": "7" } })])),
        Effect.provideService(Clock.Clock, counting),
      )
    }),
  )
})
