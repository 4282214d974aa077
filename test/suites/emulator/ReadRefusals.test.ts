import { assert, describe, it } from "@effect/vitest"
import { Effect, type Schema } from "effect"
import { HttpBody } from "effect/http"
import { ask, errorIn, zoho } from "../../support/emulatedZoho.ts"

const module = { api_name: "Leads" }
const query = (more: Readonly<Record<string, Schema.Json>>): Schema.Json => ({ query: { module, ...more } })
const where = (field: string, comparator: string, value: Schema.Json) =>
  query({ criteria: { field: { api_name: field }, comparator, value } })
const one = { field: { api_name: "Email" }, comparator: "equal", value: "a@example.com" }
const many = (count: number) =>
  query({ criteria: { group: Array.from({ length: count }, () => one), group_operator: "or" } })
const callback = (url: string, method: string) => ({ query: { module }, callback: { url, method } })

interface Case {
  readonly code: string
  readonly json: Schema.Json
  readonly details?: Schema.Json
  readonly version?: string
}

const cases: ReadonlyArray<Case> = [
  { code: "REQUEST_BODY_IS_EMPTY", json: {} },
  { code: "REQUEST_BODY_NOT_SUPPORTED", json: ["query"] },
  { code: "REQUEST_BODY_NOT_SUPPORTED", json: { query: { module: "Leads" } } },
  { code: "REQUEST_BODY_NOT_SUPPORTED", json: { query: { module } }, version: "v2" },
  { code: "MANDATORY_NOT_FOUND", json: { query: { fields: ["Email"] } } },
  { code: "MODULE_NOT_AVAILABLE", json: { query: { module: { api_name: "Lead" } } } },
  { code: "MODULE_NOT_SUPPORTED", json: { query: { module: { api_name: "Notes" } } } },
  { code: "FIELD_NOT_AVAILABLE", json: query({ fields: ["Email", "Emial"] }), details: { api_name: "Emial" } },
  {
    code: "FIELD_NOT_AVAILABLE",
    json: query({ fields: ["Owner.shoe_size"] }),
    details: { api_name: "Owner.shoe_size" },
  },
  { code: "CVID_NOT_SUPPORTED", json: query({ cvid: "7" }) },
  { code: "PAGE_RANGE_EXCEEDED", json: query({ page: 501 }), details: { max_limit: 500 } },
  { code: "PAGE_NOT_SUPPORTED", json: query({ page: 0 }) },
  { code: "QUERY_NOT_SUPPORTED", json: { query: { module }, file_type: "ics" } },
  { code: "CRITERIA_LIMIT_EXCEEDED", json: many(26), details: { max_limit: 25 } },
  { code: "AMBIGUOUS_GROUP_IN_CRITERIA", json: many(1) },
  { code: "AMBIGUOUS_CRITERIA", json: query({ criteria: { ...one, group: [one, one], group_operator: "and" } }) },
  {
    code: "GROUP_OPERATOR_NOT_SUPPORTED",
    json: query({ criteria: { group: [one, one], group_operator: "xor" } }),
    details: { supported: ["and", "or"] },
  },
  { code: "INVALID_CRITERIA", json: query({ criteria: { comparator: "equal", value: 1 } }) },
  {
    code: "INVALID_CRITERIA",
    json: query({ criteria: { api_name: "Email", comparator: "equal", value: "a@example.com" } }),
  },
  { code: "FIELD_IN_CRITERIA_NOT_AVAILABLE", json: where("Emial", "equal", "a"), details: { api_name: "Emial" } },
  { code: "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED", json: where("Email", "like", "a") },
  { code: "FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE", json: where("Email_Opt_Out", "contains", "a") },
  { code: "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", json: where("No_of_Employees", "equal", "many") },
  {
    code: "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE",
    json: where("Created_Time", "equal", "2021-02-22T15:39:26.123Z"),
  },
  { code: "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", json: where("Date_3", "between", "2021-02-22") },
  { code: "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", json: where("Email", "equal", ["a", "b"]) },
  { code: "VALUE_TYPE_NOT_SUPPORTED", json: where("Email", "equal", { a: 1 }) },
  {
    code: "VALUE_LIMIT_EXCEEDED_IN_CRITERIA",
    json: where(
      "No_of_Employees",
      "in",
      Array.from({ length: 201 }, (_, n) => n),
    ),
    details: { max_limit: 200 },
  },
  { code: "INVALID_CALLBACK_URL", json: callback("example", "post") },
  {
    code: "INVALID_CALLBACK_METHOD",
    json: callback("https://www.example.com/done", "get"),
    details: { supported_callback_methods: ["post"] },
  },
]

describe("the emulator refuses to create a read job", () => {
  it.effect.each(cases.map((each, index) => ({ ...each, index })))(
    "with $code (case $index)",
    ({ code, details, json, version = "v8" }) =>
      Effect.gen(function* () {
        const answer = yield* ask("POST", `/crm/bulk/${version}/read`, { json })
        assert.deepInclude(errorIn(answer), { status: "error", code })
        assert.strictEqual(answer.status, 400)
        if (details !== undefined) assert.deepStrictEqual(errorIn(answer).details, details)
        // What is wrong with the query is said within `data`, what is wrong with the request around it is not.
        assert.strictEqual("data" in answer.body, "query" in Object(json) && !code.startsWith("INVALID_CALLBACK"))
      }).pipe(Effect.provide(zoho())),
  )

  it.effect("of another media type than JSON with 415, and what is no JSON as not readable", () =>
    Effect.gen(function* () {
      const send = (text: string, type: string) => ask("POST", "/crm/bulk/v8/read", { body: HttpBody.text(text, type) })
      const wrongType = yield* send("{}", "text/plain")
      assert.strictEqual(wrongType.status, 415)
      assert.strictEqual(wrongType.body.code, "MEDIA_TYPE_NOT_SUPPORTED")
      assert.strictEqual((yield* send("{", "application/json")).body.code, "REQUEST_BODY_NOT_READABLE")
      assert.strictEqual((yield* send(" ", "application/json")).body.code, "REQUEST_BODY_IS_EMPTY")
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("through more lookups than it joins", () =>
    Effect.gen(function* () {
      const fields = ["Owner.last_name", "Created_By.last_name", "Account_Name.Phone", "Contact_Name.Email"]
      const deals = { query: { module: { api_name: "Deals" }, fields } }
      assert.strictEqual((yield* ask("POST", "/crm/bulk/v8/read", { json: deals })).status, 201)
    }).pipe(Effect.provide(zoho())),
  )
})
