import { assert, describe, it } from "@effect/vitest"
import { Condition, createReadJob, Metadata, Records, resultRecords, waitForJob } from "@zoho-bulk/core"
import { Emulator, type EmulatorOptions, withAdvancingClock } from "@zoho-bulk/core/emulator"
import { DateTime, Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import { alteredZoho } from "../../support/alteredZoho.ts"

const idOf = (n: number): string => `4150868013${String(n).padStart(9, "0")}`

const zoho = (options: EmulatorOptions = {}) =>
  alteredZoho(() => Effect.undefined, { records: { Leads: 450 }, ...options })

const deleted = (options?: Records.DeletedOptions) =>
  Effect.map(Stream.runCollect(Records.getDeletedRecords("Leads", options)), (all) => all.map(({ id }) => id))

describe("single records of an emulated organisation", () => {
  it.effect("are deleted, listed page by page, counted, found by id, and restored", () =>
    Effect.gen(function* () {
      const ids = Array.from({ length: 250 }, (_, at) => idOf(at + 1))
      const outcomes = yield* Stream.runCollect(
        Records.deleteRecords("Leads", [...ids, "77"], { triggerWorkflows: false }),
      )
      assert.deepStrictEqual(
        outcomes.filter(({ isDone }) => !isDone).map(({ code, id }) => [id, code]),
        [["77", "INVALID_DATA"]],
      )
      assert.sameMembers([...(yield* deleted())], ids)
      assert.strictEqual(yield* Metadata.countRecords("Leads"), 200)
      const some = [idOf(250), idOf(251)]
      const there = yield* Stream.runCollect(Records.getRecordsById("Leads", some, { fields: ["Company", "Owner"] }))
      assert.deepStrictEqual(
        there.map(({ id }) => id),
        [idOf(251)],
      )
      assert.hasAllKeys(there[0]?.values, ["id", "Company", "Owner"])
      const back = yield* Stream.runCollect(Records.restoreRecords([...ids, "77"]))
      assert.strictEqual(back.filter(({ isDone }) => isDone).length, 250)
      assert.deepStrictEqual(yield* deleted(), [])
      assert.strictEqual(yield* Metadata.countRecords("Leads"), 450)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("that were deleted before an answer was lost may be gone by that", () =>
    Effect.gen(function* () {
      const outcomes = yield* Stream.runCollect(Records.deleteRecords("Leads", [idOf(1)], { triggerWorkflows: false }))
      assert.include(outcomes[0], { isDone: false, mayBeDone: true, code: "INVALID_DATA" })
      assert.deepStrictEqual(yield* deleted(), [idOf(1)])
    }).pipe(
      withAdvancingClock,
      Effect.provide(zoho({ faults: [{ does: "lost-reply", operation: "deleteRecords", nth: 1 }] })),
    ),
  )

  it.effect("are what changed since the first order, by Zoho's clock, whatever time it is here", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 26))
      const emulator = yield* Emulator
      const read = Effect.fnUntraced(function* (where?: Condition.Condition) {
        const created = yield* createReadJob({ module: "Leads", fields: ["Company"], where })
        const { job } = yield* waitForJob(created)
        const rows = yield* Stream.runCollect(resultRecords(job))
        return { rows, zohoTime: created.zohoTime ?? NaN }
      })
      const first = yield* read()
      yield* emulator.edit([
        { module: "Leads", update: { id: idOf(3), Company: "Changed" } },
        { module: "Leads", create: { Last_Name: "Boyle", Company: "New" } },
        { module: "Leads", delete: idOf(4) },
        { module: "Leads", merge: { winner: idOf(5), loser: idOf(6) } },
      ])
      yield* Effect.sleep("2 seconds")
      const since = DateTime.makeUnsafe(first.zohoTime)
      const { rows } = yield* read(Condition.field.dateTime("Modified_Time").greaterEqual(since))
      assert.deepStrictEqual(
        rows.map((row) => Object.values(row)),
        [
          [idOf(3), "Changed"],
          [idOf(5), rows[1]?.["Company"]],
          [idOf(451), "New"],
        ],
      )
      assert.deepStrictEqual(yield* deleted({ since }), [idOf(4)])
      const copy = new Map(first.rows.map((row) => [row["Id"] ?? row["id"] ?? "", row["Company"] ?? ""]))
      for (const row of rows) copy.set(row["Id"] ?? row["id"] ?? "", row["Company"] ?? "")
      for (const id of yield* deleted({ since })) copy.delete(id)
      const truth = new Map((yield* emulator.records("Leads")).map(({ Company = "", id = "" }) => [id, Company]))
      assert.deepStrictEqual(
        [...copy].filter(([id, company]) => truth.get(id) !== company),
        [
          // The loser of a merge: only the ids tell.
          [idOf(6), copy.get(idOf(6)) ?? ""],
        ],
      )
    }).pipe(withAdvancingClock, Effect.provide(zoho({ clockAhead: "1 hour", jobDuration: 100 }))),
  )
})
