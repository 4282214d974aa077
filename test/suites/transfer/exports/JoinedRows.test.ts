import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { columnTypes } from "../../../../packages/core/src/transfer/exports/columnTypes.ts"
import { fieldNamed } from "../../../../packages/core/src/transfer/exports/fieldNamed.ts"
import { questionsOf } from "../../../../packages/core/src/transfer/exports/namedExport.ts"
import { RowJoin } from "../../../../packages/core/src/transfer/exports/RowJoin.ts"
import { fieldNamed as ofType } from "../../../support/fields.ts"

describe("rows of several results", () => {
  it("go out as one row for each record, under one header, as soon as all of it is there", () => {
    const join = new RowJoin(3)
    assert.deepStrictEqual(join.add(0, [["id", "a"]]), [])
    assert.isUndefined(join.header)
    assert.deepStrictEqual(
      join.add(2, [
        ["id", "c"],
        ["1", "c1"],
      ]),
      [],
    )
    assert.deepStrictEqual(
      join.add(1, [
        ["id", "b", "d"],
        ["1", "b1", "d1"],
      ]),
      [["id", "a", "b", "d", "c"]],
    )
    assert.deepStrictEqual(join.header, ["id", "a", "b", "d", "c"])
    assert.deepStrictEqual(
      join.add(0, [
        ["1", "a1"],
        ["2", "a2"],
      ]),
      [["1", "a1", "b1", "d1", "c1"]],
    )
    assert.deepStrictEqual(join.add(1, [["2", "b2", "d2"]]), [])
    assert.deepStrictEqual(
      join.add(2, [
        ["3", "c3"],
        ["2", "c2"],
      ]),
      [["2", "a2", "b2", "d2", "c2"]],
    )
    assert.deepStrictEqual(join.left, { records: 1, ids: ["3"] })
  })

  it("may come in any order", () => {
    const join = new RowJoin(2)
    join.add(0, [
      ["id", "a"],
      ["1", "a1"],
      ["2", "a2"],
    ])
    assert.deepStrictEqual(
      join.add(1, [
        ["id", "b"],
        ["2", "b2"],
        ["1", "b1"],
      ]),
      [
        ["id", "a", "b"],
        ["2", "a2", "b2"],
        ["1", "a1", "b1"],
      ],
    )
    assert.deepStrictEqual(join.left, { records: 0, ids: [] })
  })

  it("have no column twice, and the record's id once, in whatever spelling", () => {
    const join = new RowJoin(2)
    join.add(0, [
      ["Id", "a", "x"],
      ["1", "a1", "x1"],
    ])
    assert.deepStrictEqual(
      join.add(1, [
        ["id", "x", "b"],
        ["1", "x1", "b1"],
      ]),
      [
        ["Id", "a", "x", "b"],
        ["1", "a1", "x1", "b1"],
      ],
    )
  })

  it("have empty cells where a row is short", () => {
    const join = new RowJoin(2)
    join.add(0, [["id", "a"], ["1"]])
    assert.deepStrictEqual(
      join.add(1, [
        ["id", "b"],
        ["1", "b1"],
      ]),
      [
        ["id", "a", "b"],
        ["1", "", "b1"],
      ],
    )
  })

  it("take up as much as waits, in characters, and nothing once it has gone out", () => {
    const join = new RowJoin(2)
    join.add(0, [
      ["id", "a"],
      ["1", "four"],
    ])
    assert.strictEqual(join.size, 5 + 2 * 8)
    join.add(0, [["2", "six..."]])
    assert.strictEqual(join.size, 5 + 7 + 4 * 8)
    join.add(1, [
      ["id", "b"],
      ["1", "b1"],
    ])
    assert.strictEqual(join.size, 7 + 2 * 8)
    join.add(1, [["2", "b2"]])
    assert.strictEqual(join.size, 0)
  })

  it("that are left out are known by their ids", () => {
    const join = new RowJoin(2)
    join.add(0, [["id"], ...Array.from({ length: 25 }, (_, at) => [`${at}`])])
    assert.strictEqual(join.left.records, 25)
    assert.deepStrictEqual(
      join.left.ids,
      Array.from({ length: 25 }, (_, at) => `${at}`),
    )
  })

  it("may be none at all", () => {
    const join = new RowJoin(1)
    assert.deepStrictEqual(join.add(0, []), [[]])
    assert.deepStrictEqual(join.left, { records: 0, ids: [] })
  })
})

describe("what the columns of an export hold", () => {
  const fields = [
    ofType("Last_Name", "text"),
    ofType("Sum", "formula", { resultType: "double" }),
    ofType("Account_Name", "lookup", { lookupModule: "Accounts" }),
    ofType("Owner", "ownerlookup"),
    ofType("Contact", "lookup", { lookupModule: "Contacts" }),
  ]

  it("is told of all fields where none were named", () => {
    assert.deepStrictEqual(
      Object.keys(columnTypes(fields)),
      fields.map(({ apiName }) => apiName),
    )
    assert.deepStrictEqual(columnTypes(fields)["Sum"], { dataType: "double" })
    assert.deepStrictEqual(columnTypes(fields)["Owner"], { dataType: "ownerlookup" })
  })

  it("is told of those that were named, with the column of the name where there is one", () => {
    const wanted = [
      "Last_Name",
      "Account_Name",
      "account_name.ACCOUNT_NAME",
      "Owner",
      "Owner.full_name",
      "Contact",
      "Contact.Name",
    ]
    assert.deepStrictEqual(columnTypes(fields, wanted), {
      Last_Name: { dataType: "text" },
      Account_Name: { dataType: "lookup", nameColumn: "account_name.ACCOUNT_NAME" },
      Owner: { dataType: "ownerlookup", nameColumn: "Owner.full_name" },
      Contact: { dataType: "lookup", nameColumn: "Contact.Name" },
    })
  })

  it("is no name where another field is reached", () => {
    const wanted = ["Contact", "Contact.Account_Name", "Owner", "Owner.email", "Owner_Name"]
    assert.deepStrictEqual(columnTypes(fields, wanted), {
      Owner: { dataType: "ownerlookup" },
      Contact: { dataType: "lookup" },
    })
  })
})

describe("a name of a field", () => {
  const email = ofType("Email_1", "email", { label: "E-mail" })
  const account = ofType("Account_Name", "lookup", { label: "Company" })
  const dotted = ofType("Dotted", "text", { label: "A.b" })
  const of = { module: "Leads", fields: [email, account, dotted] }

  it.each([
    { name: "Email_1", path: "Email_1", field: email },
    { name: "E-mail", path: "Email_1", field: email },
    { name: "A.b", path: "Dotted", field: dotted },
    { name: "Company.Phone", path: "Account_Name.Phone", field: undefined },
    { name: "Account_Name.Owner.email", path: "Account_Name.Owner.email", field: undefined },
    { name: "Id", path: "id", field: undefined },
    { name: "$approval.state", path: "$approval.state", field: undefined },
    { name: "Id.x", path: "id.x", field: undefined },
  ])("such as $name is $path", ({ field, name, path }) => {
    assert.deepStrictEqual(Result.getOrThrow(fieldNamed(of, name)), { path, field })
  })

  it.each(["Emial_1", "Compani.Phone", ".Phone"])("such as %s leads nowhere", (name) => {
    assert.strictEqual(fieldNamed(of, name)._tag, "Failure")
  })
})

describe("an export by names", () => {
  it.each<{ asked: Parameters<typeof questionsOf>[0]; needs: ReadonlyArray<string> }>([
    { asked: { module: "Leads" }, needs: [] },
    { asked: { module: "My_Leads_2", view: "415" }, needs: [] },
    { asked: { module: "My Leads" }, needs: ["modules"] },
    { asked: { module: "Leads!" }, needs: ["modules"] },
    { asked: { module: " Leads" }, needs: ["modules"] },
    { asked: { module: "Leads", fields: "all" }, needs: ["fields"] },
    { asked: { module: "Leads", fields: [] }, needs: ["fields"] },
    { asked: { module: "Leads", where: { field: "a", comparator: "equal", value: "b" } }, needs: ["fields"] },
    { asked: { module: "Leads", needsTypes: true }, needs: ["fields"] },
    { asked: { module: "Leads", view: "All Leads" }, needs: ["views"] },
    { asked: { module: "Leads", view: "415x" }, needs: ["views"] },
    { asked: { module: "Leads", view: "x415" }, needs: ["views"] },
  ])("of $asked asks only for what it has to know", ({ asked, needs }) => {
    const questions = Object.entries(questionsOf(asked))
    assert.deepStrictEqual(
      questions.flatMap(([name, isAsked]) => (isAsked ? [name] : [])),
      needs,
    )
  })
})
