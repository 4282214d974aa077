import { assert, describe, it } from "@effect/vitest"
import { Metadata, type ZohoConnection } from "@zoho-bulk/core"
import { never, withPolicy } from "@zoho-bulk/core/Retry"
import { Cause, Effect, Exit } from "effect"
import * as Arbitrary from "effect/Arbitrary"
import { json, text } from "../../support/answers.ts"
import { fieldNamed } from "../../support/fields.ts"
import { anyJson, either, good, object, pick, sometimes } from "../../support/Generated.ts"
import { organizationWire } from "../../support/organizationWire.ts"
import { runs } from "../../support/properties.ts"

const fieldsIn = (body: string) =>
  Effect.provide(Metadata.getFields("Leads"), organizationWire(() => text(body)).connect())

const sampleFields = Effect.provide(Metadata.getFields("Leads"), organizationWire().connect())

describe("the fields of Zoho's sample", () => {
  it.effect("are one of each type, and nothing of them is lost that bulk jobs need", () =>
    Effect.gen(function* () {
      const fields = yield* sampleFields
      const types = fields.map(({ dataType }) => dataType)
      assert.strictEqual(new Set(types).size, types.length)
      assert.isEmpty(types.filter((type) => !Metadata.dataTypes.some((known) => known === type)))
      const byName = new Map(fields.map((field) => [field.apiName, field]))
      assert.deepStrictEqual(
        byName.get("Email"),
        fieldNamed("Email", "email", {
          id: "5725767000000002599",
          jsonType: "string",
          isUnique: true,
          isCaseSensitive: false,
          length: 100,
        }),
      )
      assert.deepStrictEqual(byName.get("Annual_Revenue")?.decimalPlaces, 2)
      assert.deepStrictEqual(byName.get("Lead_Source")?.pickListValues[0], {
        actualValue: "-None-",
        displayValue: "-None-",
        isUsed: true,
      })
      assert.strictEqual(byName.get("Converted_Account")?.lookupModule, "Accounts")
      assert.strictEqual(byName.get("Products")?.lookupModule, "Products")
      assert.strictEqual(byName.get("Formula_Decimal")?.resultType, "double")
      assert.strictEqual(byName.get("Last_Note_Added")?.resultType, "datetime")
      assert.isFalse(byName.get("Created_Time")?.isCreatable)
      assert.isTrue(byName.get("Owner")?.isFieldReadOnly)
    }),
  )
})

describe("a field", () => {
  it.effect("that says its name alone is one of text that anybody can set", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* fieldsIn('{"fields": [{"api_name": "A"}]}'), [fieldNamed("A", "text")])
    }),
  )

  it.effect("whose details are of other types than expected is as one that does not tell them", () =>
    Effect.gen(function* () {
      const wrong = {
        api_name: "A",
        field_label: 7,
        data_type: null,
        length: "many",
        decimal_place: -1,
        unique: [],
        lookup: "x",
        operation_type: 1,
        pick_list_values: { a: 1 },
        read_only: "no",
      }
      const [mistyped] = yield* fieldsIn(JSON.stringify({ fields: [wrong] }))
      const [plain] = yield* fieldsIn('{"fields": [{"api_name": "A"}]}')
      assert.deepStrictEqual(mistyped, plain)
    }),
  )

  it.effect("keeps every digit of an id that was sent as a number", () =>
    Effect.gen(function* () {
      const [field] = yield* fieldsIn('{"fields": [{"api_name": "A", "id": 5725767000000002599}]}')
      assert.strictEqual(field?.id, "5725767000000002599")
    }),
  )

  it.effect("that v2 spells in its own way is read as well", () =>
    Effect.gen(function* () {
      const sent = { api_name: "A", unique: { casesensitive: true }, lookup: { module: "Accounts" }, read_only: true }
      const [field] = yield* fieldsIn(JSON.stringify({ fields: [sent] }))
      assert.strictEqual(field?.lookupModule, "Accounts")
      assert.isTrue(field?.isUnique)
      assert.isTrue(field?.isCaseSensitive)
      assert.isFalse(field?.isCreatable)
    }),
  )
})

describe("modules, layouts and views", () => {
  it.effect("are read in Zoho's form", () =>
    Effect.gen(function* () {
      const { connect } = organizationWire()
      const ask = Effect.all([Metadata.getModules(), Metadata.getLayouts("Leads"), Metadata.getCustomViews("Leads")])
      const [modules, layouts, views] = yield* Effect.provide(ask, connect())
      assert.deepStrictEqual(modules[0], {
        apiName: "Vehicles",
        id: "4876876000002670002",
        moduleName: "CustomModule3",
        singularLabel: "Vehicle",
        pluralLabel: "Vehicles",
        generatedType: "custom",
        status: "user_hidden",
        isInApi: true,
        isCreatable: true,
        isEditable: true,
        isViewable: true,
        isDeletable: true,
      })
      assert.isFalse(modules[1]?.isInApi)
      assert.deepStrictEqual(layouts[0], {
        id: "5725767000000091055",
        name: "Standard",
        status: "active",
        isVisible: true,
        fields: [
          { apiName: "Company", isRequired: true },
          { apiName: "Last_Name", isRequired: true },
          { apiName: "Email", isRequired: false },
          { apiName: "Description", isRequired: false },
        ],
      })
      assert.deepStrictEqual(views[1], {
        id: "5725767000000087521",
        name: "Mes prospects",
        displayValue: "My Leads",
        systemName: "MYLEADS",
        isDefault: false,
      })
      assert.notProperty(views[2], "systemName")
    }),
  )

  it.effect.each(["12", "12.0"])("are as many as Zoho says, however it writes a whole number: %s", (count) =>
    Effect.gen(function* () {
      const { connect } = organizationWire(() => text(`{"count": ${count}}`))
      assert.strictEqual(yield* Effect.provide(Metadata.countRecords("Leads"), connect()), 12)
    }),
  )

  it.effect("are not counted in words", () =>
    Effect.gen(function* () {
      const { connect } = organizationWire(() => json({ count: "12" }))
      const failure = yield* Effect.flip(Effect.provide(Metadata.countRecords("Leads"), connect()))
      assert.strictEqual(failure._tag, "UnreadableAnswer")
      assert.include(failure.message, "Could not count the records of Leads: ")
    }),
  )
})

/** A thing of which a list may tell, or nearly so. */
const things = object(
  sometimes("api_name", good(pick("Last_Name", "A", "__proto__", "constructor")), 7, null),
  sometimes("id", good(pick("1", "5725767000000002599")), 1.5, null),
  sometimes("name", anyJson),
  sometimes("data_type", anyJson),
  sometimes("operation_type", anyJson),
  sometimes("unique", anyJson),
  sometimes("lookup", anyJson),
  sometimes("pick_list_values", anyJson),
  sometimes("sections", anyJson),
)

const lists = pick("modules", "fields", "layouts", "custom_views", "count")

const bodies = either(
  anyJson,
  Arbitrary.map(Arbitrary.all({ list: lists, thing: things }), ({ list, thing }) => ({
    json: { [list]: [thing.json] },
    mistyped: [],
  })),
)

const questions: ReadonlyArray<() => Effect.Effect<unknown, Metadata.MetadataFailure, ZohoConnection>> = [
  () => Metadata.getModules(),
  () => Metadata.getFields("Leads"),
  () => Metadata.getLayouts("Leads"),
  () => Metadata.getCustomViews("Leads"),
  () => Metadata.countRecords("Leads"),
]

describe("any answer about an organisation", () => {
  it.effect.prop(
    "is read, or fails with a typed failure: never a defect",
    { body: bodies },
    ({ body }) =>
      Effect.forEach(questions, (ask) =>
        Effect.gen(function* () {
          const { connect } = organizationWire(() => json(body.json))
          const exit = yield* Effect.exit(Effect.provide(withPolicy(ask(), never), connect()))
          if (Exit.isSuccess(exit)) return
          assert.isTrue(exit.cause.reasons.every(Cause.isFailReason), Cause.pretty(exit.cause))
        }),
      ),
    runs(60),
  )
})
