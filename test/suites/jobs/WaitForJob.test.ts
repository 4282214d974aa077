import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { createReadJob, createWriteJob, getJobDetails, waitForJob, watchJob, ZohoConnection } from "@zoho-bulk/core"
import { JobSignals, layerSignals } from "@zoho-bulk/core/Callback"
import { never, withPolicy } from "@zoho-bulk/core/Retry"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Clock, Effect, Fiber, Layer, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { expectTag } from "../../support/failureAfter.ts"
import { upload } from "../../support/emulatedZoho.ts"
import { within } from "../../support/time.ts"

const emulated = (options: Emulator.EmulatorOptions) =>
  ZohoConnection.layer().pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(Emulator.layerHttpClient(options)),
  )

const minute = 60_000
const hour = 60 * minute

const contacts = createReadJob({ module: "Contacts" })

const takes = (millis: number): Emulator.Fault => ({ does: "job-takes", operation: "createReadJob", millis })

describe("a wait for a job", () => {
  it.effect("ends with the job completed, and tells how often it was seen in which state", () =>
    Effect.gen(function* () {
      const { id } = yield* contacts
      const { job, observed } = yield* within(hour)(waitForJob({ kind: "read", id }))
      assert.strictEqual(job.state, "completed")
      assert.strictEqual(job.result?.count, 250)
      const { elapsedMillis, failedLooks, looks, states } = observed
      assert.deepStrictEqual(Object.keys(states), ["added", "queued", "in-progress", "completed"])
      assert.strictEqual(
        looks,
        Object.values(states).reduce((sum, count) => sum + count, 0),
      )
      assert.strictEqual(failedLooks, 0)
      assert.isAtLeast(elapsedMillis, 20_000)
      assert.isAtMost(elapsedMillis, 26_000)
    }).pipe(Effect.provide(emulated({ faults: [takes(20_000)] }))),
  )

  it.effect("ends with the job failed, for that is what it came to", () =>
    Effect.gen(function* () {
      const { id } = yield* contacts
      const { job } = yield* within(hour)(waitForJob({ id }))
      assert.strictEqual(job.state, "failed")
    }).pipe(Effect.provide(emulated({ faults: [{ does: "job-fails" }] }))),
  )

  it.effect("of a write job ends as well", () =>
    Effect.gen(function* () {
      const fileId = yield* upload({ "leads.csv": "Last_Name,Company\nBoyle,Zylker\n" })
      const { id } = yield* createWriteJob({ operation: "insert", resources: [{ module: "Leads", fileId }] })
      const { job } = yield* within(hour)(waitForJob({ kind: "write", id }))
      assert.strictEqual(job.resource?.[0]?.file?.addedCount, 1)
    }).pipe(Effect.provide(emulated({}))),
  )

  it.effect("gives up when its time is over, and leaves the job alone", () =>
    Effect.gen(function* () {
      const { id } = yield* contacts
      const exit = yield* within(hour)(Effect.flip(waitForJob({ id, timeout: "5 minutes" })))
      const failure = expectTag(exit, "JobStillRunning")
      assert.include(failure, { jobId: id, kind: "read", state: "in-progress", waitedMillis: 5 * minute })
      assert.include(failure.remedy, id)
      yield* TestClock.adjust(5 * minute)
      assert.strictEqual((yield* getJobDetails({ id })).state, "completed")
    }).pipe(Effect.provide(emulated({ faults: [takes(10 * minute)] }))),
  )

  it.effect("is not ended by a look that fails and could heal", () =>
    Effect.gen(function* () {
      const { id } = yield* contacts
      const { job, observed } = yield* within(hour)(waitForJob({ id }).pipe(withPolicy(never)))
      assert.strictEqual(job.state, "completed")
      assert.strictEqual(observed.failedLooks, 3)
    }).pipe(
      Effect.provide(
        emulated({ faults: [takes(20_000), { does: "bad-gateway", operation: "getReadJob", nth: [2, 3, 5] }] }),
      ),
    ),
  )

  it.effect("is ended by five of them in a row, and at once by a hopeless one", () =>
    Effect.gen(function* () {
      const { id } = yield* contacts
      const exit = yield* within(hour)(Effect.flip(waitForJob({ id }).pipe(withPolicy(never))))
      expectTag(exit, "ZohoFailing")
      const started = yield* Clock.currentTimeMillis
      const none = yield* within(hour)(Effect.flip(waitForJob({ kind: "write", id: "1" })))
      expectTag(none, "JobNotFound")
      assert.isAtMost((yield* Clock.currentTimeMillis) - started, hour)
    }).pipe(Effect.provide(emulated({ faults: [{ does: "failing", operation: "getReadJob" }] }))),
  )

  it.effect("ends at once when the end is announced", () =>
    Effect.gen(function* () {
      const { id } = yield* contacts
      const signals = yield* JobSignals
      const waiting = yield* Effect.forkChild(waitForJob({ kind: "read", id, signals }))
      yield* TestClock.adjust(90_000)
      yield* TestClock.adjust(10_000)
      assert.isUndefined(waiting.pollUnsafe())
      const job = yield* getJobDetails({ kind: "read", id })
      yield* signals.announce({ ...job, state: "completed" })
      const ended = yield* Fiber.join(waiting)
      assert.strictEqual(ended.observed.elapsedMillis, 100_000)
    }).pipe(Effect.provide(Layer.merge(emulated({ faults: [takes(hour)] }), layerSignals()))),
  )

  it.effect("looks no more once it is interrupted", () =>
    Effect.gen(function* () {
      const { id } = yield* contacts
      const waiting = yield* Effect.forkChild(waitForJob({ id }))
      yield* TestClock.adjust(3_000)
      yield* Fiber.interrupt(waiting)
      const { report } = yield* Emulator.Emulator
      const before = JSON.stringify(yield* report)
      yield* TestClock.adjust(hour)
      const { requests } = yield* report
      assert.deepStrictEqual(requests, JSON.parse(before).requests)
    }).pipe(Effect.provide(emulated({ faults: [takes(2 * hour)] }))),
  )

  it.effect("looks less often at jobs that are known to take long", () =>
    Effect.gen(function* () {
      const looks: Array<number> = []
      for (let n = 0; n < 5; n++) {
        const { id } = yield* contacts
        const { observed } = yield* within(hour)(waitForJob({ kind: "read", id }))
        looks.push(observed.looks)
      }
      const [first = 0, , , , last = 0] = looks
      assert.isBelow(last, first / 1.5, String(looks))
    }).pipe(Effect.provide(emulated({ faults: [takes(25_000)] }))),
  )
})

it.effect("watching a job shows each state once", () =>
  Effect.gen(function* () {
    const { id } = yield* contacts
    const jobs = yield* within(hour)(Stream.runCollect(watchJob({ kind: "read", id })))
    assert.deepStrictEqual(
      jobs.map(({ state }) => state),
      ["added", "queued", "in-progress", "completed"],
    )
  }).pipe(Effect.provide(emulated({ faults: [takes(60_000)] }))),
)

it.effect("a wait with an id that cannot be one sends nothing", () =>
  Effect.gen(function* () {
    const exit = yield* Effect.flip(waitForJob({ id: "abc" }))
    expectTag(exit, "InvalidJobId")
  }).pipe(Effect.provide(emulated({}))),
)
