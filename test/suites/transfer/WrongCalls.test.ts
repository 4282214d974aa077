import { assert, describe, it } from "@effect/vitest"
import { exportCalendar, exportModule, exportRecords, importRows, type ZohoConnection } from "@zoho-bulk/core"
import { layerMemory } from "@zoho-bulk/core/Journal"
import { Effect, Schema, Stream } from "effect"
import { scripted } from "../../support/connected.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"

interface Said {
  readonly _tag: string
  readonly message: string
}

/** What a journey fails with where a program without types calls wrongly: nothing is sent. */
const failureOf = (
  wrong: Stream.Stream<unknown, Said, ZohoConnection> | Effect.Effect<unknown, Said, ZohoConnection>,
) =>
  Effect.gen(function* () {
    const effect = Stream.isStream(wrong) ? Stream.runDrain(wrong) : Effect.asVoid(wrong)
    const failure = yield* Effect.flip(effect)
    assert.deepStrictEqual(yield* sentRequests, [])
    return failure
  }).pipe(Effect.provide(scripted([])))

const exports = (request: unknown, options?: unknown) => [
  Effect.scoped(exportModule(request as never, options as never)),
  exportRecords(request as never, undefined, options as never),
  exportRecords(request as never, Schema.Struct({ id: Schema.String }), options as never),
]

const wrongExports: ReadonlyArray<{ readonly request: unknown; readonly says: string }> = [
  { request: undefined, says: "The request is undefined" },
  { request: null, says: "The request is null" },
  { request: "Contacts", says: 'The request is "Contacts"' },
  { request: ["Contacts"], says: "The request is an array" },
  { request: {}, says: "module of the request is missing" },
  { request: { module: 7 }, says: "module of the request is 7" },
  { request: { module: "" }, says: 'module of the request is ""' },
  { request: { module: "Contacts", feilds: ["Email"] }, says: "Did you mean fields?" },
  { request: { module: "Contacts", fields: [] }, says: "The list of fields is empty" },
  { request: { module: "Contacts", fields: "Last_Name" }, says: 'fields of the request is "Last_Name"' },
  { request: { module: "Contacts", fields: ["Last_Name", null] }, says: "fields[1] of the request is null" },
  { request: { module: "Contacts", where: null }, says: "where of the request is null" },
  { request: { module: "Contacts", cvid: 4150868000000087511n }, says: "cvid of the request is 4150868000000087511n" },
  { request: { module: "Contacts", dropRefusedFields: "no" }, says: 'dropRefusedFields of the request is "no"' },
  { request: { module: "Contacts", page: 2 }, says: "The request has no key page" },
]

const wrongOptions: ReadonlyArray<{ readonly options: unknown; readonly says: string }> = [
  { options: 7, says: "The options object is 7" },
  { options: layerMemory(), says: "The options object is a layer" },
  { options: { journals: layerMemory() }, says: "Did you mean journal?" },
  { options: { journal: null }, says: "journal of the options object is null" },
  { options: { journal: "/var/lib/reports" }, says: "It must be a layer, such as Journal.layerFolder(path)." },
  { options: { journal: layerMemory }, says: "journal of the options object is a function" },
]

describe("an export", () => {
  it.effect.each(wrongExports)("fails before anything is sent, and throws nothing: $says", ({ request, says }) =>
    Effect.gen(function* () {
      for (const wrong of exports(request)) {
        const failure = yield* failureOf(wrong)
        assert.strictEqual(failure._tag, "InvalidRequest")
        assert.include(failure.message, says)
      }
    }),
  )

  it.effect.each([...wrongOptions, { options: { staging: "/tmp" }, says: "such as Staging.layerFolder(path)" }])(
    "fails before anything is spent on options: $says",
    ({ options, says }) =>
      Effect.gen(function* () {
        for (const wrong of [
          ...exports({ module: "Contacts" }, options),
          exportCalendar({ module: "Events" }, options as never),
        ]) {
          assert.include((yield* failureOf(wrong)).message, says)
        }
      }),
  )

  it.effect.each([
    { schema: null, says: "The schema is null" },
    { schema: { journal: layerMemory() }, says: "options come after it" },
  ])("fails before anything is spent on what is no schema: $says", ({ says, schema }) =>
    Effect.gen(function* () {
      assert.include((yield* failureOf(exportRecords({ module: "Contacts" }, schema as never))).message, says)
    }),
  )

  it.effect.each([
    { request: undefined, says: "The request is undefined" },
    { request: { module: "Leads" }, says: 'module of the request is "Leads"' },
    { request: { module: "Events", fields: ["Subject"] }, says: "The request has no key fields" },
    { request: { module: "Events", fileType: "csv" }, says: "The request has no key fileType" },
  ])("of a calendar fails before anything is sent: $says", ({ request, says }) =>
    Effect.gen(function* () {
      assert.include((yield* failureOf(exportCalendar(request as never))).message, says)
    }),
  )
})

const header = ["Last_Name", "Company"]
const insert = { module: "Leads", operation: "insert" } as const

const importing = (rows: ReadonlyArray<unknown>, request: unknown) =>
  importRows(request as importRows.Request, Stream.fromIterable(rows as ReadonlyArray<ReadonlyArray<string>>))

const wrongImports: ReadonlyArray<{ readonly request: unknown; readonly says: string }> = [
  { request: undefined, says: "The request is undefined" },
  { request: null, says: "The request is null" },
  { request: {}, says: "of the request is missing" },
  { request: { module: "Leads" }, says: "operation of the request is missing" },
  { request: { ...insert, operation: "delete" }, says: 'It must be "insert", "update" or "upsert".' },
  { request: { ...insert, operation: "update" }, says: "To update Leads, findBy is needed" },
  { request: { ...insert, operation: "upsert", findBy: undefined }, says: "To upsert Leads, findBy is needed" },
  { request: { ...insert, operation: "upsert", findBy: null }, says: "findBy of the request is null" },
  { request: { ...insert, header: "Last_Name,Company" }, says: "header of the request is" },
  { request: { ...insert, header: { Last_Name: 0 } }, says: "header of the request is an object" },
  { request: { ...insert, header: ["Last_Name", 7] }, says: "header[1] of the request is 7" },
  { request: { ...insert, columns: { Last_Name: "Last_Name" } }, says: "columns of the request is an object" },
  { request: { ...insert, columns: [{ column: "Last_Name" }] }, says: "columns[0].field of the request is missing" },
  { request: { ...insert, ignoreEmpty: "yes" }, says: 'ignoreEmpty of the request is "yes"' },
  { request: { ...insert, concurency: 4 }, says: "Did you mean concurrency?" },
  ...[0, -1, NaN, Infinity, 1.5, "4", null].map((concurrency) => ({
    request: { ...insert, concurrency },
    says: `concurrency of the request is ${JSON.stringify(concurrency) === "null" ? String(concurrency) : JSON.stringify(concurrency)}`,
  })),
]

describe("an import", () => {
  it.effect.each(wrongImports)("fails before anything is sent, and throws nothing: $says", ({ request, says }) =>
    Effect.gen(function* () {
      const failure = yield* failureOf(importing([header, ["Boyle", "Zylker"]], request))
      assert.strictEqual(failure._tag, "InvalidRequest")
      assert.include(failure.message, says)
    }),
  )

  it.effect.each([...wrongOptions, { options: { source: 7 }, says: "source of the options object is 7" }])(
    "fails before anything is sent on options: $says",
    ({ options, says }) =>
      Effect.gen(function* () {
        assert.include((yield* failureOf(importRows(insert, Stream.make(header), options as never))).message, says)
      }),
  )

  const noStreams: ReadonlyArray<{ readonly rows: unknown; readonly says: string }> = [
    { rows: undefined, says: "The rows are undefined, not a Stream" },
    { rows: null, says: "The rows are null, not a Stream" },
    { rows: [header, ["Boyle", "Zylker"]], says: "Give a Stream of rows, such as Stream.fromIterable(rows)." },
    { rows: "Last_Name,Company\nBoyle,Zylker", says: ", not a Stream" },
    { rows: (function* () {})(), says: "The rows are an object, not a Stream" },
    { rows: Effect.succeed([header]), says: ", not a Stream" },
  ]
  it.effect.each(noStreams)("fails on rows that are no stream: $says", ({ rows, says }) =>
    Effect.gen(function* () {
      assert.include((yield* failureOf(importRows(insert, rows as Stream.Stream<never>))).message, says)
    }),
  )

  const wrongCells: ReadonlyArray<{ readonly cell: unknown; readonly is: string }> = [
    { cell: null, is: "null" },
    { cell: undefined, is: "undefined" },
    { cell: 12.5, is: "12.5" },
    { cell: true, is: "true" },
    { cell: 4150868000005376042n, is: "4150868000005376042n" },
    { cell: new Date(0), is: "a Date" },
    { cell: { name: "Zylker", id: "1" }, is: "an object" },
    { cell: ["Zylker"], is: "an array" },
    { cell: Symbol("Zylker"), is: "a symbol" },
  ]
  it.effect.each(wrongCells)("names the row and the column of a cell that is $is", ({ cell, is }) =>
    Effect.gen(function* () {
      const failure = yield* failureOf(importing([header, ["Boyle", "Zylker"], ["Reiner", cell]], insert))
      assert.strictEqual(failure._tag, "InputUnreadable")
      assert.include<object>(failure, { column: 2 })
      assert.include(failure.message, `Company of row 2 is ${is}, not text`)
      assert.include(failure.message, '"" for an empty one')
    }),
  )

  it.effect("names the cell of a header that has no text, and a row that is none", () =>
    Effect.gen(function* () {
      assert.include(
        (yield* failureOf(importing([["Last_Name", 7]], insert))).message,
        "cell 2 of the header is 7, not text",
      )
      const { message } = yield* failureOf(importing([header, { Last_Name: "Boyle", Company: "Zylker" }], insert))
      assert.include(message, "row 1 is an object, not an array of cells")
      assert.include((yield* failureOf(importing([null], insert))).message, "the header is null, not an array of cells")
    }),
  )

  it.effect("names the column by the header that is given apart", () =>
    Effect.gen(function* () {
      const failure = yield* failureOf(importing([["Boyle", 7]], { ...insert, header }))
      assert.include(failure.message, "Company of row 1 is 7, not text")
    }),
  )
})
