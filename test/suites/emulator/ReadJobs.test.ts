import { assert, describe, it } from "@effect/vitest"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { ask, moduleIn, readJob, unzip, zoho } from "../../support/emulatedZoho.ts"

const patricia = { id: "4150868000000225013", name: "Patricia Boyle" }

const inVersion = (version: string) => ({
  query: {
    module: moduleIn(version, "Contacts"),
    fields: ["Last_Name", "Owner.last_name", "Account_Name.Account_Name", "Email_Opt_Out", "Created_Time"],
    criteria: {
      group: [
        version === "v2"
          ? { api_name: "Lead_Source", comparator: "equal", value: "Advertisement" }
          : { field: { api_name: "Lead_Source" }, comparator: "equal", value: "Advertisement" },
        version === "v2"
          ? { api_name: "Email_Opt_Out", comparator: "equal", value: true }
          : { field: { api_name: "Email_Opt_Out" }, comparator: "equal", value: true },
      ],
      group_operator: "and",
    },
    page: 1,
  },
})

describe("a read job of the emulator", () => {
  it.effect.each(apiVersions)("is created, looked at and downloaded in the spelling of %s", (version) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 22, 3, 30))
      const json = inVersion(version)
      const created = yield* ask("POST", `/crm/bulk/${version}/read`, { json })
      assert.strictEqual(created.status, 201)
      const { id } = created.body.data[0].details
      assert.match(id, /^\d{19}$/)
      assert.deepStrictEqual(created.body, {
        data: [
          {
            status: "success",
            code: "ADDED_SUCCESSFULLY",
            message: "Added successfully.",
            details: {
              id,
              operation: "read",
              state: "ADDED",
              created_by: patricia,
              created_time: "2026-11-22T09:00:00+05:30",
            },
          },
        ],
        info: {},
      })
      yield* TestClock.adjust(1_000)
      const { body } = yield* ask("GET", `/crm/bulk/${version}/read/${id}`)
      const [job] = body.data
      assert.deepStrictEqual(Object.keys(job), [
        "id",
        "operation",
        "state",
        "result",
        "query",
        "created_by",
        "created_time",
        "file_type",
      ])
      assert.deepInclude(job, { id, operation: "read", state: "COMPLETED", created_by: patricia, file_type: "csv" })
      assert.deepStrictEqual(job.result, {
        page: 1,
        per_page: 200000,
        count: 8,
        download_url: `/crm/bulk/${version}/read/${id}/result`,
        more_records: false,
      })
      assert.deepStrictEqual(
        job.query.module,
        version === "v2" ? "Contacts" : { id: "4150868000000002179", api_name: "Contacts" },
      )
      const [condition] = job.query.criteria.group
      assert.strictEqual(version === "v2" ? condition.api_name : condition.field.api_name, "Lead_Source")
      const files = yield* unzip((yield* ask("GET", job.result.download_url)).bytes)
      const rows = files[`${id}.csv`] ?? []
      assert.deepStrictEqual(rows[0], ["Id", ...json.query.fields])
      assert.strictEqual(rows.length, 9)
      for (const [recordId, , , , optOut, created] of rows.slice(1)) {
        assert.match(recordId ?? "", /^\d{19}$/)
        assert.strictEqual(optOut, "true")
        assert.match(created ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+05:30$/)
      }
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("is added, queued, in progress and completed as time goes by, and has no result before its end", () =>
    Effect.gen(function* () {
      const json = { query: { module: { api_name: "Leads" } } }
      const { id } = (yield* ask("POST", "/crm/bulk/v8/read", { json })).body.data[0].details
      const states: Array<string> = []
      for (const millis of [0, 100, 200, 699, 1]) {
        yield* TestClock.adjust(millis)
        const [job] = (yield* ask("GET", `/crm/bulk/v8/read/${id}`)).body.data
        states.push(job.state)
        assert.strictEqual("result" in job, job.state === "COMPLETED")
        const { status } = yield* ask("GET", `/crm/bulk/v8/read/${id}/result`)
        assert.strictEqual(status, job.state === "COMPLETED" ? 200 : 404)
      }
      assert.deepStrictEqual(states, ["ADDED", "QUEUED", "IN PROGRESS", "IN PROGRESS", "COMPLETED"])
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("gives every field where none is asked for, and a count of nothing with a link", () =>
    Effect.gen(function* () {
      const job = yield* readJob({ query: { module: { api_name: "Deals" } } })
      assert.strictEqual(job.result.count, 0)
      const { bytes } = yield* ask("GET", job.result.download_url)
      const [header = [], ...rows] = (yield* unzip(bytes))[`${job.id}.csv`] ?? []
      assert.deepStrictEqual(header.slice(0, 4), ["Id", "Deal_Name", "Stage", "Amount"])
      assert.deepStrictEqual(rows, [])
      assert.notProperty(job.query, "fields")
    }).pipe(Effect.provide(zoho({ records: { Deals: 0 } }))),
  )

  it.effect("gives events as a calendar", () =>
    Effect.gen(function* () {
      const job = yield* readJob({ query: { module: { api_name: "Events" } }, file_type: "ics" })
      assert.strictEqual(job.file_type, "ics")
      const files = yield* unzip((yield* ask("GET", job.result.download_url)).bytes)
      assert.deepStrictEqual(Object.keys(files), [`${job.id}.ics`])
      const lines = files[`${job.id}.ics`]?.map((row) => row.join()) ?? []
      assert.strictEqual(lines[0], "BEGIN:VCALENDAR")
      assert.strictEqual(lines.filter((line) => line === "BEGIN:VEVENT").length, 3)
    }).pipe(Effect.provide(zoho({ records: { Events: 3 } }))),
  )

  it.effect("gives the records of a view, its own criteria added", () =>
    Effect.gen(function* () {
      const module = { api_name: "Contacts" }
      const mine = yield* readJob({ query: { module, cvid: "4150868000000081203" } })
      assert.strictEqual(mine.result.count, 84)
      assert.strictEqual(mine.query.cvid, "4150868000000081203")
      const criteria = { field: { api_name: "Email_Opt_Out" }, comparator: "equal", value: true }
      assert.strictEqual(
        (yield* readJob({ query: { module, cvid: "4150868000000081203", criteria } })).result.count,
        17,
      )
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("keeps its result for one day, and its details for longer", () =>
    Effect.gen(function* () {
      const job = yield* readJob({ query: { module: { api_name: "Leads" } } })
      yield* TestClock.adjust("23 hours")
      assert.strictEqual((yield* ask("GET", job.result.download_url)).status, 200)
      yield* TestClock.adjust("1 hour")
      const { body, status } = yield* ask("GET", job.result.download_url)
      assert.strictEqual(status, 404)
      assert.strictEqual(body.code, "RESOURCE_NOT_FOUND")
      assert.strictEqual((yield* ask("GET", `/crm/bulk/v8/read/${job.id}`)).status, 200)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("that is frozen gives as many rows as it counted", () =>
    Effect.gen(function* () {
      const id = "4150868000005376042"
      const files = yield* unzip((yield* ask("GET", `/crm/bulk/v2/read/${id}/result`)).bytes)
      assert.strictEqual(files[`${id}.csv`]?.length, 97)
    }).pipe(Effect.provide(zoho())),
  )
})
