import { assert, describe, it } from "@effect/vitest"
import { Metadata } from "@zoho-bulk/core"
import { BigDecimal, Effect, Schema } from "effect"
import { organizationWire } from "../../support/organizationWire.ts"

const schemaOf = (options?: Metadata.SchemaOptions) =>
  Effect.provide(Metadata.schemaOf("Leads", options), organizationWire().connect())

const row = {
  id: "5725767000000002589",
  Company: "Zylker",
  Owner: "5725767000000226013",
  No_of_Employees: "12",
  Annual_Revenue: "12345678901234567.80",
  Created_Time: "2026-01-31T09:00:00+05:30",
  Email_Opt_Out: "true",
  Last_Note_Added: "",
  checking_multi_picklist: "test 1;test 2",
}

describe("the schema of a module", () => {
  it.effect("reads each cell by the type of its field, and writes what it has read", () =>
    Effect.gen(function* () {
      const schema = yield* schemaOf()
      const values = yield* Schema.decodeUnknownEffect(schema)(row)
      assert.strictEqual(values["id"], row.id)
      assert.strictEqual(values["No_of_Employees"], 12)
      assert.strictEqual(values["Email_Opt_Out"], true)
      assert.isNull(values["Last_Note_Added"])
      const revenue = values["Annual_Revenue"]
      assert.isTrue(
        BigDecimal.isBigDecimal(revenue) &&
          BigDecimal.equals(revenue, BigDecimal.fromStringUnsafe("12345678901234567.8")),
      )
      assert.deepStrictEqual(yield* Schema.encodeEffect(schema)(values), {
        ...row,
        Annual_Revenue: "12345678901234567.8",
      })
    }),
  )

  it.effect("says which column does not fit, and has only those that it was asked for", () =>
    Effect.gen(function* () {
      const schema = yield* schemaOf({ fields: ["No_of_Employees", "Account_Name.Industry"] })
      const failure = yield* Effect.flip(Schema.decodeUnknownEffect(schema)({ ...row, No_of_Employees: "a dozen" }))
      assert.include(failure.message, "No_of_Employees")
      const read = yield* Schema.decodeUnknownEffect(schema)({ ...row, "Account_Name.Industry": "Health" })
      assert.deepStrictEqual(read, { id: row.id, No_of_Employees: 12, "Account_Name.Industry": "Health" })
    }),
  )

  it.effect("has no column for what bulk jobs do not read", () =>
    Effect.gen(function* () {
      const values = yield* Schema.decodeUnknownEffect(yield* schemaOf())({ id: row.id, Image_Upload: "x" })
      assert.deepStrictEqual(values, { id: row.id })
    }),
  )

  it.effect("of a field that there is not is none", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(schemaOf({ fields: ["Compny"] }))
      assert.strictEqual(failure._tag, "UnknownField")
      assert.include(failure.message, "Did you mean Company? ")
    }),
  )
})
