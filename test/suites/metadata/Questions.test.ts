import { assert, describe, it } from "@effect/vitest"
import { Metadata, type ZohoConnection } from "@zoho-bulk/core"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { defaultLimits, layer as layerLimits } from "@zoho-bulk/core/Limits"
import { Effect } from "effect"
import { empty, json, refusal, text } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { organizationWire, sampleAnswers } from "../../support/organizationWire.ts"

/** A question whose answer is a list. */
interface Listed {
  readonly name: "modules" | "fields" | "layouts" | "custom_views"
  readonly ask: Effect.Effect<ReadonlyArray<unknown>, Metadata.MetadataFailure, ZohoConnection>
  readonly path: (version: string) => string
}

const questions: ReadonlyArray<Listed> = [
  { name: "modules", ask: Metadata.getModules(), path: (v) => `/crm/${v}/settings/modules` },
  {
    name: "fields",
    ask: Metadata.getFields("Leads"),
    path: (v) => `/crm/${v}/settings/fields?module=Leads&type=all`,
  },
  { name: "layouts", ask: Metadata.getLayouts("Leads"), path: (v) => `/crm/${v}/settings/layouts?module=Leads` },
  {
    name: "custom_views",
    ask: Metadata.getCustomViews("Leads"),
    path: (v) => `/crm/${v}/settings/custom_views?module=Leads`,
  },
]

describe("an organisation", () => {
  it.effect.each(apiVersions)("is asked where %s has it", (apiVersion) =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      const answers = yield* Effect.forEach(questions, ({ ask }) => ask).pipe(
        Effect.provide(connect({ settings: { apiVersion } })),
      )
      assert.deepStrictEqual(
        lines,
        questions.map(({ path }) => `GET ${path(apiVersion)}`),
      )
      assert.deepStrictEqual(
        answers.map(({ length }) => length),
        questions.map(({ name }) => Object.values(sampleAnswers[name])[0]?.length ?? 0),
      )
    }),
  )

  it.effect.each(apiVersions)("counts the records of a module where %s has it, anew each time", (apiVersion) =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      const twice = Effect.all([Metadata.countRecords("Leads"), Metadata.countRecords("Leads")])
      assert.deepStrictEqual(yield* Effect.provide(twice, connect({ settings: { apiVersion } })), [251_000, 251_000])
      const line = `GET /crm/${apiVersion}/Leads/actions/count`
      assert.deepStrictEqual(lines, [line, line])
    }),
  )

  it.effect("lets no name of a module change an address", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire(() => empty(204))
      const strange = "../x?y&module=Deals"
      yield* Effect.all([Metadata.getFields(strange), Metadata.countRecords(strange)]).pipe(Effect.provide(connect()))
      assert.deepStrictEqual(lines, [
        "GET /crm/v8/settings/fields?module=..%2Fx%3Fy%26module%3DDeals&type=all",
        "GET /crm/v8/..%2Fx%3Fy%26module%3DDeals/actions/count",
      ])
    }),
  )

  it.effect.each(questions)("that has none of its $name answers with nothing, or with an empty list", ({ ask, name }) =>
    Effect.gen(function* () {
      const nothing = organizationWire(() => empty(204))
      assert.deepStrictEqual(yield* Effect.provide(ask, nothing.connect()), [])
      const none = organizationWire(() => json({ [name]: [] }))
      assert.deepStrictEqual(yield* Effect.provide(ask, none.connect()), [])
    }),
  )

  it.effect("gives all of a list, page by page, each thing once", () =>
    Effect.gen(function* () {
      const view = (n: number) => ({ id: String(n), name: `View ${n}` })
      const { connect, lines } = organizationWire(({ page }) =>
        json({ custom_views: [view(page), view(page + 1)], info: { page, more_records: page < 3 } }),
      )
      const views = yield* Effect.provide(Metadata.getCustomViews("Leads"), connect())
      assert.deepStrictEqual(
        views.map(({ id }) => id),
        ["1", "2", "3", "4"],
      )
      assert.deepStrictEqual(lines.slice(1), [
        "GET /crm/v8/settings/custom_views?module=Leads&page=2",
        "GET /crm/v8/settings/custom_views?module=Leads&page=3",
      ])
    }),
  )

  it.effect("whose pages never end is not asked for ever", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire(() =>
        json({ custom_views: [{ id: "1", name: "A" }], info: { more_records: true } }),
      )
      const failure = yield* Effect.flip(Effect.provide(Metadata.getCustomViews("Leads"), connect()))
      const { problem } = expectTag(failure, "UnreadableAnswer")
      assert.strictEqual(problem, "page 2 has nothing new, but says that more will follow")
      assert.strictEqual(lines.length, 2)
    }),
  )
})

describe("an answer about an organisation", () => {
  it.effect("may be larger than one about a job: 1.5 MiB of fields", () =>
    Effect.gen(function* () {
      const field = { api_name: "City", field_label: "City", data_type: "text", tooltip: "x".repeat(1.5 * 2 ** 20) }
      const { connect } = organizationWire(() => json({ fields: [field] }))
      const [city] = yield* Effect.provide(Metadata.getFields("Leads"), connect())
      assert.strictEqual(city?.apiName, "City")
    }),
  )

  it.effect("has a limit, which the failure names", () =>
    Effect.gen(function* () {
      const { connect } = organizationWire()
      const limited = Effect.provide(Metadata.getFields("Leads"), connect()).pipe(
        Effect.provide(layerLimits({ maxMetadataBytes: 100, maxAnswerBytes: 50 })),
      )
      const failure = expectTag(yield* Effect.flip(limited), "LimitExceeded")
      assert.strictEqual(failure.max, 100)
      assert.strictEqual(defaultLimits.maxMetadataBytes, 16 * 2 ** 20)
    }),
  )

  it.effect.each([
    ["{}", "fields is missing"],
    ["[]", "the answer should be an object"],
    ['{"fields": {}}', "fields should be an array"],
    ['{"fields": [1]}', "fields[0] should be an object"],
    ['{"fields": [{"api_name": "A"}, {"api_name": 7}]}', "fields[1].api_name should be text, but is 7"],
    ['{"fields": [{"field_label": "A"}]}', "fields[0].api_name is missing"],
  ] as const)("that makes no sense fails, and says where: %s", ([body, problem]) =>
    Effect.gen(function* () {
      const { connect } = organizationWire(() => text(body))
      const failure = yield* Effect.flip(Effect.provide(Metadata.getFields("Leads"), connect()))
      assert.include(expectTag(failure, "UnreadableAnswer").problem, problem)
      assert.include(failure.message, "Could not get the fields of Leads: ")
    }),
  )
})

describe("a refusal", () => {
  it.effect.each([400, 403])("of a right is one, whichever status it comes with: %d", (status) =>
    Effect.gen(function* () {
      const { connect } = organizationWire(() => refusal(status, "NO_PERMISSION", { message: "permission denied" }))
      const given = yield* Effect.flip(Effect.provide(Metadata.getFields("Leads"), connect()))
      const failure = expectTag(given, "PermissionDenied")
      assert.strictEqual(failure.httpStatus, status)
      assert.strictEqual(failure.request.module, "Leads")
      assert.include(failure.message, "Could not get the fields of Leads: ")
      assert.notInclude(failure.request.url, "?")
    }),
  )

  it.effect("of a scope names the scopes that would do", () =>
    Effect.gen(function* () {
      const { connect } = organizationWire(() => refusal(401, "OAUTH_SCOPE_MISMATCH"))
      const failure = yield* Effect.flip(Effect.provide(Metadata.getLayouts("Leads"), connect()))
      assert.include(expectTag(failure, "ScopeMissing").remedy, "ZohoCRM.settings.layouts.READ")
    }),
  )

  it.effect("of a module that has none of it is not accepted, and not tried again", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire(() => refusal(400, "NOT_SUPPORTED", { details: { module: "Home" } }))
      const failure = yield* Effect.flip(Effect.provide(Metadata.getFields("Home"), connect()))
      assert.deepStrictEqual(expectTag(failure, "RequestNotAccepted").details, { module: "Home" })
      assert.strictEqual(lines.length, 1)
    }),
  )
})

describe("a call that cannot be right", () => {
  const wrongCalls: ReadonlyArray<
    readonly [string, () => Effect.Effect<unknown, Metadata.SchemaFailure, ZohoConnection>]
  > = [
    ["no module", () => Metadata.getFields("")],
    ["a module that is no text", () => Metadata.countRecords(7 as never)],
    ["a misspelt option", () => Metadata.getLayouts("Leads", { refesh: true } as never)],
    ["an option that is no flag", () => Metadata.getModules({ refresh: "yes" as never })],
    ["no options at all", () => Metadata.getCustomViews("Leads", null as never)],
    ["no list of modules", () => Metadata.describeModules("Leads" as never)],
    ["a list with something else in it", () => Metadata.describeModules(["Leads", null as never])],
    ["columns that are no list", () => Metadata.schemaOf("Leads", { fields: "id" as never })],
  ]
  it.effect.each(wrongCalls)("fails before anything is sent: %s", ([, ask]) =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      const failure = yield* Effect.flip(Effect.provide(ask(), connect()))
      assert.strictEqual(failure._tag, "InvalidRequest")
      assert.deepStrictEqual(lines, [])
    }),
  )
})
