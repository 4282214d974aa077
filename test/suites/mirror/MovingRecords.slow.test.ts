import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Journal } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import { emulated } from "../../support/copies.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"
import { edit, editingAfterOrders, editingBeforeOrders, mirroring, operations } from "../../support/mirrored.ts"

const module = "Leads"

const leads = { records: { Leads: 30 } }

const idOf = (number: number): string => `41508680130000000${String(number).padStart(2, "0")}`

describe("a mirror of records that change while it reads them", () => {
  it.live("compares ids where Zoho counts others before than after, though one of the counts is that of the copy", () =>
    Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring(module)
      yield* copy()
      yield* edit({ module, convert: idOf(4) })
      const moving = yield* editingAfterOrders((order) => (order === 1 ? [{ module, delete: idOf(7) }] : []))
      const [second] = yield* moving(copy())
      assert.isTrue(second?.checkpoint.run.idsCompared)
      yield* checkSame(module)
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live("orders the whole read anew where records did not come, instead of taking up what it has read", () =>
    Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring(module)
      yield* edit({ module, delete: idOf(5) })
      const moving = yield* editingAfterOrders((order) => (order === 1 ? [{ module, restore: idOf(5) }] : []))
      const [first] = yield* moving(copy())
      assert.strictEqual(first?.checkpoint.run.whole, "recordsMissing")
      yield* checkSame(module)
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live("takes records that only the last of two whole reads has missed for those that came meanwhile", () => {
    const fields = [{ api_name: "Name", data_type: "text" }]
    const organization = { modules: [{ api_name: "Seats", fields, generated_records: 12 }] }
    return Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring("Seats")
      const moving = yield* editingAfterOrders((order) => [{ module: "Seats", create: { Name: `Seat ${order}` } }])
      const [first] = yield* moving(copy())
      assert.strictEqual(first?.checkpoint.run.whole, "recordsMissing")
      yield* copy()
      yield* checkSame("Seats")
    }).pipe(Effect.scoped, Effect.provide(emulated({ organization })))
  })

  it.live("comes to its end though other records change between the jobs each time", () =>
    Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring(module)
      const moving = yield* editingAfterOrders((order) => [
        { module, update: { id: idOf(1 + (order % 29)), Company: `Zylker ${order}` } },
      ])
      yield* moving(copy())
      yield* copy()
      yield* checkSame(module)
    }).pipe(Effect.scoped, Effect.provide(emulated(leads, { maxReadFields: 15 })), Emulator.withAdvancingClock),
  )

  it.live(
    "has no record of two times, though it changed twice in the second between the jobs that share its fields",
    () =>
      Effect.gen(function* () {
        const { checkSame, copy } = yield* mirroring(module)
        const became = (value: string) => ({
          module,
          update: { id: idOf(5), Last_Name: value, Company: value, Email: `${value}@example.com`, Description: value },
        })
        const journal = yield* editingBeforeOrders((order) => (order === 1 ? [became("First")] : []))
        const moving = yield* editingAfterOrders((order) => (order === 1 ? [became("Second")] : []))
        yield* moving(copy({ journal }))
        yield* checkSame(module)
      }).pipe(
        Effect.scoped,
        Effect.provide(emulated({ ...leads, jobDuration: 100, guesses: { readsAt: 0 } }, { maxReadFields: 9 })),
      ),
  )

  it.live("has a record that came back without a trace, though it changed while it was read", () =>
    Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring(module)
      yield* edit({ module, delete: idOf(5) })
      yield* copy()
      yield* edit({ module, restore: idOf(5) })
      const moving = yield* editingAfterOrders((order) =>
        order === 1 ? [{ module, update: { id: idOf(5), Company: "Zylker" } }] : [],
      )
      const [second] = yield* moving(copy({ overlap: 0 }))
      assert.strictEqual(second?.checkpoint.run.whole, "recordsMissing")
      yield* checkSame(module)
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live("has what a record became that was gone without a trace for as long as it read, where it compares ids", () =>
    Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring(module)
      yield* copy()
      yield* edit({ module, update: { id: idOf(5), Company: "Zylker" } })
      // Times at Zoho have whole seconds.
      yield* Effect.sleep(1_100)
      const moving = yield* editingAfterOrders((order) =>
        order === 1
          ? [
              { module, delete: idOf(5) },
              { module, restore: idOf(5), after: 350 },
            ]
          : [],
      )
      yield* moving(copy())
      const [third] = yield* copy({ overlap: 0, compareIds: "always" })
      assert.strictEqual(third?.checkpoint.run.whole, "recordsMissing")
      yield* checkSame(module)
    }).pipe(Effect.scoped, Effect.provide(emulated({ ...leads, jobDuration: 400, guesses: { readsAt: 0.5 } }))),
  )

  it.live("takes a record away that changed in the second in which it was deleted, without comparing ids", () =>
    Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring(module)
      yield* edit({ module, update: { id: idOf(5), Company: "Zylker" } })
      yield* copy()
      yield* edit({ module, delete: idOf(5) })
      const [second] = yield* copy()
      assert.deepStrictEqual([second?.checkpoint.run.deleted, second?.checkpoint.run.idsCompared], [1, false])
      yield* checkSame(module)
    }).pipe(Effect.scoped, Effect.provide(emulated(leads)), Effect.provide(TestClock.layer())),
  )

  it.live("has no row of before a deletion that was taken back while it read", () =>
    Effect.gen(function* () {
      const { checkSame, copy, records } = yield* mirroring(module)
      yield* copy()
      const before = records(module).get(idOf(5))
      yield* edit({ module, delete: idOf(5) })
      const moving = yield* editingAfterOrders((order) => (order === 1 ? [{ module, restore: idOf(5) }] : []))
      yield* moving(copy())
      assert.notDeepEqual(records(module).get(idOf(5)), before)
      yield* copy()
      yield* checkSame(module)
    }).pipe(Effect.scoped, Effect.provide(emulated({ ...leads, guesses: { restoringModifies: true } }))),
  )
})

describe("a mirror of fields that change", () => {
  it.live("reads all again where a field has the name of one that is gone", () => {
    const rank = { api_name: "Rank", data_type: "text" }
    return Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring(module)
      yield* edit(
        { module, addField: { ...rank, id: "4150868000001234567" } },
        { module, recompute: { id: idOf(1), Rank: "first" } },
      )
      yield* copy()
      yield* edit(
        { module, removeField: "Rank" },
        { module, addField: { ...rank, id: "4150868000001234568" } },
        { module, recompute: { id: idOf(1), Rank: null } },
      )
      const [second] = yield* copy()
      assert.strictEqual(second?.checkpoint.run.whole, "columnsAdded")
      yield* checkSame(module)
    }).pipe(Effect.scoped, Effect.provide(emulated(leads)))
  })
})

describe("a mirror of fields that go while it reads", () => {
  it.live(
    "says of a field that went and came back meanwhile that its column has the values of before, until the next",
    () =>
      Effect.gen(function* () {
        const { checkSame, copy } = yield* mirroring(module)
        yield* edit({ module, recompute: { id: idOf(1), Company: "Zylker" } })
        yield* copy()
        const again = { api_name: "Company", data_type: "text", id: "4150868000001234567" }
        const journal = yield* editingBeforeOrders((order) => (order === 1 ? [{ module, removeField: "Company" }] : []))
        const moving = yield* editingAfterOrders((order) => (order === 1 ? [{ module, addField: again }] : []))
        const [second] = yield* moving(copy({ journal }))
        assert.deepStrictEqual(second?.gone, ["Company"])
        assert.isTrue(second?.checkpoint.columns.find(({ name }) => name === "Company")?.isGone)
        const [third] = yield* copy()
        assert.strictEqual(third?.checkpoint.run.whole, "columnsAdded")
        yield* checkSame(module)
      }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live("has each value in its own column though a field is gone when rows are read again", () =>
    Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring(module)
      const moving = yield* editingAfterOrders((order) =>
        order === 1
          ? [{ module, update: { id: idOf(3), Company: "Zylker" } }]
          : order === 2
            ? [{ module, removeField: "Company" }]
            : [],
      )
      const [first] = yield* moving(copy())
      assert.isAbove(first?.checkpoint.run.jobs.length ?? 0, 2)
      yield* copy()
      yield* checkSame(module)
    }).pipe(Effect.scoped, Effect.provide(emulated(leads, { maxReadFields: 15 }))),
  )
})

describe("a mirror whose pages do not fit together", () => {
  const last = { api_name: "Company", data_type: "text" }
  const fields = [{ api_name: "Name", data_type: "text" }, { api_name: "Modified_Time", data_type: "datetime" }, last]
  const organization = { modules: [{ api_name: "Seats", fields, generated_records: 30 }] }

  it.live("fails, and orders them anew in the next run instead of taking up the same ones again and again", () =>
    Effect.gen(function* () {
      const { checkSame, copy, run } = yield* mirroring("Seats")
      const folder = yield* temporaryFolder
      const journal = () => Layer.provide(Journal.layerFolder(join(folder, "journal")), runner.layerFiles)
      // Before v7 each page is ordered by its fields: one that is gone by the second is in the first alone.
      const moving = yield* editingAfterOrders((order) =>
        order === 1 ? [{ module: "Seats", removeField: "Company" }] : [],
      )
      const [failed] = yield* moving(run({ journal }))
      assert.strictEqual(failed?._tag === "failed" ? failed.failure._tag : undefined, "PagesBroken")
      yield* edit({ module: "Seats", addField: last })
      const [second] = yield* copy({ journal })
      assert.lengthOf(second?.checkpoint.run.jobs ?? [], 2)
      yield* checkSame("Seats")
    }).pipe(Effect.scoped, Effect.provide(emulated({ organization, recordsPerPage: 20 }, {}, "v6"))),
  )
})

describe("a mirror of many records of which few have changed", () => {
  it.live(
    "moves these alone, and orders one read job for each module",
    () =>
      Effect.gen(function* () {
        const modules = ["Leads", "Contacts"] as const
        const { checkSame, copy } = yield* mirroring(...modules)
        yield* copy()
        for (const each of modules) {
          const known = each === "Leads" ? "4150868013" : "4150868012"
          const id = (number: number): string => `${known}${String(number).padStart(9, "0")}`
          yield* edit(
            ...Array.from({ length: 10 }, (_, at) => ({
              module: each,
              update: { id: id(at * 90 + 1), Email: `${each}${at}@example.org` },
            })),
            ...Array.from({ length: 5 }, (_, at) => ({
              module: each,
              create: { Last_Name: `New ${at}`, Company: "Zylker" },
            })),
            ...Array.from({ length: 5 }, (_, at) => ({ module: each, delete: id(at * 90 + 2) })),
          )
        }
        const before = (yield* operations).length
        const again = yield* copy()
        for (const { checkpoint } of again) {
          assert.isAtMost(checkpoint.run.changed, 0.03 * checkpoint.rows)
          assert.strictEqual(checkpoint.run.deleted, 5)
        }
        const asked = (yield* operations).slice(before)
        assert.strictEqual(asked.filter((name) => name === "createReadJob").length, modules.length)
        for (const each of modules) yield* checkSame(each)
      }).pipe(Effect.scoped, Effect.provide(emulated({ records: { Leads: 2_000, Contacts: 2_000 } }))),
    60_000,
  )
})
