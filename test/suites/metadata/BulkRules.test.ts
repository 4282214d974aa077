import { assert, describe, it } from "@effect/vitest"
import { Metadata } from "@zoho-bulk/core"
import { Effect } from "effect"
import { json } from "../../support/answers.ts"
import { organizationWire } from "../../support/organizationWire.ts"

const sampleFields = Effect.provide(Metadata.getFields("Leads"), organizationWire().connect())

const fieldWith = (sent: Readonly<Record<string, unknown>>) =>
  Effect.map(
    Effect.provide(
      Metadata.getFields("Leads"),
      organizationWire(() => json({ fields: [{ api_name: "A", data_type: "text", ...sent }] })).connect(),
    ),
    ([field]) => {
      if (field === undefined) throw new Error("there is no field")
      return field
    },
  )

const namesOf = (fields: ReadonlyArray<Metadata.Field>) => fields.map(({ apiName }) => apiName)

describe("of Zoho's sample of fields", () => {
  it.effect("these cannot be exported, each for a reason in words", () =>
    Effect.gen(function* () {
      const fields = yield* sampleFields
      const reasons = fields.flatMap((field) => {
        const why = Metadata.whyNotReadable(field)
        return why === undefined ? [] : [[field.apiName, why] as const]
      })
      assert.deepStrictEqual(Object.fromEntries(reasons), {
        Record_Image: "it holds an image",
        Project_Details: "its rows are a module of their own",
        File_Upload: "it holds files",
        Image_Upload: "it holds images",
        Products: "its records are kept in a linking module",
      })
      assert.deepStrictEqual(
        namesOf(fields.filter(Metadata.isReadable)),
        namesOf(fields.filter(({ apiName }) => !reasons.some(([name]) => name === apiName))),
      )
    }),
  )

  it.effect("these cannot be written, each for a reason in words", () =>
    Effect.gen(function* () {
      const fields = yield* sampleFields
      const reasons = fields.flatMap((field) => {
        const why = Metadata.whyNotWritable(field, "insert")
        return why === undefined ? [] : [[field.apiName, why] as const]
      })
      assert.deepStrictEqual(Object.fromEntries(reasons), {
        id: "it is the key that updates use to find the record",
        Created_Time: "the API does not set it in this operation",
        Record_Image: "it holds an image",
        Converted_Account: "it cannot be set",
        Territories: "it cannot be set",
        Average_Time_Spent_Minutes: "it cannot be set as a field of its own",
        Project_Details: "its rows are written as records of their own",
        File_Upload: "it holds files",
        Image_Upload: "it holds images",
        Formula_Decimal: "Zoho computes it",
        Last_Note_Added: "Zoho computes it",
      })
    }),
  )

  it.effect("the owner can be written, although its field is read-only", () =>
    Effect.gen(function* () {
      const owner = (yield* sampleFields).find(({ apiName }) => apiName === "Owner")
      assert.isTrue(owner?.isFieldReadOnly)
      assert.isTrue(owner !== undefined && Metadata.isWritable(owner, "update"))
    }),
  )
})

describe("a field", () => {
  it.effect("that the API creates and does not change can be inserted and upserted, and not updated", () =>
    Effect.gen(function* () {
      const field = yield* fieldWith({ operation_type: { api_create: true, api_update: false } })
      const uses = ["insert", "update", "upsert"] as const
      assert.deepStrictEqual(
        uses.map((use) => Metadata.isWritable(field, use)),
        [true, false, true],
      )
    }),
  )

  it.effect("that is virtual, or of another system, can be written and not exported", () =>
    Effect.gen(function* () {
      for (const sent of [{ virtual_field: true }, { external: { type: "org", show: true } }]) {
        const field = yield* fieldWith(sent)
        assert.isFalse(Metadata.isReadable(field))
        assert.isTrue(Metadata.isWritable(field, "insert"))
      }
    }),
  )

  it.effect("of tags is exported, and not written", () =>
    Effect.gen(function* () {
      const field = yield* fieldWith({ api_name: "Tag" })
      assert.isTrue(Metadata.isReadable(field))
      assert.isFalse(Metadata.isWritable(field, "update"))
    }),
  )
})

const modulesLike = (sent: Readonly<Record<string, unknown>>) =>
  Effect.map(
    Effect.provide(
      Metadata.getModules(),
      organizationWire(() => json({ modules: [{ api_name: "Vehicles", ...sent }] })).connect(),
    ),
    (modules) =>
      (["export", "insert", "update", "upsert"] as const).filter((use) =>
        modules.every((module) => Metadata.whyNotInBulk(module, use) === undefined),
      ),
  )

describe("a module", () => {
  it.effect.each([
    [{}, ["export", "insert", "update", "upsert"]],
    [{ api_supported: false }, []],
    [{ api_name: "Calls" }, ["export"]],
    [{ api_name: "Notes" }, ["export", "insert", "update", "upsert"]],
    [{ creatable: false }, ["export", "update", "upsert"]],
    [{ editable: false }, ["export", "insert", "upsert"]],
    [{ creatable: false, editable: false }, ["export"]],
    [{ viewable: false }, ["insert", "update", "upsert"]],
  ] as const)("is in bulk jobs as far as it is known: %j", ([sent, uses]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* modulesLike(sent), [...uses])
    }),
  )
})
