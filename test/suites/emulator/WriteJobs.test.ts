import { assert, describe, it } from "@effect/vitest"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { ask, moduleIn, readJob, rowsOfJob, unzip, upload, writeJob, zoho } from "../../support/emulatedZoho.ts"

const leads = { module: { api_name: "Leads" } }
const csv = "Last_Name,Company,Email\nBoyle,Zylker,p.boyle@example.com\n,Zylker,no.name@example.com\n"

const mappings = [
  { api_name: "Last_Name", index: 0 },
  { api_name: "Company", index: 1 },
  { api_name: "Email", index: 2 },
]

describe("a write job of the emulator", () => {
  it.effect.each(apiVersions)("is created, looked at and downloaded in the spelling of %s", (version) =>
    Effect.gen(function* () {
      const resource = { module: moduleIn(version, "Leads"), field_mappings: mappings }
      const body = { operation: "insert", ignore_empty: true }
      const { created, details, files, id } = yield* writeJob(csv, resource, body, version)
      assert.strictEqual(created.status, 201)
      assert.deepStrictEqual(created.body, {
        status: "success",
        code: "SUCCESS",
        message: "success",
        details: { id, created_by: { id: "4150868000000225013", name: "Patricia Boyle" } },
      })
      const echoed = mappings.map((mapping) => ({
        ...mapping,
        format: null,
        find_by: null,
        module: null,
        default_value: null,
      }))
      const url = `https://download-accl.zoho.com/v2/crm/694902309/bulk-write/${id}/${id}.zip`
      assert.deepStrictEqual(details, {
        status: "COMPLETED",
        ...(version === "v2" ? {} : { character_encoding: "UTF-8" }),
        resource: [
          {
            status: "COMPLETED",
            type: "data",
            module: version === "v2" ? "Leads" : { id: "4150868000000002175", api_name: "Leads" },
            field_mappings: echoed,
            file: {
              status: "COMPLETED",
              name: "rows.csv",
              added_count: 1,
              skipped_count: 1,
              updated_count: 0,
              total_count: 2,
            },
            code: version === "v7" ? "SUCCESS" : "COMPLETED",
          },
        ],
        id,
        result: { download_url: url },
        created_by: { id: "4150868000000225013", name: "Patricia Boyle" },
        ignore_empty: true,
        operation: "insert",
        created_time: "1970-01-01T05:30:00+05:30",
      })
      assert.deepStrictEqual(files, {
        "Leads-rows.csv": [
          ["Last_Name", "Company", "Email", "STATUS", "RECORD_ID", "ERRORS"],
          ["Boyle", "Zylker", "p.boyle@example.com", "ADDED", "4150868013000000121", ""],
          ["", "Zylker", "no.name@example.com", "SKIPPED", "", "MANDATORY_NOT_FOUND-Last_Name"],
        ],
      })
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("is added, then in progress, then completed, and writes nothing before its end", () =>
    Effect.gen(function* () {
      const file_id = yield* upload({ "rows.csv": csv })
      const json = { operation: "insert", resource: [{ type: "data", ...leads, file_id }] }
      const { id } = (yield* ask("POST", "/crm/bulk/v8/write", { json })).body.details
      const seen: Array<unknown> = []
      for (const millis of [0, 300, 699, 1]) {
        yield* TestClock.adjust(millis)
        const { body } = yield* ask("GET", `/crm/bulk/v8/write/${id}`)
        seen.push([body.status, body.resource[0].file.status, body.resource[0].file.added_count, "result" in body])
      }
      assert.deepStrictEqual(seen, [
        ["ADDED", "INPROGRESS", undefined, false],
        ["INPROGRESS", "INPROGRESS", 0, false],
        ["INPROGRESS", "INPROGRESS", 0, false],
        ["COMPLETED", "COMPLETED", 1, true],
      ])
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("adds records that a read job finds", () =>
    Effect.gen(function* () {
      yield* writeJob('Last_Name,Company,No_of_Employees\n"Boyle, jr.",Zylker,7\n', leads)
      const criteria = { field: { api_name: "No_of_Employees" }, comparator: "equal", value: 7 }
      const fields = ["Last_Name", "Company", "Email", "Owner.last_name"]
      const job = yield* readJob({ query: { ...leads, fields, criteria } })
      assert.deepStrictEqual(yield* rowsOfJob(job.id), [["4150868013000000004", "Boyle, jr.", "Zylker", "", "Boyle"]])
    }).pipe(Effect.provide(zoho({ records: { Leads: 3 } }))),
  )

  it.effect("says what is wrong with each row, in the order of the upload", () =>
    Effect.gen(function* () {
      const rows = [
        "Last_Name,Company,Email,Date_3,No_of_Employees,Email_Opt_Out,Owner",
        "One,A,lead1@example.com,,,,",
        ",,one@example.com,,,,",
        "Three,C,three@,2021-01-02,many,maybe,7",
        "Four,D,four@example.com,01/31/2021,4,TRUE,4150868000000225021",
        "Five,E,FOUR@example.com,02/30/2021,,,",
      ]
      const { outcomes } = yield* writeJob(rows.join("\n"), leads)
      assert.deepStrictEqual(
        outcomes.map((row) => row.slice(3)),
        [
          ["SKIPPED", "", "DUPLICATE_DATA-Email"],
          ["SKIPPED", "", "MANDATORY_NOT_FOUND-Last_Name,Company"],
          ["SKIPPED", "", "INVALID_DATA-Email,Date_3,No_of_Employees,Email_Opt_Out,Owner"],
          ["ADDED", "4150868013000000121", ""],
          ["SKIPPED", "", "INVALID_DATA-Date_3:DUPLICATE_DATA-Email"],
        ],
      )
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("updates what it finds, and adds the rest where it may", () =>
    Effect.gen(function* () {
      const rows = "Email,Company,Last_Name\nlead2@example.com,New,Two\nnobody@example.com,New,Nobody\n"
      const resource = { ...leads, find_by: "Email" }
      const updated = yield* writeJob(rows, resource, { operation: "update" })
      assert.deepStrictEqual(
        updated.outcomes.map((row) => row.slice(3)),
        [
          ["UPDATED", "4150868013000000002", ""],
          ["SKIPPED", "", "RESOURCE_NOT_FOUND-Email"],
        ],
      )
      assert.deepInclude(updated.details.resource[0].file, { updated_count: 1, skipped_count: 1, added_count: 0 })
      const upserted = yield* writeJob(rows, resource, { operation: "upsert" })
      assert.deepStrictEqual(
        upserted.outcomes.map(([, , , status]) => status),
        ["UPDATED", "ADDED"],
      )
      const inserted = yield* writeJob(rows, resource, { operation: "insert" })
      assert.deepStrictEqual(
        inserted.outcomes.map((row) => row.slice(3)),
        Array.from({ length: 2 }, () => ["SKIPPED", "", "DUPLICATE_DATA-Email"]),
      )
      assert.strictEqual(inserted.details.status, "COMPLETED")
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("empties fields unless it is told to ignore what is empty", () =>
    Effect.gen(function* () {
      const rows = "id,Mobile\n4150868013000000002,\n"
      const mobile = Effect.gen(function* () {
        const job = yield* readJob({ query: { ...leads, fields: ["Mobile"] } })
        return (yield* rowsOfJob(job.id))[1]?.[1]
      })
      const resource = { ...leads, find_by: "id" }
      yield* writeJob(rows, resource, { operation: "update", ignore_empty: true })
      assert.strictEqual(yield* mobile, "+94 77 3000002")
      yield* writeJob(rows, resource, { operation: "update" })
      assert.strictEqual(yield* mobile, "")
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("reads dates by their format, defaults where a cell is empty, and lookups by what they are found by", () =>
    Effect.gen(function* () {
      const field_mappings = [
        { api_name: "Last_Name", index: 0 },
        { api_name: "Date_of_Birth", index: 1, format: "yyyy/MM/dd" },
        { api_name: "Lead_Source", index: 2, default_value: { value: "Cold Call" } },
        { api_name: "Account_Name", index: 3, find_by: "Account_Name" },
      ]
      const { outcomes } = yield* writeJob('name;born;from;account\nBoyle;1980/02/03;;"東京商事 4"\n', {
        module: { api_name: "Contacts" },
        field_mappings,
      })
      assert.deepStrictEqual(outcomes, [["Boyle", "1980/02/03", "", "ADDED", "4150868012000000001", ""]])
      const fields = ["Date_of_Birth", "Lead_Source", "Account_Name"]
      const job = yield* readJob({ query: { module: { api_name: "Contacts" }, fields } })
      assert.deepStrictEqual(yield* rowsOfJob(job.id), [
        ["4150868012000000001", "1980-02-03", "Cold Call", "4150868011000000004"],
      ])
    }).pipe(Effect.provide(zoho({ records: { Contacts: 0 } }))),
  )

  it.effect.each([
    ["d.M.yyyy", "3.2.1980"],
    ["dd MMM yyyy", "03 Feb 1980"],
    ["d-MMM-yyyy", "3-feb-1980"],
  ])("reads a date by the format %s", ([format = "", cell = ""]) =>
    Effect.gen(function* () {
      yield* writeJob(`name,born\nBoyle,${cell}\n`, {
        module: { api_name: "Contacts" },
        field_mappings: [
          { api_name: "Last_Name", index: 0 },
          { api_name: "Date_of_Birth", index: 1, format },
        ],
      })
      const job = yield* readJob({ query: { module: { api_name: "Contacts" }, fields: ["Date_of_Birth"] } })
      assert.deepStrictEqual(yield* rowsOfJob(job.id), [["4150868012000000001", "1980-02-03"]])
    }).pipe(Effect.provide(zoho({ records: { Contacts: 0 } }))),
  )

  it.effect("takes parents and children from one archive, from v6 on", () =>
    Effect.gen(function* () {
      const file_id = yield* upload({
        "accounts.csv": "key,Account_Name\na1,Zylker\na2,\n",
        "contacts.csv": "Last_Name,account\nBoyle,a1\nMüller,a2\n",
      })
      const resource = [
        {
          type: "data",
          module: { api_name: "Accounts" },
          file_id,
          file_names: ["accounts.csv"],
          field_mappings: [{ api_name: "Account_Name", index: 1 }],
        },
        {
          type: "data",
          module: { api_name: "Contacts" },
          file_id,
          file_names: ["contacts.csv"],
          field_mappings: [
            { api_name: "Last_Name", index: 0 },
            { api_name: "Account_Name", index: 1, parent_column_index: 0 },
          ],
        },
      ]
      const json = { operation: "insert", resource }
      assert.strictEqual((yield* ask("POST", "/crm/bulk/v5/write", { json })).status, 400)
      const { id } = (yield* ask("POST", "/crm/bulk/v6/write", { json })).body.details
      yield* TestClock.adjust(1_000)
      const { body } = yield* ask("GET", `/crm/bulk/v6/write/${id}`)
      const files = yield* unzip((yield* ask("GET", body.result.download_url)).bytes)
      assert.deepStrictEqual(files["Contacts-contacts.csv"]?.slice(1), [
        ["Boyle", "a1", "ADDED", "4150868012000000251", ""],
        ["Müller", "a2", "SKIPPED", "", "INVALID_DATA-Account_Name"],
      ])
      const criteria = { field: { api_name: "Account_Name.Account_Name" }, comparator: "equal", value: "Zylker" }
      const job = yield* readJob({ query: { module: { api_name: "Contacts" }, fields: ["Last_Name"], criteria } })
      assert.deepStrictEqual(yield* rowsOfJob(job.id), [["4150868012000000251", "Boyle"]])
    }).pipe(Effect.provide(zoho())),
  )
})
