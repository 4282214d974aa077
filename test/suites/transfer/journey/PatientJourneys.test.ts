import { assert, describe, it } from "@effect/vitest"
import { Auth, createReadJob, exportModule, getJobDetails, importRows, ZohoConnection } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import type { ExportFailure, ImportFailure } from "@zoho-bulk/core/Failure"
import { Journal, layerMemory } from "@zoho-bulk/core/Journal"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import { CurrentWaitListener } from "@zoho-bulk/core/Progress"
import { Clock, type Duration, Effect, Layer, Redacted, Stream } from "effect"
import type { HttpClient } from "effect/http"
import { expectTag } from "../../../support/failureAfter.ts"

const over = (http: Layer.Layer<Emulator.Emulator | HttpClient.HttpClient, never>) =>
  Layer.provideMerge(ZohoConnection.layer({ auth: Auth.layerAccessToken(Redacted.make(Emulator.emulatorToken)) }), http)

/** Runs a journey against an emulator, and says what it came to, how much virtual time it took, and which waits were told. */
const timed = <A, E>(
  program: Effect.Effect<A, E, ZohoConnection | Emulator.Emulator>,
  options: Emulator.EmulatorOptions = {},
) =>
  Effect.gen(function* () {
    const before = yield* Clock.currentTimeMillis
    const told: Array<number> = []
    const result = yield* Emulator.withAdvancingClock(
      Effect.result(program).pipe(
        Effect.provideService(CurrentWaitListener, (_, millis) => Effect.sync(() => void told.push(millis))),
        Effect.provide(over(Layer.orDie(Emulator.layerHttpClient({ jobDuration: 0, ...options })))),
      ),
    )
    return { result, told, elapsed: (yield* Clock.currentTimeMillis) - before }
  })

type Journey = Effect.Effect<number, ExportFailure | ImportFailure, ZohoConnection>

const exported = (timeout?: Duration.Input): Journey =>
  Effect.scoped(
    Effect.gen(function* () {
      const { rows } = yield* exportModule({ module: "Contacts", fields: ["Last_Name"] }, { timeout })
      return yield* Stream.runCount(rows)
    }),
  )

const leads = Stream.make(["Last_Name", "Company"], ...Array.from({ length: 9 }, (_, n) => [`Lead ${n}`, "Zylker"]))
const imported = (timeout?: Duration.Input): Journey =>
  Stream.runCount(importRows({ module: "Leads", operation: "insert" }, leads, { timeout }))

describe("a journey waits for as long as Zoho asks, and says so", () => {
  it.effect.each([
    { what: "the order of an export", program: exported(), operation: "createReadJob" },
    { what: "a look of an export", program: exported(), operation: "getReadJob" },
    { what: "the order of an import", program: imported(), operation: "createWriteJob" },
    { what: "a look of an import", program: imported(), operation: "getWriteJob" },
    { what: "an upload", program: imported(), operation: "uploadFile" },
  ] as const)("$what is asked to wait 40 s, eight times", ({ operation, program }) =>
    Effect.gen(function* () {
      const nth = [1, 2, 3, 4, 5, 6, 7, 8]
      const { elapsed, result, told } = yield* timed(program, {
        faults: [{ operation, nth, does: "throttled", retryAfter: 40 }],
      })
      assert.strictEqual(result._tag, "Success")
      assert.deepStrictEqual(
        told,
        nth.map(() => 40_000),
      )
      assert.isAtLeast(elapsed, 320_000)
      assert.isBelow(elapsed, 330_000)
    }),
  )

  it.effect("with ever longer pauses where it does not say for how long", () =>
    Effect.gen(function* () {
      const nth = Array.from({ length: 12 }, (_, n) => n + 1)
      const { elapsed, result } = yield* timed(exported(), {
        faults: [{ operation: "createReadJob", nth, does: "throttled" }],
      })
      assert.strictEqual(result._tag, "Success")
      assert.isAtLeast(elapsed, 300_000)
      assert.isBelow(elapsed, 400_000)
    }),
  )

  it.effect("and a single call keeps its limit", () =>
    Effect.gen(function* () {
      const faults = [{ does: "throttled", retryAfter: 40 }] as const
      const order = yield* timed(createReadJob({ module: "Contacts" }), { faults })
      const look = yield* timed(getJobDetails({ kind: "read", id: "1" }), { faults })
      assert.deepStrictEqual([order.elapsed, look.elapsed], [0, 0])
      assert.deepStrictEqual([order.result._tag, look.result._tag], ["Failure", "Failure"])
    }),
  )
})

describe("a journey with a timeout", () => {
  it.effect.each([
    {
      what: "an export whose job does not end",
      program: exported("5 minutes"),
      does: "job-never-ends",
      operation: "createReadJob",
    },
    {
      what: "an import whose job does not end",
      program: imported("5 minutes"),
      does: "job-never-ends",
      operation: "createWriteJob",
    },
    {
      what: "an export that Zoho never takes",
      program: exported("5 minutes"),
      does: "throttled",
      operation: "createReadJob",
    },
    {
      what: "an import whose upload Zoho never takes",
      program: imported("5 minutes"),
      does: "throttled",
      operation: "uploadFile",
    },
  ] as const)("ends in JobStillRunning to the second: $what", ({ does, operation, program }) =>
    Effect.gen(function* () {
      const { elapsed, result } = yield* timed(program, { faults: [{ operation, does }] })
      assert.strictEqual(elapsed, 300_000)
      if (result._tag === "Success") return assert.fail("it ended well")
      const failure = expectTag(result.failure, "JobStillRunning")
      // Packing an archive takes real time, in which the clock of the test may pass.
      if (operation === "createReadJob") assert.strictEqual(failure.jobId === undefined, does === "throttled")
      assert.strictEqual(failure.waitedMillis, 300_000)
    }),
  )

  it.effect("can be resumed, with nothing sent twice", () =>
    Effect.gen(function* () {
      const program = Effect.gen(function* () {
        const journal = Layer.succeed(Journal, yield* Journal)
        const wait = (timeout?: Duration.Input) =>
          Stream.runCount(importRows({ module: "Leads", operation: "insert" }, leads, { journal, timeout }))
        expectTag(yield* Effect.flip(wait("1 minute")), "JobStillRunning")
        const rows = yield* wait()
        const { requests } = yield* (yield* Emulator.Emulator).report
        return [rows, requests.filter(({ operation }) => operation === "createWriteJob").length]
      }).pipe(Effect.provide(layerMemory()))
      const { result } = yield* timed(program, {
        faults: [{ operation: "createWriteJob", does: "job-takes", millis: 600_000 }],
      })
      assert.deepStrictEqual(result._tag === "Success" && result.success, [9, 1])
    }),
  )
})

describe("slow uploads of several imports on one connection", () => {
  it.effect("hold up no order: all end well", () =>
    Effect.gen(function* () {
      const three = Effect.all([imported(), imported(), imported()], { concurrency: 3 }).pipe(
        Effect.provide(layerLimits({ maxUploadRows: 2 })),
      )
      const { result } = yield* timed(three, { faults: [{ operation: "uploadFile", does: "late", millis: 40_000 }] })
      assert.deepStrictEqual(result._tag === "Success" && result.success, [9, 9, 9])
    }),
  )
})
