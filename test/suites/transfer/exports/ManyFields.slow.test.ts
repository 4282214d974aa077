import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { exportModule, exportRecords, Limits, ZohoConnection } from "@zoho-bulk/core"
import { Journal, layerMemory, resumeExport } from "@zoho-bulk/core/Journal"
import { CurrentProgress, type ProgressEvent } from "@zoho-bulk/core/Progress"
import { type ApiVersion } from "@zoho-bulk/core/Settings"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { expectTag } from "../../../support/failureAfter.ts"
import { headerAndRows } from "../../../support/rows.ts"

interface Query {
  readonly fields: ReadonlyArray<string>
}

type Between = (zoho: HttpClient.HttpClient) => HttpClient.HttpClient

/** Two fields a job, unless something else is said. */
const emulated = (
  apiVersion: ApiVersion,
  options: Emulator.EmulatorOptions = {},
  limits: Limits.LimitsOptions = { maxReadFields: 2 },
  between: Between = (zoho) => zoho,
) =>
  ZohoConnection.layer({ apiVersion }).pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provide(Layer.effect(HttpClient.HttpClient, Effect.map(HttpClient.HttpClient, between))),
    Layer.provideMerge(
      Emulator.layerHttpClient({ records: { Contacts: 25 }, recordsPerPage: 10, jobDuration: 0, ...options }),
    ),
    Layer.merge(Limits.layer(limits)),
  )

const fields = ["Last_Name", "Email", "id", "Phone", "Email", "First_Name", "Mobile"]
const header = ["id", "Last_Name", "Email", "Phone", "First_Name", "Mobile"]
const request: exportModule.Request = { module: "Contacts", fields }

const journal = Layer.effect(Journal, Journal)

const rowsOf = (wanted: exportModule.Request = request) => headerAndRows(exportModule(wanted))

const createdJobs = Effect.gen(function* () {
  const { requests } = yield* (yield* Emulator.Emulator).report
  return requests.filter(({ operation }) => operation === "createReadJob").length
})

const telling = Effect.fnUntraced(function* <A, E, R>(run: Effect.Effect<A, E, R>) {
  const events: Array<ProgressEvent> = []
  const listen = (event: ProgressEvent) => Effect.sync(() => void events.push(event))
  return [yield* Effect.provideService(run, CurrentProgress, listen), events] as const
})

/** Changes what orders ask for. */
const changeOrders = (change: (query: Query) => object): Between =>
  HttpClient.mapRequest((outgoing) => {
    const text = outgoing.body._tag === "Uint8Array" ? new TextDecoder().decode(outgoing.body.body) : ""
    if (!text.includes('"fields"')) return outgoing
    const { query } = JSON.parse(text) as { readonly query: Query }
    const changed = { query: { ...query, ...change(query) } }
    return HttpClientRequest.bodyText(outgoing, JSON.stringify(changed), "application/json")
  })

const without = (email: string) => ({
  criteria: { field: { api_name: "Email" }, comparator: "not_equal", value: email },
})

/** What one job would give that takes all fields. */
const wholeRows = Effect.provide(rowsOf(), Layer.fresh(emulated("v8", {}, {})))

describe("an export of more fields than one job reads", () => {
  it.live.each(["v2", "v6", "v7", "v8"] as const)(
    "of %s gives what one job would give, each field once and the id first, over three pages",
    (version) =>
      Effect.gen(function* () {
        const rows = yield* rowsOf()
        assert.deepStrictEqual(rows[0], header)
        assert.strictEqual(rows.length, 26)
        assert.deepStrictEqual(rows, yield* wholeRows)
        assert.strictEqual(yield* createdJobs, 9)
      }).pipe(Effect.provide(emulated(version))),
  )

  it.live("counts a field that is named twice, and the id, once", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* rowsOf({ ...request, fields: ["Email", "id", "Phone", "Email", "Id"] }))[0], [
        "id",
        "Email",
        "Phone",
      ])
      assert.strictEqual(yield* createdJobs, 3)
    }).pipe(Effect.provide(emulated("v8"))),
  )

  it.live("is ordered by as many jobs as it takes, each with 200 fields at most", () => {
    const names = Array.from({ length: 401 }, (_, at) => `Field_${at}`)
    const asked: Array<ReadonlyArray<string>> = []
    const noting = changeOrders(({ fields: of }) => {
      asked.push(of)
      return { fields: ["Email"] }
    })
    return Effect.gen(function* () {
      expectTag(yield* Effect.flip(rowsOf({ ...request, fields: names })), "PagesBroken")
      assert.deepStrictEqual(
        asked.map(({ length }) => length),
        [200, 200, 1],
      )
      assert.deepStrictEqual(asked.flat(), names)
    }).pipe(Effect.provide(emulated("v6", {}, {}, noting)))
  })

  it.live("tells how many rows have gone out, and of each job which fields it reads", () =>
    Effect.gen(function* () {
      const [, events] = yield* telling(rowsOf())
      const flowed = events.reduce((sum, event) => sum + (event._tag === "flowed" ? event.rows : 0), 0)
      assert.strictEqual(flowed, 25)
      const parts = events.flatMap((event) => (event._tag === "ordered" ? [event.part] : []))
      assert.deepStrictEqual(parts.slice(0, 3), ["fields 1-2, page 1", "fields 3-4, page 1", "fields 5-5, page 1"])
    }).pipe(Effect.provide(emulated("v8"))),
  )

  it.live("orders no page that nobody reads", () =>
    Effect.gen(function* () {
      yield* Stream.runDrain(Stream.take(exportRecords(request), 3))
      assert.strictEqual(yield* Effect.delay(createdJobs, "20 millis"), 3)
    }).pipe(Effect.provide(emulated("v8"))),
  )

  it.live("gives a header and nothing else where no record matches", () =>
    Effect.gen(function* () {
      const where = { field: "Last_Name", comparator: "equal", value: "nobody" } as const
      assert.deepStrictEqual(yield* rowsOf({ ...request, where }), [header])
    }).pipe(Effect.provide(emulated("v8"))),
  )

  it.live("leaves refused fields out where it may, also where a job keeps none", () =>
    Effect.gen(function* () {
      const asked = ["Last_Name", "Email", "No_Such_Field", "Nor_This", "Phone"]
      const [found] = yield* rowsOf({ ...request, fields: asked, dropRefusedFields: true })
      assert.deepStrictEqual(found, ["id", "Last_Name", "Email", "Phone"])
    }).pipe(Effect.provide(emulated("v8"))),
  )

  it.live("uses the jobs that exist when it is begun again before its end, and gives the same rows", () =>
    Effect.gen(function* () {
      yield* Stream.runDrain(Stream.take(exportRecords(request, undefined, { journal }), 5))
      assert.strictEqual(yield* createdJobs, 3)
      assert.deepStrictEqual(yield* headerAndRows(resumeExport({ journal })), yield* wholeRows)
      assert.strictEqual(yield* createdJobs, 6)
    }).pipe(Effect.provide(Layer.merge(emulated("v6", { recordsPerPage: 13 }), layerMemory()))),
  )

  it.live("leaves out and tells the records that not each of its jobs has, and says which", () =>
    Effect.gen(function* () {
      const [rows, events] = yield* telling(rowsOf())
      const whole = yield* wholeRows
      assert.deepStrictEqual(
        rows,
        whole.filter((row) => row[2] !== "contact7@example.com"),
      )
      const gone = whole.find((row) => row[2] === "contact7@example.com")
      assert.deepStrictEqual(
        events.filter(({ _tag }) => _tag === "leftOut"),
        [{ _tag: "leftOut", records: 1, ids: [gone?.[0] ?? ""] }],
      )
    }).pipe(
      Effect.provide(
        emulated(
          "v6",
          {},
          { maxReadFields: 2 },
          changeOrders((query) => (query.fields.includes("First_Name") ? without("contact7@example.com") : {})),
        ),
      ),
    ),
  )

  it.live("fails where more waits to be joined than may", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(rowsOf()), "ResultTooLarge")
      assert.include(failure, { limit: "maxUnjoinedSize", max: 500 })
    }).pipe(Effect.provide(emulated("v8", {}, { maxReadFields: 2, maxUnjoinedSize: 500 }))),
  )
})
