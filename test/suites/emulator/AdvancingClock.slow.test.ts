import { assert, describe, it } from "@effect/vitest"
import {
  Auth,
  createReadJob,
  exportModule,
  getJobDetails,
  importRows,
  waitForJob,
  ZohoConnection,
} from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Cause, Clock, Effect, Exit, Fiber, Latch, Layer, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { headerAndRows } from "../../support/rows.ts"
import { expectTag } from "../../support/failureAfter.ts"

const emulated = (options: Emulator.EmulatorOptions) =>
  Layer.provideMerge(
    ZohoConnection.layer({ auth: Auth.layerAccessToken(Redacted.make(Emulator.emulatorToken)) }),
    Layer.orDie(Emulator.layerHttpClient(options)),
  )

/** Runs a program against an emulator, and says how much virtual time has passed. */
const timed = <A, E>(
  program: Effect.Effect<A, E, ZohoConnection | Emulator.Emulator>,
  options: Emulator.EmulatorOptions = {},
) =>
  Effect.gen(function* () {
    const before = yield* Clock.currentTimeMillis
    const value = yield* Emulator.withAdvancingClock(Effect.provide(program, emulated(options)))
    return { value, elapsed: (yield* Clock.currentTimeMillis) - before }
  })

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const contacts = createReadJob({ module: "Contacts" })

const leads = Array.from({ length: 250 }, (_, n) => [`Lead ${n}`, "Zylker"])
const toLeads: importRows.Request = {
  module: "Leads",
  operation: "insert",
  columns: [
    { column: "Last_Name", field: "Last_Name" },
    { column: "Company", field: "Company" },
  ],
}

describe("`withAdvancingClock`", () => {
  it.effect("lets `getJobDetails` wait as long as it is throttled, and not longer", () =>
    Effect.gen(function* () {
      const faults = [{ operation: "getReadJob", nth: [1, 2], does: "throttled", retryAfter: 10 }] as const
      const { elapsed, value } = yield* timed(getJobDetails({ id: "4150868000005376042" }), { faults })
      assert.strictEqual(value.state, "completed")
      assert.strictEqual(elapsed, 20 * second)
    }),
  )

  it.effect("lets `waitForJob` see a job of three hours to its end", () =>
    Effect.gen(function* () {
      const { elapsed, value } = yield* timed(Effect.flatMap(contacts, waitForJob), { jobDuration: "3 hours" })
      assert.strictEqual(value.job.state, "completed")
      assert.isAtLeast(elapsed, 3 * hour)
      assert.isAtMost(elapsed, 3 * hour + minute)
    }),
  )

  it.effect.each([1, 2, 3])("lets `exportModule` fetch pages whose jobs take ten minutes each, time %i", () =>
    Effect.gen(function* () {
      const { elapsed, value } = yield* timed(
        headerAndRows(exportModule({ module: "Contacts", fields: ["Last_Name"] })),
        { records: { Contacts: 5_000 }, recordsPerPage: 2_000, jobDuration: "10 minutes" },
      )
      assert.lengthOf(value, 5_001)
      assert.isAtLeast(elapsed, 30 * minute)
      assert.isAtMost(elapsed, 33 * minute)
    }),
  )

  it.effect("lets `exportModule` meet throttles, breaks and slow answers on its way", () =>
    Effect.gen(function* () {
      const faults: ReadonlyArray<Emulator.Fault> = [
        { operation: "createReadJob", nth: 1, does: "throttled", retryAfter: 20 },
        { operation: "getReadJob", nth: [2, 4], does: "bad-gateway" },
        { operation: "getReadJob", nth: 3, does: "late", millis: 5_000 },
        { operation: "downloadReadResult", nth: 1, does: "reset-in-body" },
        { operation: "downloadReadResult", nth: 2, does: "slow-body", millis: 2_000 },
      ]
      const { elapsed, value } = yield* timed(headerAndRows(exportModule({ module: "Contacts" })), {
        faults,
        jobDuration: "5 minutes",
      })
      assert.lengthOf(value, 251)
      assert.isAtLeast(elapsed, 5 * minute + 20 * second)
      assert.isAtMost(elapsed, 7 * minute)
    }),
  )

  it.effect("lets `importRows` upload its parts and wait for the jobs of each", () =>
    Effect.gen(function* () {
      const rows = importRows(toLeads, Stream.fromIterable([["Last_Name", "Company"], ...leads]))
      const { elapsed, value } = yield* timed(
        Effect.provideService(Stream.runCollect(rows), CurrentLimits, { ...defaultLimits, maxUploadRows: 100 }),
        { jobDuration: "10 minutes", faults: [{ operation: "uploadFile", nth: 1, does: "late", millis: 5_000 }] },
      )
      assert.lengthOf(value, 250)
      assert.isTrue(value.every(({ status }) => status === "added"))
      assert.isAtLeast(elapsed, 10 * minute)
      assert.isAtMost(elapsed, 12 * minute)
    }),
  )

  it.effect("stands still while an answer is made, however long that takes", () =>
    Effect.gen(function* () {
      const { elapsed, value } = yield* timed(
        Effect.scoped(Effect.flatMap(exportModule({ module: "Contacts" }), ({ rows }) => Stream.runCount(rows))),
        // Packing so many rows takes longer than the clock waits for what it does not know.
        { records: { Contacts: 60_000 }, jobDuration: 0 },
      )
      assert.strictEqual(value, 60_000)
      assert.isAtMost(elapsed, 5 * second)
    }),
  )

  it.effect("gives the failure of the effect as it is, after the time that it took", () =>
    Effect.gen(function* () {
      const { elapsed, value } = yield* timed(
        Effect.flip(Effect.flatMap(contacts, ({ id }) => waitForJob({ id, kind: "read", timeout: "20 minutes" }))),
        { faults: [{ does: "job-never-ends" }] },
      )
      expectTag(value, "JobStillRunning")
      assert.strictEqual(elapsed, 20 * minute)
    }),
  )

  it.effect("ends what would never end at its limit, and says so", () =>
    Effect.gen(function* () {
      const endless = Effect.flatMap(contacts, waitForJob).pipe(
        Effect.provide(emulated({ faults: [{ does: "job-never-ends" }] })),
      )
      const exit = yield* Effect.exit(Emulator.withAdvancingClock(endless, { limit: "20 minutes" }))
      assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
      assert.include(
        Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "",
        "Still running after 20m of virtual time; the option limit allows more",
      )
      assert.isAtMost(yield* Clock.currentTimeMillis, 20 * minute)
    }),
  )

  it.effect("moves the clock of the test, and lets the effect move it as well", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 22))
      yield* Emulator.withAdvancingClock(
        Effect.gen(function* () {
          yield* Effect.sleep("1 hour")
          yield* TestClock.adjust("1 hour")
        }),
      )
      assert.strictEqual(yield* Clock.currentTimeMillis, Date.UTC(2026, 10, 22, 2))
    }),
  )

  it.effect("lets the effect begin at a date, whatever the limit", () =>
    Effect.gen(function* () {
      const today = Date.UTC(2026, 10, 22)
      const program = Effect.andThen(TestClock.setTime(today), Effect.sleep("30 minutes"))
      yield* Emulator.withAdvancingClock(program, { limit: "1 hour" })
      assert.strictEqual(yield* Clock.currentTimeMillis, today + 30 * minute)
    }),
  )

  it.effect("can be interrupted, and the effect is", () =>
    Effect.gen(function* () {
      const begun = yield* Latch.make()
      const interrupted = yield* Latch.make()
      const stuck = Effect.onInterrupt(Effect.andThen(begun.open, Effect.never), () => interrupted.open)
      const fiber = yield* Effect.forkChild(Emulator.withAdvancingClock(stuck))
      yield* begun.await
      yield* Fiber.interrupt(fiber)
      yield* interrupted.await
    }),
  )

  it("brings a `TestClock` along where there is none", async () => {
    const program = Effect.gen(function* () {
      yield* Effect.flatMap(contacts, waitForJob)
      return yield* Clock.currentTimeMillis
    }).pipe(Effect.provide(emulated({ jobDuration: "30 minutes" })), Emulator.withAdvancingClock)
    assert.isAtLeast(await Effect.runPromise(program), 30 * minute)
  })
})
