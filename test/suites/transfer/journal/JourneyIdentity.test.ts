import { assert, describe, it } from "@effect/vitest"
import { exportRecords } from "@zoho-bulk/core"
import type { ExportFailure, ImportFailure } from "@zoho-bulk/core/Failure"
import * as Emulator from "@zoho-bulk/core/emulator"
import { adopt, Journal, layerFolder, layerMemory } from "@zoho-bulk/core/Journal"
import { Effect, Fiber, Layer, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import {
  all,
  connected,
  countOf,
  cutShort,
  exported,
  folderOf,
  imported,
  named,
  report,
  zoho,
} from "../../../support/journeyProgram.ts"

/** An emulated Zoho of one organisation, with jobs that do not end. */
const organization = (zgid: string, faults: Emulator.EmulatorOptions["faults"] = []) =>
  Emulator.layer({ zgid, records: { Leads: 5 }, jobDuration: "1 hour", faults })

const notTaken = (failure: ExportFailure | ImportFailure) => expectTag(failure, "JourneyDiffers")

describe("an unfinished import in the journal is not taken for another one:", () => {
  const rows = named("A", "B", "C")

  it.live.each([
    { what: "module", changes: { module: "Contacts" }, known: "Leads", asked: "Contacts" },
    { what: "operation", changes: { operation: "upsert", findBy: "Email" }, known: "insert", asked: "upsert" },
    { what: "ignoreEmpty", changes: { ignoreEmpty: true }, known: "nothing", asked: "true" },
    {
      what: "columns",
      changes: { columns: [{ column: "Company", field: "Last_Name" }] },
      known: "nothing",
      asked: '[{"column":"Company","field":"Last_Name"}]',
    },
  ])("$what", ({ asked, changes, known, what }) =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      yield* cutShort(folder, rows)
      const before = (yield* report).requests.length
      const failure = notTaken(yield* Effect.flip(all(imported(folder, rows, changes))))
      assert.include(failure, { what, known, asked })
      assert.strictEqual((yield* report).requests.length, before)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(zoho)),
  )

  it.live.each([
    {
      what: "other rows",
      given: named("A", "B", "X"),
      says: "part 3 with its 1 row there, and other rows in their place",
    },
    { what: "fewer rows", given: named("A", "B"), says: "3 rows there, and 2 here" },
    { what: "more rows", given: named("A", "B", "C", "D"), says: "3 rows there, and more rows here" },
  ])("$what", ({ given, says }) =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      yield* cutShort(folder, rows)
      const before = (yield* report).requests.length
      const failure = notTaken(yield* Effect.flip(all(imported(folder, given))))
      assert.strictEqual(failure.what, "rows")
      assert.include(failure.message, says)
      assert.include(failure.message, 'ifDifferent: "beginAnew"')
      assert.strictEqual((yield* report).requests.length, before)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(zoho)),
  )

  it.live("an export", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      yield* cutShort(folder, rows)
      const failure = notTaken(yield* Effect.flip(Stream.runDrain(exported(folder))))
      assert.include(failure, { what: "kind", known: "import", asked: "export" })
      assert.strictEqual(yield* countOf("createReadJob"), 0)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(zoho)),
  )

  it.live("another organisation, which the settings name, or Zoho", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      yield* Effect.provide(cutShort(folder, rows), connected())
      const made = yield* countOf("createWriteJob")
      const other = Effect.provide(Effect.flip(all(imported(folder, rows))), connected({ orgId: "42" }))
      assert.include(notTaken(yield* other), { what: "organization", asked: "42" })
      assert.strictEqual(yield* countOf("createWriteJob"), made)
    }).pipe(Effect.scoped, Effect.provide(zoho)),
  )

  it.live("another organisation, though the job of one part was adopted twice", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      const journal = layerFolder(folder)
      const two = Effect.provide(all(imported(folder, named("A", "B"))), connected())
      yield* Effect.gen(function* () {
        expectTag(yield* Effect.flip(two), "CreateOutcomeUnknown")
        const { jobs } = yield* report
        const adopted = Effect.provide(adopt({ jobId: jobs.at(-1)?.id ?? "" }, { journal }), connected())
        yield* Effect.andThen(adopted, adopted)
      }).pipe(Effect.provide(organization("111", [{ operation: "createWriteJob", nth: 1, does: "lost-reply" }])))
      yield* Effect.gen(function* () {
        assert.include(expectTag(yield* Effect.flip(two), "JourneyDiffers"), {
          what: "organization",
          known: "111",
          asked: "222",
        })
        assert.strictEqual(yield* countOf("createWriteJob"), 0)
      }).pipe(Effect.provide(organization("222")))
    }).pipe(Effect.scoped),
  )

  it.live("another host", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      yield* Effect.provide(cutShort(folder, rows), connected())
      const other = Effect.provide(Effect.flip(all(imported(folder, rows))), connected({ dataCenter: "eu" }))
      assert.include(notTaken(yield* other), { known: "https://www.zohoapis.com", asked: "https://www.zohoapis.eu" })
    }).pipe(Effect.scoped, Effect.provide(zoho)),
  )

  it.live("but how many parts go at once makes no other one of it", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      yield* cutShort(folder, rows)
      const outcomes = yield* all(imported(folder, rows, { concurrency: 1 }))
      assert.deepStrictEqual(
        outcomes.map(({ cells }) => cells),
        rows,
      )
      assert.strictEqual(yield* countOf("createWriteJob"), 3)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(zoho)),
  )
})

describe("an unfinished export in the journal", () => {
  it.live("is not taken for one of other fields", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("contacts")
      yield* Stream.runDrain(Stream.take(exported(folder), 1))
      const made = yield* countOf("createReadJob")
      const failure = notTaken(yield* Effect.flip(Stream.runDrain(exported(folder, { fields: ["Email"] }))))
      assert.include(failure, { what: "fields", known: '["Last_Name"]', asked: '["Email"]' })
      assert.strictEqual(yield* countOf("createReadJob"), made)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(zoho)),
  )

  it.live("is dropped, if the program says so", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("contacts")
      yield* Stream.runDrain(Stream.take(exported(folder), 1))
      const leads = exported(folder, { module: "Leads" }, { ifDifferent: "beginAnew" })
      assert.strictEqual(yield* Stream.runCount(leads), 5)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(zoho)),
  )
})

describe("two journeys of one program on one journal", () => {
  it.live("do not go on at once: the second one fails before it orders anything", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const shared = { journal: Layer.succeed(Journal, journal) }
      const slow = exportRecords({ module: "Contacts" }, undefined, shared).pipe(Stream.tap(() => Effect.sleep(20)))
      const first = yield* Effect.forkChild(Stream.runCount(slow))
      yield* Effect.sleep(100)
      const failure = yield* Effect.flip(Stream.runDrain(exportRecords({ module: "Leads" }, undefined, shared)))
      assert.include(expectTag(failure, "JourneyTaken").message, "another journey of this program uses its journal")
      assert.strictEqual(yield* Fiber.join(first), 25)
      assert.strictEqual(yield* countOf("createReadJob"), 3)
    }).pipe(Effect.provide(connected()), Effect.provide(zoho), Effect.provide(layerMemory())),
  )
})
