import { assert, describe, it } from "@effect/vitest"
import { Condition, createReadJob } from "@zoho-bulk/core"
import { type ApiVersion, apiVersions } from "@zoho-bulk/core/Settings"
import { Effect } from "effect"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { bodyText, sentRequests } from "../../support/ScriptedZoho.ts"

const created = json(
  {
    data: [
      {
        status: "success",
        code: "ADDED_SUCCESSFULLY",
        message: "Added successfully.",
        details: {
          id: "5725767000000859031",
          operation: "read",
          state: "ADDED",
          created_by: { id: "5725767000000411001", name: "Patricia Boyle" },
          created_time: "2021-07-25T02:13:17-07:00",
        },
      },
    ],
    info: {},
  },
  { status: 201 },
)

const { all, any, empty, field } = Condition

const request: createReadJob.Request = {
  module: "Leads",
  fields: ["Last_Name", "Owner.last_name"],
  cvid: "5725767000000087501",
  where: any(
    field.text("Last_Name").startsWith("P"),
    all(
      field.boolean("$converted").equal(false),
      field.number("Amount").in([1, 2]),
      field.lookup("Owner").equal(empty),
    ),
  ),
  page: 2,
  callbackUrl: "https://www.example.com/callback",
}

const ask = (apiVersion: ApiVersion, what: createReadJob.Request) =>
  Effect.gen(function* () {
    const job = yield* createReadJob(what)
    return { job, sent: yield* sentRequests }
  }).pipe(Effect.provide(scripted([created], { settings: { apiVersion } })))

const criterion = (version: ApiVersion, name: string, comparator: string, value: unknown) =>
  version === "v2" ? { api_name: name, comparator, value } : { field: { api_name: name }, comparator, value }

describe("`createReadJob()`", () => {
  it.effect.each(apiVersions)("spells a request as %s does", (version) =>
    Effect.gen(function* () {
      const { sent } = yield* ask(version, request)
      const [only] = sent
      assert.strictEqual(sent.length, 1)
      assert.strictEqual(`${only?.method} ${only?.url}`, `POST https://www.zohoapis.com/crm/bulk/${version}/read`)
      assert.strictEqual(only?.headers["content-type"], "application/json")
      assert.deepStrictEqual(JSON.parse(only === undefined ? "" : bodyText(only)), {
        callback: { url: "https://www.example.com/callback", method: "post" },
        query: {
          module: version === "v2" ? "Leads" : { api_name: "Leads" },
          fields: ["Last_Name", "Owner.last_name"],
          criteria: {
            group: [
              criterion(version, "Last_Name", "starts_with", "P"),
              {
                group: [
                  criterion(version, "$converted", "equal", false),
                  criterion(version, "Amount", "in", [1, 2]),
                  criterion(version, "Owner", "equal", "${EMPTY}"),
                ],
                group_operator: "and",
              },
            ],
            group_operator: "or",
          },
          cvid: "5725767000000087501",
          page: 2,
        },
      })
    }),
  )

  it.effect("gives the job as Zoho announces it", () =>
    Effect.gen(function* () {
      const { job } = yield* ask("v8", request)
      const { raw: _, ...known } = job
      assert.deepStrictEqual<unknown>(known, {
        kind: "read",
        id: "5725767000000859031",
        stateAsSent: "ADDED",
        createdTime: "2021-07-25T02:13:17-07:00",
        createdBy: { id: "5725767000000411001", name: "Patricia Boyle" },
        unknownFields: { operation: "read" },
      })
    }),
  )

  it.effect.each(["v7", "v8"] as const)(
    "asks for a follow-up page of %s by its token, and by nothing else",
    (version) =>
      Effect.gen(function* () {
        const { sent } = yield* ask(version, { pageToken: "bca6fba1" })
        assert.deepStrictEqual(
          sent.map((each) => JSON.parse(bodyText(each))),
          [{ query: { page_token: "bca6fba1" } }],
        )
      }),
  )

  it.effect("asks for calendar entries without fields", () =>
    Effect.gen(function* () {
      const { sent } = yield* ask("v8", { module: "Events", fileType: "ics" })
      assert.deepStrictEqual(
        sent.map((each) => JSON.parse(bodyText(each))),
        [{ query: { module: { api_name: "Events" } }, file_type: "ics" }],
      )
    }),
  )

  it.effect.each(["v6", "v8"] as const)("takes keys of %s that are undefined for keys left out", (version) =>
    Effect.gen(function* () {
      const unset = { pageToken: undefined, cvid: undefined, where: undefined, page: undefined, fields: undefined }
      const { sent } = yield* ask(version, { module: "Leads", fileType: undefined, callbackUrl: undefined, ...unset })
      assert.deepStrictEqual(
        sent.map((each) => JSON.parse(bodyText(each))),
        [{ query: { module: { api_name: "Leads" } } }],
      )
    }),
  )

  it.effect("writes a group of one as what is in it", () =>
    Effect.gen(function* () {
      const { sent } = yield* ask("v8", { module: "Leads", where: all(field.text("City").equal("Pune")) })
      assert.deepStrictEqual(
        sent.map((each) => JSON.parse(bodyText(each)).query.criteria),
        [{ field: { api_name: "City" }, comparator: "equal", value: "Pune" }],
      )
    }),
  )
})

const many = all(...Array.from({ length: 26 }, (_, index) => field.number("Amount").equal(index)))

describe("`createReadJob()` refuses before anything is sent", () => {
  const cases: ReadonlyArray<{ what: string; version: ApiVersion; request: createReadJob.Request; names: string }> = [
    { what: "a page token in v6", version: "v6", request: { pageToken: "x" }, names: "v6 has no page tokens" },
    { what: "page 0", version: "v6", request: { module: "Leads", page: 0 }, names: "0 is not a page" },
    { what: "26 conditions", version: "v8", request: { module: "Leads", where: many }, names: "26 conditions" },
    { what: "an empty group", version: "v8", request: { module: "Leads", where: any() }, names: "empty" },
    {
      what: "a text of 256 characters",
      version: "v8",
      request: { module: "Leads", where: field.text("City").equal("x".repeat(256)) },
      names: "City",
    },
    {
      what: "a callback that is no address",
      version: "v8",
      request: { module: "Leads", callbackUrl: "example.com" },
      names: "callback",
    },
  ]
  it.effect.each(cases)("$what", ({ names, request, version }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(createReadJob(request))
      assert.strictEqual(failure._tag, "InvalidRequest")
      assert.include(failure.message, names)
    }).pipe(Effect.provide(scripted([], { settings: { apiVersion: version } }))),
  )
})
