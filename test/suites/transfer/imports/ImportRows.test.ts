import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { importRows, type RowOutcome, ZohoConnection } from "@zoho-bulk/core"
import { Journal, layerMemory, type JournalEntry } from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"

const emulated = (options: Emulator.EmulatorOptions = {}) =>
  ZohoConnection.layer().pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(Emulator.layerHttpClient({ jobDuration: 0, ...options })),
  )

type Row = ReadonlyArray<string>

const header: Row = ["Last_Name", "Company", "Email", "Note"]

/** Every tenth row lacks a company, which leads must have. */
const leads = (count: number): ReadonlyArray<Row> =>
  Array.from({ length: count }, (_, n) => [
    `Lead ${n + 1}`,
    (n + 1) % 10 === 0 ? "" : "Zylker",
    `lead${n + 1}@example.org`,
    `note "${n + 1}", kept`,
  ])

const request: importRows.Request = {
  module: "Leads",
  operation: "insert",
  columns: [
    { column: "Last_Name", field: "Last_Name" },
    { column: "Company", field: "Company" },
    { column: "Email", field: "Email" },
  ],
}

const outcomesOf = (rows: ReadonlyArray<Row>, changes: Partial<importRows.Request> = {}) =>
  Stream.runCollect(
    importRows({ ...request, ...changes } as importRows.Request, Stream.fromIterable([header, ...rows])),
  )

/** The same with the journal of the test, so that it goes on where an earlier run stopped. */
const resumed = (rows: ReadonlyArray<Row>, taken = Number.POSITIVE_INFINITY) =>
  Journal.use((journal) =>
    importRows(request, Stream.fromIterable([header, ...rows]), { journal: Layer.succeed(Journal, journal) }).pipe(
      Stream.take(taken),
      Stream.runCollect,
    ),
  )

const smallParts = Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: 100 })

const counts = (outcomes: ReadonlyArray<RowOutcome>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(outcomes, ({ status }) => status)).map(([status, of]) => [status, of?.length ?? 0]),
  )

const report = Effect.flatMap(Emulator.Emulator, (emulator) => emulator.report)

const requestsOf = (operation: string) =>
  Effect.map(report, ({ requests }) => requests.filter((each) => each.operation === operation).length)

const unknownParts = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => {
  const partsOf = (step: JournalEntry["step"]) =>
    entries.flatMap((entry) => (entry.step === step && "part" in entry ? [entry.part] : []))
  return partsOf("ordering").filter((part) => !partsOf("ordered").includes(part))
}

const leadsNow = Effect.map(report, ({ records }) => records["Leads"])

describe("an import", () => {
  it.live("accounts for every row, in order, over several parts", () =>
    Effect.gen(function* () {
      const rows = leads(450)
      const outcomes = yield* smallParts(outcomesOf(rows))
      assert.deepStrictEqual(counts(outcomes), { added: 405, skipped: 45 })
      for (const [at, outcome] of outcomes.entries()) {
        assert.strictEqual(outcome.row, at + 1)
        assert.deepStrictEqual(outcome.cells, rows[at])
        assert.strictEqual(outcome.status, (at + 1) % 10 === 0 ? "skipped" : "added")
      }
      assert.deepStrictEqual(outcomes[9]?.reasons, [{ code: "MANDATORY_NOT_FOUND", fields: ["Company"] }])
      assert.match(outcomes[0]?.recordId ?? "", /^\d+$/)
      assert.strictEqual(yield* requestsOf("createWriteJob"), 5)
      assert.strictEqual(yield* leadsNow, 120 + 405)
    }).pipe(Effect.provide(emulated())),
  )

  it.live("updates and upserts by a unique field", () =>
    Effect.gen(function* () {
      const first = yield* outcomesOf(leads(5))
      const upserted = yield* outcomesOf(leads(8), { operation: "upsert", findBy: "Email" })
      assert.deepStrictEqual(counts(first), { added: 5 })
      assert.deepStrictEqual(counts(upserted), { updated: 5, added: 3 })
      assert.deepStrictEqual(
        upserted.slice(0, 5).map(({ recordId }) => recordId),
        first.map(({ recordId }) => recordId),
      )
    }).pipe(Effect.provide(emulated())),
  )

  it.live("tells of every row of a job that failed that it failed", () =>
    Effect.gen(function* () {
      const outcomes = yield* smallParts(outcomesOf(leads(150), { concurrency: 1 }))
      assert.deepStrictEqual(counts(outcomes), { failed: 100, added: 45, skipped: 5 })
      assert.deepStrictEqual(outcomes[0]?.reasons, [{ code: "INTERNAL_SERVER_ERROR", fields: [] }])
    }).pipe(Effect.provide(emulated({ faults: [{ does: "job-fails", operation: "createWriteJob", nth: 1 }] }))),
  )

  it.live("fetches outcomes again where the archive is broken", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(counts(yield* outcomesOf(leads(20))), { added: 18, skipped: 2 })
    }).pipe(
      Effect.provide(emulated({ faults: [{ does: "wrong-checksum", operation: "downloadWriteResult", nth: [1, 2] }] })),
    ),
  )

  it.live("passes over the column of reasons, so that mended rejects can be sent as they are", () =>
    Effect.gen(function* () {
      const { columns: _, ...byHeader } = request
      const rows = [
        ["Last_Name", "rejected_because", "Company"],
        ["Boyle", "MANDATORY_NOT_FOUND (Company)", "Zylker"],
      ]
      const outcomes = yield* Stream.runCollect(importRows(byHeader, Stream.fromIterable(rows)))
      assert.deepStrictEqual(counts(outcomes), { added: 1 })
      assert.deepStrictEqual(outcomes[0]?.cells, ["Boyle", "Zylker"])
    }).pipe(Effect.provide(emulated())),
  )
})

describe("what cannot be imported is said before anything is sent:", () => {
  const nothingSent = Effect.map(report, ({ requests }) => assert.deepStrictEqual(requests, []))

  it.live.each([
    { what: "no rows", rows: [header], told: "there are no rows" },
    { what: "nothing at all", rows: [], told: "there are no rows" },
    { what: "a ragged row", rows: [header, ...leads(3), ["a", "b"]], told: "row 4 has 2 cells, but the header has 4" },
    {
      what: "a doubled column",
      rows: [
        ["A", "B", "A"],
        ["1", "2", "3"],
      ],
      told: "two columns A",
    },
    {
      what: "a column without a name",
      rows: [
        ["A", " "],
        ["1", "2"],
      ],
      told: "column 2 of the header has no name",
    },
  ])("$what", ({ rows, told }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Stream.runDrain(importRows(request, Stream.fromIterable(rows))))
      assert.include(expectTag(failure, "InputUnreadable").summary, told)
      if (rows.length < 2) assert.include(failure.message, "Give at least one row besides the header.")
      yield* nothingSent
    }).pipe(Effect.provide(emulated())),
  )

  it.live("a row that is longer than the longest that is read", () =>
    Effect.gen(function* () {
      const long = ["A", "Zylker", "", "x".repeat(5 * 1024 * 1024)]
      const failure = expectTag(yield* Effect.flip(outcomesOf([...leads(1), long])), "InputUnreadable")
      assert.include(failure.summary, "row 2 has more than 4,194,304 characters")
      yield* nothingSent
    }).pipe(Effect.provide(emulated())),
  )

  it.live("a header that is", () =>
    Effect.gen(function* () {
      const rows = Stream.make(["Last_Name", "x".repeat(5 * 1024 * 1024)], ["A", "B"])
      const failure = expectTag(yield* Effect.flip(Stream.runDrain(importRows(request, rows))), "InputUnreadable")
      assert.include(failure.summary, "the header has more than 4,194,304 characters")
      yield* nothingSent
    }).pipe(Effect.provide(emulated())),
  )

  it.live("an update without a field to find records by", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(outcomesOf(leads(1), { operation: "update" })), "InvalidRequest")
      assert.strictEqual(failure.problem, "To update Leads, findBy is needed")
      assert.strictEqual(failure.remedy, "Name a unique field, such as id.")
      yield* nothingSent
    }).pipe(Effect.provide(emulated())),
  )

  it.live("an insert with one", () =>
    Effect.gen(function* () {
      const byEmail = { operation: "insert", findBy: "Email" } as unknown as Partial<importRows.Request>
      const failure = expectTag(yield* Effect.flip(outcomesOf(leads(1), byEmail)), "InvalidRequest")
      assert.strictEqual(
        failure.problem,
        "To insert into Leads, findBy Email has no use: an insert does not look for records",
      )
      assert.include(failure.remedy, 'choose the operation "upsert"')
      yield* nothingSent
    }).pipe(Effect.provide(emulated())),
  )

  it.live("rows that are no stream", () =>
    Effect.gen(function* () {
      const rows = [header] as unknown as Stream.Stream<Row>
      const failure = expectTag(yield* Effect.flip(Stream.runDrain(importRows(request, rows))), "InvalidRequest")
      assert.match(failure.problem, /^The rows are .*, not a Stream$/)
      assert.include(failure.remedy, "Stream.fromIterable(rows)")
      yield* nothingSent
    }).pipe(Effect.provide(emulated())),
  )

  it.live("a column that is not there", () =>
    Effect.gen(function* () {
      const columns = [{ column: "Surname", field: "Last_Name" }]
      const failure = expectTag(yield* Effect.flip(outcomesOf(leads(1), { columns })), "InvalidRequest")
      assert.include(failure.message, "Last_Name, Company, Email, Note")
      yield* nothingSent
    }).pipe(Effect.provide(emulated())),
  )
})

describe("an import with a journal", () => {
  it.live("that is begun again before its end sends nothing twice, and tells the same", () =>
    Effect.gen(function* () {
      const first = yield* smallParts(resumed(leads(250), 249))
      const second = yield* smallParts(resumed(leads(250)))
      assert.deepStrictEqual(second.slice(0, 249), first)
      assert.strictEqual(yield* requestsOf("createWriteJob"), 3)
      assert.strictEqual(yield* requestsOf("uploadFile"), 3)
    }).pipe(Effect.provide(Layer.merge(emulated(), layerMemory()))),
  )

  it.live("orders no part twice whose answer was lost", () =>
    Effect.gen(function* () {
      expectTag(yield* Effect.flip(smallParts(resumed(leads(250)))), "CreateOutcomeUnknown")
      expectTag(yield* Effect.flip(smallParts(resumed(leads(250)))), "CreateOutcomeUnknown")
      const entries = yield* (yield* Journal).entries
      const [lost] = unknownParts(entries)
      assert.strictEqual(entries.filter((entry) => entry.step === "ordering" && entry.part === lost).length, 1)
      assert.isAtMost(yield* requestsOf("createWriteJob"), 3)
    }).pipe(
      Effect.provide(
        Layer.merge(emulated({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 2 }] }), layerMemory()),
      ),
    ),
  )
})
