import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer } from "effect"
import { ask, errorIn, readJob, rowsOfJob, writeJob, zoho } from "../../support/emulatedZoho.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { expectTag } from "../../support/failureAfter.ts"

const workshops = {
  api_name: "Workshops",
  plural_label: "Our workshops",
  generated_type: "custom",
  web_link: "https://example.com/workshops",
  fields: [
    { api_name: "Name", field_label: "Workshop Name", data_type: "text", system_mandatory: true, unique: true },
    { api_name: "City", data_type: "text", length: 10 },
    {
      api_name: "Kind",
      data_type: "picklist",
      pick_list_values: [{ display_value: "-None-" }, { display_value: "Repairs", colour_code: "#f17574" }],
    },
    { api_name: "Seats", data_type: "integer", length: 3 },
    { api_name: "Opened", data_type: "date" },
    { api_name: "Host", data_type: "lookup", lookup: { module: { api_name: "Contacts" } } },
    { api_name: "Owner", data_type: "ownerlookup" },
    { api_name: "Photo", data_type: "imageupload" },
    { api_name: "Score", data_type: "formula", formula: { return_type: "double" }, hipaa_compliance: null },
    { api_name: "Old_Key", data_type: "text", external: { type: "org" } },
  ],
  layouts: [{ name: "Standard", sections: [{ fields: [{ api_name: "Name" }, { api_name: "City", required: true }] }] }],
  custom_views: [
    { name: "All", default: true },
    {
      name: "Mine",
      id: "77",
      criteria: { field: { api_name: "Owner" }, comparator: "equal", value: "${CURRENTUSER}" },
    },
  ],
  records: [
    { id: "5725767000000000001", Name: "Brakes", City: "Colombo", Seats: 4, Opened: "2021-02-28", Host: { id: "7" } },
    { Name: "Tyres", City: "Kandy", Owner: "Ada Müller" },
  ],
  generated_records: 3,
}

const organization: Emulator.OrganizationDescription = {
  modules: [workshops, { api_name: "Contacts" }, { api_name: "Secrets", no_permission: true }],
}

const query = { module: { api_name: "Workshops" } }

describe("an organisation that is described", () => {
  it.effect("has the modules of its description and no others", () =>
    Effect.gen(function* () {
      const { body } = yield* ask("GET", "/crm/v8/settings/modules")
      assert.deepStrictEqual(
        body.modules.map(({ api_name, plural_label, web_link }: Record<string, unknown>) => [
          api_name,
          plural_label,
          web_link,
        ]),
        [
          ["Workshops", "Our workshops", "https://example.com/workshops"],
          ["Contacts", "Contacts", null],
          ["Secrets", "Secrets", null],
        ],
      )
      assert.notProperty(body.modules[0], "records")
      assert.strictEqual((yield* ask("GET", "/crm/v8/settings/fields?module=Leads")).body.code, "INVALID_MODULE")
    }).pipe(Effect.provide(zoho({ organization }))),
  )

  it.effect("answers metadata as it was described, and fills in the rest", () =>
    Effect.gen(function* () {
      const { body } = yield* ask("GET", "/crm/v8/settings/fields?module=Workshops")
      const named = (name: string) => body.fields.find(({ api_name }: Record<string, unknown>) => api_name === name)
      assert.deepInclude(named("Name"), { field_label: "Workshop Name", unique: { case_sensitive: false } })
      const repairs = { display_value: "Repairs", actual_value: "Repairs", colour_code: "#f17574" }
      assert.deepInclude(named("Kind").pick_list_values[1], repairs)
      assert.deepInclude(named("Host").lookup.module, { api_name: "Contacts" })
      assert.deepInclude(named("Score"), { hipaa_compliance: null, read_only: true })
      const layouts = (yield* ask("GET", "/crm/v8/settings/layouts?module=Workshops")).body.layouts
      assert.deepStrictEqual(layouts[0].sections, workshops.layouts[0]?.sections)
    }).pipe(Effect.provide(zoho({ organization }))),
  )

  it.effect("has the records that were made up, and those that were given after them", () =>
    Effect.gen(function* () {
      const fields = ["Name", "City", "Seats", "Opened", "Host", "Owner.last_name"]
      const rows = yield* rowsOfJob((yield* readJob({ query: { ...query, fields } })).id)
      assert.lengthOf(rows, 5)
      const kinds = yield* rowsOfJob((yield* readJob({ query: { ...query, fields: ["Kind"] } })).id)
      assert.deepStrictEqual(
        kinds.map(([, kind]) => kind),
        ["Repairs", "Repairs", "Repairs", "", ""],
      )
      assert.deepStrictEqual(rows.slice(3), [
        ["5725767000000000001", "Brakes", "Colombo", "4", "2021-02-28", "7", "Boyle"],
        ["4150868030000000005", "Tyres", "Kandy", "", "", "", "Müller"],
      ])
      assert.deepStrictEqual((yield* ask("GET", "/crm/v8/Workshops/actions/count")).body, { count: 5 })
    }).pipe(Effect.provide(zoho({ organization }))),
  )

  it.effect("narrows exports by its views, and leaves out what bulk jobs do not read", () =>
    Effect.gen(function* () {
      const job = yield* readJob({ query: { ...query, cvid: "77" } })
      const rows = yield* rowsOfJob(job.id)
      assert.lengthOf(rows, 2)
      assert.lengthOf(rows[0] ?? [], 9)
      const answer = yield* ask("POST", "/crm/bulk/v8/read", { json: { query: { ...query, fields: ["Old_Key"] } } })
      assert.strictEqual(errorIn(answer)["code"], "FIELD_NOT_SUPPORTED")
    }).pipe(Effect.provide(zoho({ organization }))),
  )

  it.effect("checks rows by its fields: mandatory, unique, length and type", () =>
    Effect.gen(function* () {
      const rows = [
        "Name,City,Seats,Opened",
        "Brakes,Galle,1,",
        ",Galle,1,",
        "Lights,,1,",
        "Wheels,Anuradhapura,1,",
        "Doors,Galle,1000,",
        "Locks,Galle,few,soon",
        "Keys,Galle,999,02/28/2021",
      ]
      const { outcomes } = yield* writeJob(rows.join("\n"), query)
      assert.deepStrictEqual(
        outcomes.map((row) => row.at(-1)),
        [
          "DUPLICATE_DATA-Name",
          "MANDATORY_NOT_FOUND-Name",
          "MANDATORY_NOT_FOUND-City",
          "INVALID_DATA-City",
          "INVALID_DATA-Seats",
          "INVALID_DATA-Seats,Opened",
          "",
        ],
      )
      const { created } = yield* writeJob("Name\nDoors\n", query)
      assert.strictEqual(created.body.message, "All mandatory fields are not mapped for the layout [City]")
    }).pipe(Effect.provide(zoho({ organization }))),
  )

  it.effect("updates a record by the id that it was given, and by its unique field", () =>
    Effect.gen(function* () {
      const resource = (find_by: string) => ({ ...query, find_by })
      const byId = yield* writeJob("id,City\n5725767000000000001,Jaffna\n", resource("id"), { operation: "update" })
      assert.deepStrictEqual(byId.outcomes[0]?.slice(2), ["UPDATED", "5725767000000000001", ""])
      const byName = yield* writeJob("Name,City\ntyres,Jaffna\n", resource("Name"), { operation: "update" })
      assert.deepStrictEqual(byName.outcomes[0]?.slice(2), ["UPDATED", "4150868030000000005", ""])
      const madeUp = yield* writeJob("Name,City\nWorkshop Name 2,Jaffna\n", resource("Name"), { operation: "update" })
      assert.deepStrictEqual(madeUp.outcomes[0]?.slice(2), ["UPDATED", "4150868030000000002", ""])
    }).pipe(Effect.provide(zoho({ organization }))),
  )

  it.effect("says NO_PERMISSION of a module that the user may not open: 400 of its fields, 403 elsewhere", () =>
    Effect.gen(function* () {
      const of = (path: string) => Effect.map(ask("GET", path), ({ body, status }) => [status, body.code])
      assert.deepStrictEqual(yield* of("/crm/v8/settings/fields?module=Secrets"), [400, "NO_PERMISSION"])
      assert.deepStrictEqual(yield* of("/crm/v8/settings/layouts?module=Secrets"), [403, "NO_PERMISSION"])
      assert.deepStrictEqual(yield* of("/crm/v8/Secrets/actions/count"), [403, "NO_PERMISSION"])
      const json = { query: { module: { api_name: "Secrets" } } }
      const answer = yield* ask("POST", "/crm/bulk/v8/read", { json })
      assert.deepStrictEqual([answer.status, errorIn(answer)["code"]], [403, "NO_PERMISSION"])
    }).pipe(Effect.provide(zoho({ organization }))),
  )

  it.effect("counts made-up records as it is told to, and takes more modules by that", () =>
    Effect.gen(function* () {
      const { records } = yield* (yield* Emulator.Emulator).report
      assert.deepStrictEqual(records, { Workshops: 12, Contacts: 0, Secrets: 0, Cars: 2 })
    }).pipe(Effect.provide(zoho({ organization, records: { Workshops: 10, Cars: 2 } }))),
  )
})

const field = (more: object) => ({
  modules: [{ api_name: "Cars", fields: [{ api_name: "Name", data_type: "text", ...more }] }],
})
const rows = (...records: ReadonlyArray<object>) => ({
  modules: [
    {
      api_name: "Cars",
      fields: [
        { api_name: "Name", data_type: "text" },
        { api_name: "Sold", data_type: "datetime" },
        { api_name: "Doors", data_type: "integer" },
      ],
      records,
    },
  ],
})

const wrong: ReadonlyArray<{ readonly organization: unknown; readonly problem: string; readonly remedy: string }> = [
  { organization: [], problem: "organization is []", remedy: "by its modules" },
  { organization: {}, problem: "organization.modules is undefined", remedy: "a list of modules" },
  { organization: { moduls: [] }, problem: "Unknown option organization.moduls", remedy: "one key: modules" },
  { organization: { modules: [{}] }, problem: "modules[0].api_name is undefined", remedy: "an API name" },
  { organization: { modules: [{ api_name: "My Cars" }] }, problem: 'is "My Cars"', remedy: "letters, digits" },
  { organization: field({ data_type: "" }), problem: 'fields[0].data_type is ""', remedy: "text, picklist" },
  { organization: field({ system_mandatory: "yes" }), problem: 'system_mandatory is "yes"', remedy: "true or false" },
  { organization: field({ length: -1 }), problem: "fields[0].length is -1", remedy: "0 or more" },
  {
    organization: field({ lookup: { module: 7 } }),
    problem: "lookup.module is 7",
    remedy: '{ "api_name": "Accounts" }',
  },
  { organization: field({ pick_list_values: ["a"] }), problem: 'pick_list_values[0] is "a"', remedy: "display_value" },
  {
    organization: { modules: [{ api_name: "Cars" }, { api_name: "Cars" }] },
    problem: 'modules[1].api_name repeats "Cars"',
    remedy: "each module once",
  },
  {
    organization: { modules: [{ api_name: "Cars", fields: [1, 2].map(() => ({ api_name: "A", data_type: "text" })) }] },
    problem: 'modules[0].fields[1].api_name repeats "A"',
    remedy: "each field once",
  },
  {
    organization: {
      modules: [
        { api_name: "Cars", layouts: [{ name: "L", sections: [{ fields: [{ api_name: "X", required: true }] }] }] },
      ],
    },
    problem: 'layouts[0].sections[0].fields[0].api_name is "X"',
    remedy: "Name a field",
  },
  {
    organization: {
      modules: [
        {
          api_name: "Cars",
          custom_views: [{ name: "V", criteria: { field: { api_name: "X" }, comparator: "equal", value: "1" } }],
        },
      ],
    },
    problem: "custom_views[0].criteria is ",
    remedy: "FIELD_IN_CRITERIA_NOT_AVAILABLE",
  },
  { organization: rows({ Nmae: "A" }), problem: "records[0].Nmae is not a field", remedy: "API names" },
  {
    organization: rows({}, { Sold: "yesterday" }),
    problem: 'records[1].Sold is "yesterday"',
    remedy: "with an offset",
  },
  {
    organization: rows({}, { Sold: "2021-02-30T09:30:00Z" }),
    problem: 'records[1].Sold is "2021-02-30T09:30:00Z"',
    remedy: "with an offset",
  },
  {
    organization: rows({ Sold: "2021-02-28T24:00:00Z" }),
    problem: 'records[0].Sold is "2021-02-28T24:00:00Z"',
    remedy: "with an offset",
  },
  { organization: rows({ Doors: "two" }), problem: 'records[0].Doors is "two"', remedy: "Use a number" },
  {
    organization: rows(JSON.parse('{ "Doors": 9007199254740993 }')),
    problem: "records[0].Doors is 9",
    remedy: "Use a number of at most 15 digits",
  },
  { organization: rows({ id: "1" }, { id: "1" }), problem: 'records[1].id repeats "1"', remedy: "its own id" },
]

describe("the organisation of docs/emulator.md", () => {
  const example = codeBlocks(repositoryFile("docs/emulator.md")).find(({ language }) => language === "json")
  const organization = JSON.parse(example?.code ?? "{}") as Emulator.OrganizationDescription

  it.effect("is what the page says of it", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* ask("GET", "/crm/v8/Workshops/actions/count")).body, { count: 21 })
      const { body } = yield* ask("GET", "/crm/v8/settings/custom_views?module=Workshops")
      const job = yield* readJob({ query: { ...query, fields: ["Name"], cvid: body.custom_views[1].id } })
      assert.deepStrictEqual(yield* rowsOfJob(job.id), [["4150868030000000021", "Brakes"]])
      const refused = yield* writeJob("Name\nWheels\n", query)
      assert.strictEqual(refused.created.body.code, "MANDATORY_FIELDS_NOT_MAPPED")
      const { outcomes } = yield* writeJob("Name,City\nBrakes,Galle\n", query)
      assert.deepStrictEqual(outcomes[0]?.slice(2), ["SKIPPED", "", "DUPLICATE_DATA-Name"])
    }).pipe(Effect.provide(zoho({ organization }))),
  )
})

describe("the leads of docs/emulator.md", () => {
  const example = codeBlocks(repositoryFile("docs/emulator.md")).find(({ info }) => info === "leads.json")
  const organization = JSON.parse(example?.code ?? "{}") as Emulator.OrganizationDescription
  const insertTwice = Effect.gen(function* () {
    const lead = "Last_Name,Company,Email\nPerera,Zylker,perera@zylker.example\n"
    const query = { module: { api_name: "Leads" } }
    yield* writeJob(lead, query)
    const { outcomes } = yield* writeJob(lead, query)
    return [outcomes[0]?.[3], outcomes[0]?.at(-1)]
  })

  it.effect("may share an address, as in a new organisation of Zoho's", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* insertTwice, ["ADDED", ""])
    }).pipe(Effect.provide(zoho({ organization }))),
  )

  it.effect("may not share one in the default organisation", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* insertTwice, ["SKIPPED", "DUPLICATE_DATA-Email"])
    }).pipe(Effect.provide(zoho())),
  )
})

describe("the description of an organisation", () => {
  it.effect.each(wrong)("is refused where it is wrong, by its place and with what to do: $problem", (row) =>
    Effect.gen(function* () {
      const layer = Emulator.layer({ organization: row.organization as Emulator.OrganizationDescription })
      const failure = expectTag(yield* Effect.flip(Effect.scoped(Layer.build(layer))), "InvalidEmulatorOptions")
      assert.include(failure.problem, row.problem)
      assert.include(failure.remedy, row.remedy)
    }),
  )
})

describe("the records of a description", () => {
  const time = (api_name: string) => ({ api_name, data_type: "datetime" })
  const user = (api_name: string) => ({ api_name, data_type: "ownerlookup" })
  const name = { api_name: "Name", data_type: "text" }
  const fields = [name, user("Owner"), user("Created_By"), time("Created_Time"), time("Modified_Time")]
  const records = [
    { Name: "Brakes" },
    { Name: "Tyres", Owner: "Ada Müller", Created_Time: "2030-01-01T09:30:00+05:30" },
    { Name: "Locks", Modified_Time: "2020-01-01T09:30:00+05:30" },
    { Name: "Keys", Owner: null, Modified_Time: null },
  ]
  const modules = [
    { api_name: "Workshops", fields, records, generated_records: 1 },
    { api_name: "Leads", records: [{ Last_Name: "Perera" }] },
  ]

  it.effect("have the times and users that Zoho sets itself, where they do not say otherwise", () =>
    Effect.gen(function* () {
      const names = ["Name", "Owner.last_name", "Created_By.last_name", "Created_Time", "Modified_Time"]
      const rows = yield* rowsOfJob((yield* readJob({ query: { ...query, fields: names } })).id)
      assert.deepStrictEqual(
        rows.slice(1).map((row) => row.slice(1)),
        [
          ["Brakes", "Boyle", "Boyle", "2021-01-01T07:44:00+05:30", "2021-01-01T07:54:00+05:30"],
          ["Tyres", "Müller", "Boyle", "2030-01-01T09:30:00+05:30", "2030-01-01T09:30:00+05:30"],
          ["Locks", "Boyle", "Boyle", "2020-01-01T09:30:00+05:30", "2020-01-01T09:30:00+05:30"],
          ["Keys", "", "Boyle", "2021-01-01T08:05:00+05:30", ""],
        ],
      )
    }).pipe(Effect.provide(zoho({ organization: { modules } }))),
  )

  it.effect("are among what has changed since a time", () =>
    Effect.gen(function* () {
      const criteria = {
        field: { api_name: "Modified_Time" },
        comparator: "greater_equal",
        value: "2021-01-01T00:00:00+05:30",
      }
      const job = yield* readJob({ query: { module: { api_name: "Leads" }, fields: ["Last_Name"], criteria } })
      assert.deepStrictEqual(
        (yield* rowsOfJob(job.id)).map((row) => row.slice(1)),
        [["Perera"]],
      )
    }).pipe(Effect.provide(zoho({ organization: { modules } }))),
  )
})
