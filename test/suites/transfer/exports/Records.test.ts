import { assert, describe, it } from "@effect/vitest"
import {
  createReadJob,
  exportModule,
  exportRecords,
  resultRecords,
  resultRows,
  waitForJob,
  ZohoConnection,
} from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import type { TextFields } from "@zoho-bulk/core/Job"
import * as Emulator from "@zoho-bulk/core/emulator"
import { streamResult } from "@zoho-bulk/core/runtime"
import * as Values from "@zoho-bulk/core/Values"
import { BigDecimal, DateTime, Effect, Layer, Redacted, Schema, Stream } from "effect"
import { bytes, json } from "../../../support/answers.ts"
import { scripted } from "../../../support/connected.ts"
import { zipOf } from "../../../support/emulatedZoho.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { headerAndRows } from "../../../support/rows.ts"
import { createdReadBody, readBody } from "../../../support/samples.ts"

const id = "4150868000005376042"

/** Zoho with one job, which is completed, and whose result is this CSV of so many rows. */
const holding = (csv: string, count = 3) =>
  Layer.unwrap(
    Effect.map(zipOf({ "x.csv": csv }), (archive) =>
      scripted([
        json(createdReadBody(id), { status: 201 }),
        json(readBody({ id, state: "COMPLETED", result: { count, download_url: "/x", more_records: false } })),
        bytes(archive),
      ]),
    ),
  )

const finished = Effect.map(Effect.flatMap(createReadJob({ module: "Deals" }), waitForJob), ({ job }) => job)

/** The records of one job's result, and those of a whole export: they are read in the same way. */
const ways = [
  {
    name: "resultRecords",
    texts: Stream.unwrap(Effect.map(finished, (job) => resultRecords(job))),
    values: <A, I extends TextFields<I>>(schema: Schema.Codec<A, I>) =>
      Stream.unwrap(Effect.map(finished, (job) => resultRecords(job, schema))),
    origin: { jobId: id },
    whole: `job ${id}`,
  },
  {
    name: "exportRecords",
    texts: exportRecords({ module: "Deals" }),
    values: <A, I extends TextFields<I>>(schema: Schema.Codec<A, I>) => exportRecords({ module: "Deals" }, schema),
    origin: { module: "Deals" },
    whole: "the export of Deals",
  },
] as const

const deals = `Id,Deal_Name,Amount,Is_Won,Closing_Date,Modified_Time
1,Zylker,12.50,true,2026-01-31,2026-01-31T09:00:00+05:30
2,,,,,
3,"Boyle, ""P""
& Sons",12345678901234567890.123,false,2026-02-01,2026-02-01T00:00:00-08:00
`

const Deal = Schema.Struct({
  id: Values.required(Values.Id),
  Deal_Name: Values.Text,
  Amount: Values.Decimal,
  Is_Won: Values.Boolean,
  Closing_Date: Values.Date,
  Modified_Time: Values.DateTime,
})

describe("records without a schema", () => {
  it.effect.each(ways)("of $name() are text by the names of the columns, and empty where a cell is", ({ texts }) =>
    Effect.gen(function* () {
      const [first, second, third] = yield* Stream.runCollect(texts)
      assert.deepStrictEqual(first, {
        id: "1",
        Deal_Name: "Zylker",
        Amount: "12.50",
        Is_Won: "true",
        Closing_Date: "2026-01-31",
        Modified_Time: "2026-01-31T09:00:00+05:30",
      })
      assert.deepStrictEqual(second, {
        id: "2",
        Deal_Name: "",
        Amount: "",
        Is_Won: "",
        Closing_Date: "",
        Modified_Time: "",
      })
      assert.strictEqual(third?.["Deal_Name"], 'Boyle, "P"\n& Sons')
    }).pipe(Effect.provide(holding(deals))),
  )

  it.effect.each(ways)("of $name() are none where there is a header alone", ({ texts }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* Stream.runCollect(texts), [])
    }).pipe(Effect.provide(holding("Id,Deal_Name\n", 0))),
  )

  it.effect.each(ways)(
    "of $name() have columns of any name, also of one that JavaScript gives a meaning",
    ({ texts }) =>
      Effect.gen(function* () {
        const [record = {}] = yield* Stream.runCollect(texts)
        assert.deepStrictEqual(Object.entries(record), [
          ["id", "1"],
          ["__proto__", "x"],
          ["constructor", "y"],
        ])
      }).pipe(Effect.provide(holding("Id,__proto__,constructor\n1,x,y\n", 1))),
  )
})

describe("records with a schema", () => {
  it.effect.each(ways)("of $name() are values of it: empty is null, and nothing is lost", ({ values }) =>
    Effect.gen(function* () {
      const [first, second, third] = yield* Stream.runCollect(values(Deal))
      assert.deepStrictEqual(second, {
        id: "2",
        Deal_Name: null,
        Amount: null,
        Is_Won: null,
        Closing_Date: null,
        Modified_Time: null,
      })
      if (first === undefined) return assert.fail("there is no record")
      assert.strictEqual(first.Is_Won, true)
      assert.strictEqual(first.Closing_Date, "2026-01-31")
      assert.strictEqual(
        first.Modified_Time === null ? "" : DateTime.formatIsoOffset(first.Modified_Time),
        "2026-01-31T09:00:00.000+05:30",
      )
      const amount = third?.Amount ?? BigDecimal.make(0n, 0)
      assert.isTrue(BigDecimal.equals(amount, BigDecimal.make(12345678901234567890123n, 3)))
    }).pipe(Effect.provide(holding(deals))),
  )

  it.effect.each(ways)("of $name() may leave columns out, and take them for optional", ({ values }) =>
    Effect.gen(function* () {
      const Some = Schema.Struct({ id: Schema.String, Gone: Schema.optionalKey(Values.Text) })
      assert.deepStrictEqual(yield* Stream.runCollect(values(Some)), [{ id: "1" }, { id: "2" }, { id: "3" }])
    }).pipe(Effect.provide(holding(deals))),
  )

  it.effect.each(ways)(
    "of $name() fail at a row that does not fit, after those that do, and name it",
    ({ origin, values, whole }) =>
      Effect.gen(function* () {
        const seen: Array<string> = []
        const Won = Schema.Struct({ id: Schema.String, Is_Won: Values.required(Values.Boolean) })
        const failure = yield* values(Won).pipe(
          Stream.tap((deal) => Effect.sync(() => seen.push(deal.id))),
          Stream.runDrain,
          Effect.flip,
        )
        const { message, problem, ...others } = expectTag(failure, "RowNotDecodable")
        assert.deepStrictEqual(seen, ["1"])
        assert.include(others, { row: 2, isRetryable: false, ...origin })
        assert.include(problem, "Expected a value, not an empty cell")
        assert.include(problem, "Is_Won")
        assert.include(message, `Row 2 of ${whole} does not fit`)
      }).pipe(Effect.provide(holding(deals))),
  )

  it.effect.each(ways)("of $name() fail at the first row where a column is missing, and name it", ({ values }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Stream.runDrain(values(Schema.Struct({ Gone: Values.Text }))))
      const { problem, remedy, row } = expectTag(failure, "RowNotDecodable")
      assert.strictEqual(row, 1)
      assert.include(remedy, "Add the field to the exported fields")
      assert.include(problem, "Missing key")
      assert.include(problem, "Gone")
    }).pipe(Effect.provide(holding(deals))),
  )

  it.effect.each(ways)("of $name() say nothing of what is in the row", ({ values }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Stream.runDrain(values(Schema.Struct({ Deal_Name: Values.Number }))))
      assert.notInclude(expectTag(failure, "RowNotDecodable").message, "Zylker")
    }).pipe(Effect.provide(holding(deals))),
  )
})

const emulated = ZohoConnection.layer({ auth: layerAccessToken(Redacted.make("emulator")) }).pipe(
  Layer.provideMerge(Emulator.layerHttpClient({ records: { Contacts: 25 }, recordsPerPage: 10, jobDuration: 0 })),
)

describe("an export of several pages", () => {
  const request = { module: "Contacts", fields: ["Last_Name", "Email"] }

  it.live("counts its rows through all of them", () =>
    Effect.gen(function* () {
      let count = 0
      const Seventeenth = Schema.Struct({
        id: Schema.String.pipe(Schema.check(Schema.makeFilter(() => ++count !== 17))),
      })
      const failure = yield* Effect.flip(Stream.runDrain(exportRecords(request, Seventeenth)))
      assert.strictEqual(expectTag(failure, "RowNotDecodable").row, 17)
    }).pipe(Effect.provide(emulated)),
  )

  it.live("stops at a row that does not fit, and orders no page after it", () =>
    Effect.gen(function* () {
      const None = Schema.Struct({ Last_Name: Values.Number })
      expectTag(yield* Effect.flip(Stream.runDrain(exportRecords(request, None))), "RowNotDecodable")
      const { requests } = yield* (yield* Emulator.Emulator).report
      assert.strictEqual(requests.filter(({ operation }) => operation === "createReadJob").length, 1)
    }).pipe(Effect.provide(emulated)),
  )

  it.live("is refused before anything is ordered where its schema needs a column that is not in the fields", () =>
    Effect.gen(function* () {
      class Contact extends Schema.Class<Contact>("Contact")({
        id: Schema.String,
        Last_Name: Schema.String,
        Phone: Values.Text,
        Gone: Schema.optionalKey(Values.Text),
      }) {}
      const named = Schema.Struct({ phone: Values.Text }).pipe(Schema.encodeKeys({ phone: "Phone" }))
      for (const schema of [Contact, named]) {
        const failure = yield* Effect.flip(Stream.runDrain(exportRecords<unknown, {}>(request, schema)))
        const { problem, remedy } = expectTag(failure, "InvalidRequest")
        assert.strictEqual(problem, "The schema needs Phone, which is not in fields")
        assert.include(remedy, "Add what is missing to fields")
      }
      const both = Schema.Struct({ Phone: Values.Text, Mobile: Values.Text })
      const failure = yield* Effect.flip(Stream.runDrain(exportRecords<unknown, {}>(request, both)))
      assert.include(expectTag(failure, "InvalidRequest").problem, "Phone, Mobile, which are not in fields")
      const { requests } = yield* (yield* Emulator.Emulator).report
      assert.deepStrictEqual(requests, [])
    }).pipe(Effect.provide(emulated)),
  )

  it.live("takes three rows at the price of one job, as rows too", () =>
    Effect.gen(function* () {
      const { rows } = yield* exportModule(request)
      assert.strictEqual((yield* Stream.runCollect(Stream.take(rows, 3))).length, 3)
      yield* Effect.sleep("200 millis")
      const { requests } = yield* (yield* Emulator.Emulator).report
      assert.strictEqual(requests.filter(({ operation }) => operation === "createReadJob").length, 1)
    }).pipe(Effect.scoped, Effect.provide(emulated)),
  )
})

it.live("the column of the record's id is `id` wherever rows are read, and first in an export", () =>
  Effect.gen(function* () {
    const request = { module: "Contacts", fields: ["Last_Name", "Email"] }
    const { job } = yield* Effect.flatMap(createReadJob(request), waitForJob)
    const columns = ["id", "Last_Name", "Email"]
    assert.deepStrictEqual((yield* headerAndRows(exportModule(request)))[0], columns)
    assert.deepStrictEqual((yield* headerAndRows(resultRows(job)))[0], columns)
    assert.deepStrictEqual((yield* Stream.runCollect(streamResult(job)))[0], columns)
    for (const records of [exportRecords(request), resultRecords(job)]) {
      const [first = {}] = yield* Stream.runCollect(records)
      assert.deepStrictEqual(Object.keys(first), columns)
      assert.match(first["id"] ?? "", /^\d+$/)
    }
  }).pipe(Effect.provide(emulated)),
)
