import { assert, describe, it } from "@effect/vitest"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { Effect } from "effect"
import { ask, errorIn, writeJob, zoho } from "../../support/emulatedZoho.ts"

type Described = Readonly<Record<string, unknown>>

const fieldsOf = (module: string, version = "v8") =>
  Effect.map(
    ask("GET", `/crm/${version}/settings/fields?module=${module}&type=all`),
    ({ body }): ReadonlyArray<Described> => body.fields,
  )

const metadata = ["fields", "layouts", "custom_views"]

describe("the emulator's metadata", () => {
  it.effect.each(apiVersions)("is answered in %s: modules, fields, layouts, views and counts", (version) =>
    Effect.gen(function* () {
      const { body } = yield* ask("GET", `/crm/${version}/settings/modules`)
      const leads = body.modules.find((module: Described) => module.api_name === "Leads")
      assert.deepInclude(leads, { api_supported: true, generated_type: "default", status: "visible", creatable: true })
      const fields = yield* fieldsOf("Leads", version)
      const converted = fields.find((field) => field.api_name === "Converted_Account")
      const module = version === "v2" ? "Accounts" : { api_name: "Accounts" }
      assert.deepInclude(converted?.lookup, { module })
      const layouts = yield* ask("GET", `/crm/${version}/settings/layouts?module=Leads`)
      assert.lengthOf(layouts.body.layouts, 1)
      const views = yield* ask("GET", `/crm/${version}/settings/custom_views?module=Leads`)
      assert.deepStrictEqual(
        views.body.custom_views.map(({ system_name }: Described) => system_name),
        ["ALLVIEWS", "MYVIEWS"],
      )
      assert.deepStrictEqual((yield* ask("GET", `/crm/${version}/Leads/actions/count`)).body, { count: 120 })
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("has a field of nearly every type, as Zoho's sample has them", () =>
    Effect.gen(function* () {
      const fields = yield* fieldsOf("Leads")
      const facts = Object.fromEntries(
        fields.map((field) => [
          field.api_name,
          [field.data_type, field.json_type, field.read_only, field.virtual_field, field.length ?? null],
        ]),
      )
      assert.deepInclude(facts, {
        Company: ["text", "string", false, false, 200],
        Email: ["email", "string", false, false, 100],
        Description: ["textarea", "string", false, false, 32_000],
        No_of_Employees: ["integer", "integer", false, false, 9],
        Annual_Revenue: ["currency", "double", false, false, 16],
        Percent: ["percent", "double", false, false, 5],
        Formula_Decimal: ["formula", "double", true, false, 16],
        Last_Note_Added: ["rollup_summary", "string", true, false, 120],
        Project_Details: ["subform", "jsonarray", false, true, null],
        Products: ["multiselectlookup", "jsonarray", false, true, 200],
        File_Upload: ["fileupload", "jsonarray", false, false, 1],
        Image_Upload: ["imageupload", "jsonarray", false, false, 10],
        Record_Image: ["profileimage", "string", false, false, 255],
        Owner: ["ownerlookup", "jsonobject", false, false, 120],
        id: ["bigint", "string", true, false, 18],
      })
      const known = new Set(fields.map((field) => field.data_type))
      assert.isAbove(known.size, 25)
      const email = fields.find((field) => field.api_name === "Email")
      assert.deepStrictEqual(email?.unique, { case_sensitive: false })
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("makes fields mandatory by the layout alone: Company of Leads, Account_Name of Deals", () =>
    Effect.gen(function* () {
      for (const [module, field] of [
        ["Leads", "Company"],
        ["Deals", "Account_Name"],
      ] as const) {
        const found = (yield* fieldsOf(module)).find(({ api_name }) => api_name === field)
        assert.isFalse(found?.system_mandatory)
        const { body } = yield* ask("GET", `/crm/v8/settings/layouts?module=${module}`)
        const inLayout = body.layouts[0].sections[0].fields.find(({ api_name }: Described) => api_name === field)
        assert.isTrue(inLayout.required)
      }
      const deals = { module: { api_name: "Deals" } }
      const refused = yield* writeJob("Deal_Name,Stage\nOne,Closed Won\n", deals)
      assert.deepInclude(refused.created.body, {
        code: "MANDATORY_FIELDS_NOT_MAPPED",
        message: "All mandatory fields are not mapped for the layout [Account_Name]",
      })
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("counts what was written, too, and those that meet criteria, and refuses a count by anything else", () =>
    Effect.gen(function* () {
      yield* writeJob("Last_Name,Company\nBoyle,Zylker\n", { module: { api_name: "Leads" } })
      assert.deepStrictEqual((yield* ask("GET", "/crm/v8/Leads/actions/count")).body, { count: 121 })
      const counted = (criteria: string) =>
        Effect.map(
          ask("GET", `/crm/v8/Leads/actions/count?criteria=${encodeURIComponent(criteria)}`),
          ({ body, status }) => [status, body.count ?? body.code],
        )
      const boyles = Number((yield* counted("(Last_Name:equals:Boyle)"))[1])
      assert.isAbove(boyles, 0)
      assert.deepStrictEqual(yield* counted("((Last_Name:equals:Boyle)and(Company:equals:Zylker))"), [200, 1])
      assert.deepStrictEqual(
        yield* counted("((Last_Name:in:Boyle,No\\,body)and((Company:equals:Zylker)or(Last_Name:starts_with:Bo)))"),
        [200, boyles],
      )
      assert.deepStrictEqual(yield* counted("(Last_Name:not_equal:Boyle)"), [200, 121 - boyles])
      for (const wrong of [
        "",
        "Last_Name",
        "(Last_Name:contains:x)",
        "((Last_Name:equals:x)and)",
        "((Last_Name:in:x)",
      ]) {
        assert.strictEqual((yield* counted(wrong))[0], 400, wrong)
      }
      const some = yield* ask("GET", "/crm/v8/Leads/actions/count?word=Boyle")
      assert.deepStrictEqual([some.status, some.body.code], [400, "NOT_SUPPORTED"])
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("tells who asks, and all users", () =>
    Effect.gen(function* () {
      const { body } = yield* ask("GET", "/crm/v8/users?type=CurrentUser")
      assert.deepStrictEqual(
        body.users.map(({ full_name }: Described) => full_name),
        ["Patricia Boyle"],
      )
      assert.lengthOf((yield* ask("GET", "/crm/v8/users?type=AllUsers")).body.users, 3)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("of no module, or of none that the API knows, is refused", () =>
    Effect.gen(function* () {
      for (const what of metadata) {
        const none = yield* ask("GET", `/crm/v8/settings/${what}`)
        assert.deepStrictEqual([none.status, none.body.code], [400, "REQUIRED_PARAM_MISSING"])
        for (const module of ["Lead", "Home"]) {
          const unknown = yield* ask("GET", `/crm/v8/settings/${what}?module=${module}`)
          assert.deepStrictEqual([unknown.status, unknown.body.code], [400, "INVALID_MODULE"])
        }
      }
      assert.strictEqual((yield* ask("GET", "/crm/v8/Lead/actions/count")).body.code, "INVALID_MODULE")
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("meets scripted faults by its operations", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* ask("GET", "/crm/v8/settings/fields?module=Leads")).status, 429)
      assert.strictEqual((yield* ask("GET", "/crm/v8/settings/fields?module=Leads")).status, 200)
    }).pipe(Effect.provide(zoho({ faults: [{ operation: "getFields", nth: 1, does: "throttled" }] }))),
  )
})

describe("fields that bulk jobs do not read", () => {
  const query = { module: { api_name: "Leads" } }

  it.effect("are in no export, and are refused where they are asked for", () =>
    Effect.gen(function* () {
      const unread = ["Project_Details", "Products", "File_Upload", "Image_Upload", "Record_Image"]
      for (const name of unread) {
        const answer = yield* ask("POST", "/crm/bulk/v8/read", { json: { query: { ...query, fields: [name] } } })
        assert.deepInclude(errorIn(answer), { code: "FIELD_NOT_SUPPORTED", details: { api_name: name } })
      }
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("are written by none either: what Zoho makes itself stays as it is", () =>
    Effect.gen(function* () {
      const rows = "Last_Name,Company,Formula_Decimal,Created_Time\nBoyle,Zylker,7,2020-01-01T00:00:00+05:30\n"
      const { outcomes } = yield* writeJob(rows, query)
      assert.strictEqual(outcomes[0]?.[3], "ADDED")
    }).pipe(Effect.provide(zoho())),
  )
})
