import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { createReadJob, resultRecords, resultRows, waitForJob, ZohoConnection } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { streamResult } from "@zoho-bulk/core/runtime"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted, Schema, Stream } from "effect"
import { headerAndRows } from "../../support/rows.ts"
import { expectTag } from "../../support/failureAfter.ts"

const emulated = (faults: ReadonlyArray<Emulator.Fault> = [], contacts = 30) =>
  ZohoConnection.layer().pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(Emulator.layerHttpClient({ records: { Contacts: contacts }, faults, jobDuration: 0 })),
  )

const completed = Effect.gen(function* () {
  const { id } = yield* createReadJob({ module: "Contacts", fields: ["Last_Name", "Email"] })
  return (yield* waitForJob({ kind: "read", id })).job
})

const onDownload = (fault: Omit<Emulator.Fault, "operation">): Emulator.Fault => ({
  ...fault,
  operation: "downloadReadResult",
})

describe("the rows of a result", () => {
  it.live("say so where they are read after their scope is closed, or twice", () =>
    Effect.gen(function* () {
      const job = yield* completed
      const late = yield* Effect.scoped(resultRows(job))
      const closed = yield* Effect.exit(Stream.runDrain(late.rows))
      assert.match(String(closed), /their scope is closed. Read them inside Effect\.scoped/)
      const twice = Effect.gen(function* () {
        const { rows } = yield* resultRows(job)
        assert.strictEqual(yield* Stream.runCount(rows), 30)
        return yield* Effect.exit(Stream.runDrain(rows))
      })
      assert.match(String(yield* Effect.scoped(twice)), /they were read before/)
    }).pipe(Effect.provide(emulated())),
  )

  it.live("come with their header, as many as Zoho counted", () =>
    Effect.gen(function* () {
      const job = yield* completed
      const [header, ...rows] = yield* headerAndRows(resultRows(job))
      assert.deepStrictEqual(header, ["id", "Last_Name", "Email"])
      assert.strictEqual(rows.length, 30)
    }).pipe(Effect.provide(emulated())),
  )

  it.live("fail at the end, by how much, where there are fewer or more than Zoho counted", () =>
    Effect.gen(function* () {
      const job = yield* completed
      for (const count of [31, 29]) {
        const failure = yield* Effect.flip(headerAndRows(resultRows({ ...job, result: { ...job.result, count } })))
        assert.include(expectTag(failure, "ResultIncomplete"), { expected: count, received: 30 })
        assert.include(failure.message, count === 31 ? "1 missing" : "1 too many")
      }
    }).pipe(Effect.provide(emulated())),
  )

  it.live.each([
    { breaks: "the checksum is wrong", fault: { does: "wrong-checksum" }, tag: "ResultUnreadable" },
    { breaks: "the archive is cut short", fault: { does: "truncated", afterBytes: 300 }, tag: "ResultUnreadable" },
    { breaks: "the connection breaks", fault: { does: "reset-in-body", afterBytes: 300 }, tag: "NoAnswer" },
  ] as const)("are never given out in part where $breaks each time", ({ fault, tag }) =>
    Effect.gen(function* () {
      const job = yield* completed
      expectTag(yield* Effect.flip(headerAndRows(resultRows(job))), tag)
    }).pipe(Effect.provide(emulated([onDownload(fault)]))),
  )

  it.live("come from another download where the first broke before any row", () =>
    Effect.gen(function* () {
      const job = yield* completed
      assert.strictEqual((yield* headerAndRows(resultRows(job))).length, 31)
    }).pipe(Effect.provide(emulated([onDownload({ does: "reset-in-body", afterBytes: 20, nth: 1 })]))),
  )

  it.live("are not taken again once one has gone out", () =>
    Effect.gen(function* () {
      const job = yield* completed
      let rows = 0
      const counted = Stream.tap(streamResult(job), () => Effect.sync(() => rows++))
      expectTag(yield* Effect.flip(Stream.runCollect(counted)), "NoAnswer")
      assert.isAbove(rows, 1)
      assert.isBelow(rows, 5_001)
    }).pipe(Effect.provide(emulated([onDownload({ does: "reset-in-body", afterBytes: 12_000, nth: 1 })], 5_000))),
  )

  it.live("have limits, named in the error", () =>
    Effect.gen(function* () {
      const job = yield* completed
      for (const limit of ["maxUnpackedBytes", "maxRowSize"] as const) {
        const limits = { ...defaultLimits, [limit]: 1 }
        const failure = yield* Effect.flip(
          headerAndRows(resultRows(job)).pipe(Effect.provideService(CurrentLimits, limits)),
        )
        assert.include(expectTag(failure, "ResultTooLarge"), { limit, max: 1 })
      }
    }).pipe(Effect.provide(emulated())),
  )
})

describe("the records of a result", () => {
  it.live("have the names of the columns", () =>
    Effect.gen(function* () {
      const job = yield* completed
      const [first] = yield* Stream.runCollect(resultRecords(job))
      assert.deepStrictEqual(Object.keys(first ?? {}), ["id", "Last_Name", "Email"])
    }).pipe(Effect.provide(emulated())),
  )

  it.live("are decoded by a schema, and a row that does not fit is named", () =>
    Effect.gen(function* () {
      const job = yield* completed
      const values = yield* Stream.runCollect(resultRecords(job, Schema.Struct({ id: Schema.BigIntFromString })))
      assert.strictEqual(typeof values[0]?.id, "bigint")
      const failure = yield* Effect.flip(Stream.runCollect(resultRecords(job, Schema.Struct({ Gone: Schema.String }))))
      const { problem, row } = expectTag(failure, "RowNotDecodable")
      assert.strictEqual(row, 1)
      assert.include(problem, "Gone")
    }).pipe(Effect.provide(emulated())),
  )
})
