import { assert, describe, it } from "@effect/vitest"
import { createWriteJob } from "@zoho-bulk/core"
import { type ApiVersion, apiVersions } from "@zoho-bulk/core/Settings"
import { Effect } from "effect"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { bodyText, sentRequests } from "../../support/ScriptedZoho.ts"

const created = json(
  {
    status: "success",
    code: "SUCCESS",
    message: "success",
    details: { id: "4371574000016498003", created_by: { id: "4371574000000251013", name: "Mike Copters" } },
  },
  { status: 201 },
)

const request: createWriteJob.Request = {
  operation: "upsert",
  ignoreEmpty: true,
  characterEncoding: "UTF-8",
  resources: [
    {
      module: "Leads",
      fileId: "4150868000005364001",
      findBy: "Email",
      mappings: [
        { field: "Last_Name", index: 0 },
        { field: "Date_3", index: 1, format: "yyyy/MM/dd" },
        { field: "Account_Name", index: 2, findBy: "Account_Name" },
        { field: "Layout", defaultValue: { value: "4150868000000091055" } },
      ],
    },
  ],
}

const ask = (apiVersion: ApiVersion, what: createWriteJob.Request) =>
  Effect.gen(function* () {
    const job = yield* createWriteJob(what)
    const [only] = yield* sentRequests
    return { job, sent: only, body: only === undefined ? undefined : JSON.parse(bodyText(only)) }
  }).pipe(Effect.provide(scripted([created], { settings: { apiVersion } })))

describe("`createWriteJob()`", () => {
  it.effect.each(apiVersions)("spells a request as %s does", (version) =>
    Effect.gen(function* () {
      const { body, sent } = yield* ask(version, request)
      assert.strictEqual(`${sent?.method} ${sent?.url}`, `POST https://www.zohoapis.com/crm/bulk/${version}/write`)
      const isV2 = version === "v2"
      assert.deepStrictEqual(body, {
        operation: "upsert",
        character_encoding: "UTF-8",
        ...(isV2 ? {} : { ignore_empty: true }),
        resource: [
          {
            type: "data",
            module: isV2 ? "Leads" : { api_name: "Leads" },
            file_id: "4150868000005364001",
            find_by: "Email",
            ...(isV2 ? { ignore_empty: true } : {}),
            field_mappings: [
              { api_name: "Last_Name", index: 0 },
              { api_name: "Date_3", index: 1, format: "yyyy/MM/dd" },
              { api_name: "Account_Name", index: 2, find_by: "Account_Name" },
              { api_name: "Layout", default_value: { value: "4150868000000091055" } },
            ],
          },
        ],
      })
    }),
  )

  it.effect("gives the id of the job", () =>
    Effect.gen(function* () {
      const { job } = yield* ask("v8", request)
      assert.deepStrictEqual<unknown>([job.kind, job.id], ["write", "4371574000016498003"])
    }),
  )

  it.effect.each(["v6", "v7", "v8"] as const)("writes parents and children of one archive in %s", (version) =>
    Effect.gen(function* () {
      const { body } = yield* ask(version, {
        operation: "insert",
        resources: [
          { module: "Accounts", fileId: "1", fileNames: ["accounts.csv"] },
          {
            module: "Contacts",
            fileId: "1",
            fileNames: ["contacts.csv"],
            mappings: [{ field: "Account_Name", index: 1, parentColumnIndex: 0 }],
          },
        ],
      })
      assert.deepStrictEqual(body.resource, [
        { type: "data", module: { api_name: "Accounts" }, file_id: "1", file_names: ["accounts.csv"] },
        {
          type: "data",
          module: { api_name: "Contacts" },
          file_id: "1",
          file_names: ["contacts.csv"],
          field_mappings: [{ api_name: "Account_Name", index: 1, parent_column_index: 0 }],
        },
      ])
    }),
  )
})

describe("`createWriteJob()` refuses before anything is sent", () => {
  const mappings = Array.from({ length: 201 }, (_, index) => ({ field: `Field_${index}`, index }))
  const cases: ReadonlyArray<{ what: string; version: ApiVersion; request: createWriteJob.Request; names: string }> = [
    {
      what: "children in v5",
      version: "v5",
      request: {
        operation: "insert",
        resources: [
          { module: "Contacts", fileId: "1", mappings: [{ field: "Account_Name", index: 1, parentColumnIndex: 0 }] },
        ],
      },
      names: "v5",
    },
    {
      what: "two modules in v5",
      version: "v5",
      request: {
        operation: "insert",
        resources: [
          { module: "Leads", fileId: "1" },
          { module: "Contacts", fileId: "1" },
        ],
      },
      names: "v5",
    },
    {
      what: "an update without a field to find records by",
      version: "v8",
      // The type asks for findBy; a program without types may leave it out.
      request: { operation: "update", resources: [{ module: "Leads", fileId: "1" }] } as never,
      names: "findBy",
    },
    {
      what: "201 mapped columns",
      version: "v8",
      request: { operation: "insert", resources: [{ module: "Leads", fileId: "1", mappings }] },
      names: "201",
    },
  ]
  it.effect.each(cases)("$what", ({ names, request, version }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(createWriteJob(request))
      assert.strictEqual(failure._tag, "InvalidRequest")
      assert.include(failure.message, names)
    }).pipe(Effect.provide(scripted([], { settings: { apiVersion: version } }))),
  )
})
