import { assert, describe, it } from "@effect/vitest"
import { Effect, Result, Schema, Stream } from "effect"
import * as Arbitrary from "effect/Arbitrary"
import { dataTypes } from "../../../packages/core/src/domain/organization/DataType.ts"
import type { Field } from "../../../packages/core/src/domain/organization/Field.ts"
import { own } from "../../../packages/core/src/domain/own.ts"
import { ndjsonBytes } from "../../../packages/core/src/formats/ndjson.ts"
import { anyCell } from "../../../packages/core/src/formats/values/cellOfJson.ts"
import type { ColumnSpelling } from "../../../packages/core/src/formats/values/Spelling.ts"
import { checkerOf, spellingOf } from "../../../packages/core/src/formats/values/spellings.ts"
import { type ColumnType, typedRecords } from "../../../packages/core/src/formats/values/typedRecords.ts"
import { parseJson } from "../../../packages/core/src/wire/Json.ts"
import { fieldNamed, valueToPick } from "../../support/fields.ts"
import { pick } from "../../support/Generated.ts"
import { runs } from "../../support/properties.ts"

const field = (dataType: string, more: Partial<Field> = {}): Field => fieldNamed("F", dataType, more)

const cells = Arbitrary.map(
  Arbitrary.array(pick("a", "Ü", ";", " ", "0", "1", ".", "-", "true", "false", '"', "\n", "4150868000000225013"), {
    maxLength: 6,
  }),
  (parts) => parts.join(""),
)

describe("a cell of every data type", () => {
  it.effect.prop(
    "is the same again after it was NDJSON, whatever is in it",
    { cell: cells },
    ({ cell }) =>
      Effect.sync(() => {
        for (const dataType of dataTypes) {
          const { toCell, toJson } = spellingOf(dataType)
          const json = Result.getOrThrow(parseJson(JSON.stringify(toJson(cell))))
          assert.deepStrictEqual(toCell(json), Result.succeed(cell), dataType)
        }
      }),
    runs(100),
  )

  it("is null if it is empty, and has a schema, in which it is null as well", () => {
    for (const dataType of [...dataTypes, "something_new"]) {
      const { schema, toJson } = spellingOf(dataType)
      assert.isNull(toJson(""))
      assert.isNull(Schema.decodeUnknownSync(schema)(""))
    }
  })
})

describe("rows as typed NDJSON", () => {
  const types: Readonly<Record<string, ColumnType>> = {
    Amount: { dataType: "currency" },
    Serial: { dataType: "bigint" },
    Opt_Out: { dataType: "boolean" },
    Interests: { dataType: "multiselectpicklist" },
    Account_Name: { dataType: "lookup", nameColumn: "Account_Name.Account_Name" },
  }

  const written = (...rows: ReadonlyArray<ReadonlyArray<string>>) =>
    Effect.map(
      Stream.mkString(
        Stream.decodeText(ndjsonBytes(typedRecords((column) => own(types, column))(Stream.fromIterable(rows)))),
      ),
      (text) => text.trimEnd().split("\n"),
    )

  it.effect(
    "have numbers with all their digits, true and false, lists, lookups with names, and text for all else",
    () =>
      Effect.gen(function* () {
        const [first, second, third] = yield* written(
          ["id", "Amount", "Serial", "Opt_Out", "Interests", "Account_Name", "Account_Name.Account_Name", "Odd"],
          ["415", "750.50", "12345678901234567890", "true", "Reports;Bulk read", "416", "Zylker", "1"],
          ["415", "", "", "", "", "", "", ""],
          ["415", "1,000", "007", "Yes", "Reports", "416", "", "constructor"],
        )
        assert.strictEqual(
          first,
          '{"id":"415","Amount":750.50,"Serial":12345678901234567890,"Opt_Out":true,"Interests":["Reports","Bulk read"],"Account_Name":{"id":"416","name":"Zylker"},"Odd":"1"}',
        )
        assert.strictEqual(
          second,
          '{"id":"415","Amount":null,"Serial":null,"Opt_Out":null,"Interests":null,"Account_Name":null,"Odd":""}',
        )
        assert.strictEqual(
          third,
          '{"id":"415","Amount":"1,000","Serial":"007","Opt_Out":"Yes","Interests":["Reports"],"Account_Name":{"id":"416","name":""},"Odd":"constructor"}',
        )
      }),
  )
})

describe("a value of NDJSON", () => {
  it("becomes a cell, or it is said why there is none", () => {
    const cell = (value: unknown) => anyCell(value)
    assert.deepStrictEqual(cell(["x", "y", 1]), Result.succeed("x;y;1"))
    assert.deepStrictEqual(cell([]), Result.succeed(""))
    assert.deepStrictEqual(cell({ id: "415", name: "Zylker" }), Result.succeed("415"))
    assert.deepStrictEqual(cell(null), Result.succeed(""))
    assert.deepStrictEqual(cell(false), Result.succeed("false"))
    assert.deepStrictEqual(cell(["x", null]), Result.fail("is a list with null in it"))
    assert.deepStrictEqual(cell([{ id: "1" }]), Result.fail("is a list with an object in it"))
    assert.deepStrictEqual(cell(["a;b"]), Result.fail("is a list with a semicolon in one of its values"))
    assert.deepStrictEqual(cell({ name: "Zylker" }), Result.fail("is an object without an id"))
    assert.deepStrictEqual(spellingOf("text").toCell(["x"]), Result.fail("is a list"))
    assert.deepStrictEqual(spellingOf("lookup").toCell({ id: "1" }), Result.succeed("1"))
    assert.deepStrictEqual(spellingOf("lookup").toCell(["1"]), Result.fail("is a list"))
  })
})

describe("why Zoho would refuse a cell", () => {
  const picked = {
    pickListValues: [valueToPick("Cold"), valueToPick("Web", "From the web"), valueToPick("Fax", "Fax", false)],
  }

  interface Case {
    readonly of: Field
    readonly column?: ColumnSpelling
    readonly good: ReadonlyArray<string>
    readonly bad: Readonly<Record<string, string>>
  }

  const cases: ReadonlyArray<Case> = [
    { of: field("text", { length: 3 }), good: ["abc", "a\u{1f600}b"], bad: { abcd: "is longer than 3 characters" } },
    {
      of: field("text", { length: 2_000 }),
      good: ["a".repeat(2_000)],
      bad: { ["a".repeat(2_001)]: "is longer than 2,000 characters" },
    },
    {
      of: field("integer"),
      good: ["0", "-12", "000123456789"],
      bad: { "1.5": "is not a whole number", "1234567890": "has more than 9 digits", "1 000": "is not a whole number" },
    },
    {
      of: field("currency", { length: 4, decimalPlaces: 2 }),
      good: ["1", "-1.50", "1234.500", "0001234"],
      bad: {
        "1,5": "is not a number: use digits, and a point before decimals",
        "12345": "has more than 4 digits before the point",
        "1.234": "has more than 2 decimal places",
      },
    },
    { of: field("boolean"), good: ["true", "FALSE"], bad: { yes: "is neither true nor false" } },
    {
      of: field("email", { length: 20 }),
      good: ["a@example.org"],
      bad: { "a@example": "is not an e-mail address", "a b@example.org": "is not an e-mail address" },
    },
    {
      of: field("website"),
      good: ["example.org"],
      bad: { "a b": "contains a space, which web addresses do not allow" },
    },
    {
      of: field("picklist", picked),
      good: ["Cold", "Web"],
      bad: {
        Cool: "is not one of the picklist values",
        Fax: "is the label of a value, not the value itself",
        "From the web": "is the label of a value, not the value itself",
      },
    },
    {
      of: field("multiselectpicklist", picked),
      good: ["Cold;Web", "Cold"],
      bad: { "Cold;Cool": "is not one of the picklist values" },
    },
    { of: field("lookup"), good: ["415", "zcrm_415"], bad: { Zylker: "is not an id, a string of digits" } },
    { of: field("lookup"), column: { findBy: "Account_Name" }, good: ["Zylker"], bad: {} },
    {
      of: field("date"),
      good: ["12/31/1990"],
      bad: { "1990-12-31": "is not a day such as MM/dd/yyyy", "02/30/1990": "is not a day such as MM/dd/yyyy" },
    },
    {
      of: field("date"),
      column: { format: "yyyy-MM-dd" },
      good: ["1990-12-31"],
      bad: { x: "is not a day such as yyyy-MM-dd" },
    },
    {
      of: field("datetime"),
      good: ["12/31/1990 23:59:59"],
      bad: { "12/31/1990": "is not a time such as MM/dd/yyyy HH:mm:ss" },
    },
    { of: field("something_new", { length: 1 }), good: ["whatever"], bad: {} },
  ]

  it.each(cases.map((each) => [each.of.dataType, each] as const))("of %s", (_type, { bad, column, good, of }) => {
    const check = checkerOf(of, column)
    for (const cell of ["", ...good]) assert.isUndefined(check(cell), cell)
    for (const [cell, why] of Object.entries(bad)) assert.strictEqual(check(cell), why, cell)
  })
})
