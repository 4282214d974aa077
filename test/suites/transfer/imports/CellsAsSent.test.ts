import { assert, describe, it } from "@effect/vitest"
import { importRows, type RowOutcome } from "@zoho-bulk/core"
import { StorageFailed } from "@zoho-bulk/core/Failure"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { Journal, type JournalKeeper, layerMemory, resumeImport } from "@zoho-bulk/core/Journal"
import { Bytes, Effect, Layer, Stream } from "effect"
import { alteredZoho, kindOf, resultOf } from "../../../support/alteredZoho.ts"
import { json } from "../../../support/answers.ts"
import { unzip } from "../../../support/emulatedZoho.ts"
import { expectTag } from "../../../support/failureAfter.ts"

type Row = ReadonlyArray<string>

const organization: Emulator.OrganizationDescription = {
  modules: [
    {
      api_name: "Visits",
      fields: [
        { api_name: "Begins", data_type: "datetime" },
        { api_name: "Place", data_type: "text" },
        { api_name: "Code", data_type: "text", unique: { case_sensitive: false } },
      ],
    },
  ],
}

const orders: Array<string> = []

const zoho = alteredZoho(
  (request, url) =>
    Effect.sync(() => {
      if (kindOf(request, url) === "order" && request.body._tag === "Uint8Array") {
        orders.push(new TextDecoder().decode(request.body.body))
      }
      return undefined
    }),
  { organization },
)

const withJournal = Layer.provideMerge(layerMemory(), zoho)

/** What an import sends to Zoho, and what comes of its rows. */
const sentBy = Effect.fnUntraced(function* <E, R>(
  run: (journal: Layer.Layer<Journal>) => Stream.Stream<RowOutcome, E, R>,
) {
  const journal = yield* Journal
  const archives: Array<Uint8Array> = []
  const keep: JournalKeeper["keep"] = (name, bytes) =>
    name.endsWith(".zip") && !name.includes("result")
      ? journal.keep(
          name,
          Stream.tap(bytes, (chunk) => Effect.sync(() => archives.push(chunk))),
        )
      : journal.keep(name, bytes)
  const outcomes = yield* Stream.runCollect(run(Layer.succeed(Journal, { ...journal, keep })))
  const files = yield* unzip(Bytes.concat(archives))
  const [resource] = JSON.parse(orders.at(-1) ?? "{}").resource
  const formats: ReadonlyArray<unknown> = resource.field_mappings.map(
    ({ format = "" }: { readonly format?: string }) => format,
  )
  return {
    lines: (Object.values(files)[0] ?? []).map((row) => row.join()),
    formats,
    outcomes: outcomes.map(({ status }) => status),
  }
})

const sent = (request: importRows.Request, ...rows: ReadonlyArray<Row>) =>
  sentBy((journal) => importRows(request, Stream.fromIterable(rows), { journal }))

const insert = { module: "Visits", operation: "insert" } as const
const header: Row = ["When", "Place"]

const columns = (timeZone?: string, format?: string) => [
  { column: "When", field: "Begins", timeZone, format },
  { column: "Place", field: "Place" },
]

describe("times without an offset", () => {
  it.live.each([
    { format: "yyyy-MM-dd HH:mm", given: "2026-01-31 09:00", told: "2026-01-31T09:00:00+05:30" },
    { format: "dd.MM.yyyy HH:mm", given: " 31.01.2026 09:00 ", told: "2026-01-31T09:00:00+05:30" },
  ])("are sent with the one that they have in the zone of their column: $given", ({ format, given, told }) =>
    Effect.gen(function* () {
      const request = { ...insert, columns: columns("Asia/Kolkata", format) }
      const found = yield* sent(request, header, [given, "Pune"], ["", "Galle"])
      assert.deepStrictEqual(found, {
        lines: ["Begins,Place", `${told},Pune`, ",Galle"],
        formats: ["yyyy-MM-dd'T'HH:mm:ssXXX", ""],
        outcomes: ["added", "added"],
      })
    }).pipe(Effect.provide(withJournal)),
  )

  it.live("stay as they are where the zone has them not, or twice: Zoho has to refuse them", () =>
    Effect.gen(function* () {
      const request = { ...insert, columns: columns("America/New_York", "yyyy-MM-dd HH:mm") }
      const { lines } = yield* sent(request, header, ["2021-03-14 02:30", "A"], ["2021-11-07 01:30", "B"])
      assert.deepStrictEqual(lines, ["Begins,Place", "2021-03-14 02:30,A", "2021-11-07 01:30,B"])
    }).pipe(Effect.provide(withJournal)),
  )

  it.live("stay as they are where no zone is named, and are read by their own pattern", () =>
    Effect.gen(function* () {
      const request = { ...insert, columns: columns(undefined, "yyyy-MM-dd HH:mm") }
      const { formats, lines } = yield* sent(request, header, ["2026-01-31 09:00", "Pune"])
      assert.deepStrictEqual(
        [lines, formats],
        [
          ["Begins,Place", "2026-01-31 09:00,Pune"],
          ["yyyy-MM-dd HH:mm", ""],
        ],
      )
    }).pipe(Effect.provide(withJournal)),
  )

  it.live("are in no zone that there is not", () =>
    Effect.gen(function* () {
      const request = { ...insert, columns: columns("Nowhere/Land") }
      const failure = yield* Effect.flip(sent(request, header, ["2026-01-31 09:00", "Pune"]))
      assert.include((failure as { readonly message: string }).message, "time zone")
    }).pipe(Effect.provide(withJournal)),
  )
})

describe("the columns of an archive", () => {
  it.live("are all of those of the rows, in their order", () =>
    Effect.gen(function* () {
      const found = yield* sent(insert, ["Place", "Code"], ["A", "1"], ["", "2"])
      assert.deepStrictEqual(
        [found.lines, found.outcomes],
        [
          ["Place,Code", "A,1", ",2"],
          ["added", "added"],
        ],
      )
    }).pipe(Effect.provide(withJournal)),
  )

  it.live("have a line for each row, be it an empty cell and nothing else", () =>
    Effect.gen(function* () {
      const found = yield* sent(insert, ["Place"], ["A"], [""], ["B"], [""])
      assert.deepStrictEqual(
        [found.lines, found.outcomes],
        [
          ["Place", "A", "", "B", ""],
          ["added", "added", "added", "added"],
        ],
      )
    }).pipe(Effect.provide(withJournal)),
  )

  it.live("are those that were asked for, by their fields", () =>
    Effect.gen(function* () {
      const columns = [
        { column: "C", field: "Code" },
        { column: "A", field: "Place" },
      ]
      const found = yield* sent({ ...insert, columns }, ["A", "B", "C"], ["Pune", "x", "1"], ["Galle", "y", "2"])
      assert.deepStrictEqual(
        [found.lines, found.outcomes],
        [
          ["Code,Place", "1,Pune", "2,Galle"],
          ["added", "added"],
        ],
      )
    }).pipe(Effect.provide(withJournal)),
  )

  it.live("have the names of fields in place of a header that an older version wrote in quotes", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const full = new StorageFailed({ doing: "write", problem: "the disk is full", remedy: "Make room." })
      const append: JournalKeeper["append"] = (entry) =>
        entry.step === "split" ? Effect.fail(full) : journal.append(entry)
      const begun = importRows(insert, Stream.make(["Place", "Code"], ["Pune", "1"]), {
        journal: Layer.succeed(Journal, { ...journal, append }),
      })
      expectTag(yield* Effect.flip(Stream.runDrain(begun)), "StorageFailed")
      yield* journal.keep("part-1.csv", Stream.encodeText(Stream.succeed('"Place","Code"\nPune,1\n')))
      yield* journal.append({ step: "split", at: 0, parts: [1] })
      const found = yield* sentBy((own) => resumeImport({ journal: own }))
      assert.deepStrictEqual([found.lines, found.outcomes], [["Place,Code", "Pune,1"], ["added"]])
    }).pipe(Effect.provide(withJournal)),
  )
})

describe("an upsert by ids", () => {
  it.live("may add a record that has an id of its own; one that it changes has that of the row", () => {
    const telling = (status: string) =>
      alteredZoho((request, url) =>
        kindOf(request, url) === "download"
          ? resultOf(
              `id,Last_Name,Company,STATUS,RECORD_ID,ERRORS\n4150868013000000777,A,Zylker,${status},4150868013000000999,\n`,
            )
          : Effect.undefined,
      )
    const upserted = (status: string) =>
      Stream.runCollect(
        importRows(
          { module: "Leads", operation: "upsert", findBy: "id" },
          Stream.make(["id", "Last_Name", "Company"], ["4150868013000000777", "A", "Zylker"]),
        ),
      ).pipe(Effect.provide(telling(status)))
    return Effect.gen(function* () {
      assert.deepStrictEqual(
        (yield* upserted("ADDED")).map(({ recordId, status }) => [status, recordId]),
        [["added", "4150868013000000999"]],
      )
      expectTag(yield* Effect.flip(upserted("UPDATED")), "OutcomesDiffer")
    })
  })
})

describe("a job that ended without a result, but had written rows by then,", () => {
  const ended = (status: string, code?: string) =>
    alteredZoho((request, url) =>
      Effect.succeed(
        kindOf(request, url) === "look"
          ? json({
              id: url.pathname.split("/").at(-1),
              status,
              operation: "insert",
              created_time: "2026-11-26T00:00:00Z",
              resource: [
                {
                  status,
                  type: "data",
                  module: "Leads",
                  ...(code === undefined ? {} : { code }),
                  file: {
                    status,
                    name: "part-1.csv",
                    added_count: 1,
                    skipped_count: 0,
                    updated_count: 1,
                    total_count: 3,
                  },
                },
              ],
            })
          : undefined,
      ),
    )

  it.live.each([
    { status: "SKIPPED", code: undefined, says: "the job was skipped, but had written 2 rows by then" },
    { status: "FAILED", code: undefined, says: "the job failed, but had written 2 rows by then" },
    { status: "SKIPPED", code: "SOME", says: "the job was skipped (SOME), but had written 2 rows by then" },
  ])("leaves it unknown which: $says", ({ code, says, status }) =>
    Effect.gen(function* () {
      const rows = Stream.make(["Last_Name", "Company"], ...["A", "B", "C"].map((name) => [name, "Zylker"]))
      const failure = yield* Effect.flip(Stream.runDrain(importRows({ module: "Leads", operation: "insert" }, rows)))
      assert.strictEqual(expectTag(failure, "OutcomesDiffer").problem, says)
    }).pipe(Effect.provide(ended(status, code))),
  )
})
