import { assert, describe, it } from "@effect/vitest"
import { Effect, type Schema } from "effect"
import { ask, upload, zoho } from "../../support/emulatedZoho.ts"

const module = { api_name: "Leads" }

interface Case {
  readonly code: string
  /** A resource, to which the id of an uploaded file is added. */
  readonly resource?: Readonly<Record<string, Schema.Json>>
  readonly body?: Readonly<Record<string, Schema.Json>>
  readonly csv?: string
}

const columns = Array.from({ length: 201 }, (_, n) => `c${n}`).join()

const cases: ReadonlyArray<Case> = [
  { code: "MANDATORY_NOT_FOUND", body: { operation: null } },
  { code: "INVALID_DATA", body: { operation: "delete" } },
  { code: "MANDATORY_NOT_FOUND", body: { resource: [] } },
  { code: "MANDATORY_NOT_FOUND", body: { operation: "update" } },
  { code: "MANDATORY_NOT_FOUND", resource: { type: "data" } },
  { code: "MODULE_NOT_AVAILABLE", resource: { module: { api_name: "Lead" } } },
  { code: "INVALID_FILE_ID", resource: { module, file_id: "7" } },
  { code: "INVALID_FIELD", resource: { module, find_by: "Company" } },
  { code: "INVALID_FIELD_NAME", resource: { module, field_mappings: [{ api_name: "Name", index: 0 }] } },
  { code: "COLUMN_INDEX_NOT_FOUND", resource: { module, field_mappings: [{ api_name: "Last_Name", index: 2 }] } },
  { code: "COLUMN_INDEX_NOT_FOUND", resource: { module, field_mappings: [{ api_name: "Last_Name", index: -1 }] } },
  { code: "MISSING_REQUIRED_KEY", resource: { module, field_mappings: [{ index: 0 }] } },
  { code: "MANDATORY_FIELDS_NOT_MAPPED", resource: { module, field_mappings: [{ api_name: "Last_Name", index: 0 }] } },
  { code: "FILE_NOT_FOUND", resource: { module, file_names: ["other.csv"] } },
  { code: "HEADER_LIMIT_EXCEEDED", csv: columns },
  { code: "INVALID_CALLBACK_METHOD", body: { callback: { url: "https://www.example.com", method: "put" } } },
  { code: "INVALID_CALLBACK_URL", body: { callback: { url: "www.example.com", method: "post" } } },
  { code: "INVALID_DATA", body: { character_encoding: "klingon" } },
]

describe("the emulator refuses to create a write job", () => {
  it.effect.each(cases.map((each, index) => ({ ...each, index })))(
    "with $code (case $index)",
    ({ body = {}, code, csv = "Last_Name,Company\nBoyle,Zylker\n", resource = { module } }) =>
      Effect.gen(function* () {
        const file_id = yield* upload({ "rows.csv": csv })
        const json = { operation: "insert", resource: [{ type: "data", file_id, ...resource }], ...body }
        const answer = yield* ask("POST", "/crm/bulk/v8/write", { json })
        assert.deepInclude(answer.body, { status: "error", code })
        assert.strictEqual(answer.status, 400)
      }).pipe(Effect.provide(zoho())),
  )

  it.effect("of a file that is no CSV, and fails one of too many rows", () =>
    Effect.gen(function* () {
      const create = (file_id: string) =>
        ask("POST", "/crm/bulk/v8/write", {
          json: { operation: "insert", resource: [{ type: "data", module, file_id }] },
        })
      const text = yield* create(yield* upload({ "rows.txt": "Last_Name,Company\n" }))
      assert.strictEqual(text.body.code, "FILE_NOT_SUPPORTED")
      const rows = `Last_Name,Company\n${"Boyle,Zylker\n".repeat(25_001)}`
      assert.strictEqual((yield* create(yield* upload({ "rows.csv": rows }))).status, 201)
    }).pipe(Effect.provide(zoho())),
  )
})
