import { assert, describe, it } from "@effect/vitest"
import { checkImport, type importRows } from "@zoho-bulk/core"
import { Effect, Stream } from "effect"
import { empty, json, refusal } from "../../../support/answers.ts"
import { emulated } from "../../../support/connected.ts"
import { organizationWire } from "../../../support/organizationWire.ts"

const checked = (request: importRows.Request, ...header: ReadonlyArray<string>) =>
  checkImport(request, Stream.fromIterable([header, header.map(() => "")]))

const leads = { module: "Leads", operation: "insert" } as const
const deals = { module: "Deals", operation: "insert" } as const
const deal = ["Deal_Name", "Stage"] as const

/** What stops an import, and how it is mended. */
const stopping = ({ findings }: checkImport.Findings): ReadonlyArray<string> =>
  findings
    .filter(({ stops }) => stops)
    .map(({ column, field, problem, remedy }) => `${column ?? field ?? ""} ${problem}. ${remedy}`.trim())

const left = ({ notSent }: checkImport.Findings): ReadonlyArray<string> =>
  notSent.map(({ because, column }) => `${column}: ${because}`)

describe("a column that stays behind says why:", () => {
  it.effect.each([
    { what: "ids, where records are found by something else", column: "id", because: "records cannot be found by it" },
    { what: "what Zoho adds to records", column: "$approved", because: "it belongs to Zoho" },
    { what: "the name of a user", column: "Owner.name", because: "name is not a way to find a user" },
    {
      what: "a field of another record, by which none is found",
      column: "Account_Name.Phone",
      because: "it is a field of Accounts that records cannot be found by",
    },
  ])("$what", ({ because, column }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(left(yield* checked(deals, ...deal, column)), [`${column}: ${because}`])
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("where another column says better which record is meant", () =>
    Effect.gen(function* () {
      const { columns, ...found } = yield* checked(deals, ...deal, "Account_Name.Account_Name", "Account_Name.id")
      assert.deepStrictEqual(left({ columns, ...found }), [
        "Account_Name.Account_Name: Account_Name.id already identifies the record",
      ])
      assert.deepStrictEqual(
        columns.map(({ column, field }) => `${column} to ${field}`),
        ["Deal_Name to Deal_Name", "Stage to Stage", "Account_Name.id to Account_Name"],
      )
    }).pipe(Effect.provide(emulated())),
  )
})

describe("a column that goes to a user", () => {
  it.effect.each(["Owner.id", "Owner.email"])("by %s is sent", (column) =>
    Effect.gen(function* () {
      const found = yield* checked(deals, ...deal, column)
      assert.deepStrictEqual(left(found), [])
      assert.deepInclude(found.columns[2], { column, field: "Owner" })
    }).pipe(Effect.provide(emulated())),
  )
})

describe("an import is stopped, and told how it is mended, where", () => {
  it.effect.each([
    {
      what: "two columns go to one field",
      request: leads,
      header: ["Last Name", "Last_Name", "Company"],
      says: "Last_Name has more than one column: Last Name, Last_Name. Leave all but one of them out.",
    },
    {
      what: "a column leads nowhere, and none is like it",
      request: leads,
      header: ["Last Name", "Company", "Shoe size"],
      says: 'Shoe size cannot be sent: Leads has no field "Shoe size". Send the column to a field, or leave it out.',
    },
    {
      what: "no column goes to a field that every layout demands",
      request: leads,
      header: ["Company"],
      says: "Last_Name is mandatory, but no column fills it. Give the rows a column for Last_Name (Last Name).",
    },
    {
      what: "no column goes to one whose label is its name",
      request: leads,
      header: ["Last Name"],
      says: "Company is mandatory in the layout Standard, but no column fills it. Give the rows a column for Company.",
    },
    {
      what: "the key has no column",
      request: { module: "Leads", operation: "update", findBy: "Email" } as const,
      header: ["Company"],
      says: "Email has no column, but records are found by it. Give the rows a column for it, or find records by another field.",
    },
    {
      what: "the key is a field that there is not, and none is like it",
      request: { module: "Leads", operation: "update", findBy: "Shoe size" } as const,
      header: ["Company"],
      says: 'Shoe size cannot find records: Leads has no field "Shoe size". Name a unique field of the module, or id.',
    },
  ])("$what", ({ header, request, says }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(stopping(yield* checked(request, ...header)), [says])
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("there is no such module, and none like it; nothing is said of columns then", () =>
    Effect.gen(function* () {
      const found = yield* checked({ ...leads, module: "Xylophones" }, "Last Name", "Last_Name")
      assert.deepStrictEqual(
        found.findings.map(({ kind, remedy }) => [kind, remedy]),
        [["module", "Name a module by its API name."]],
      )
      assert.deepStrictEqual([found.columns, found.notSent], [[], []])
      for (const key of ["column", "field", "example"]) assert.notProperty(found.findings[0], key)
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("a lookup finds its records by a field that they do not have", () =>
    Effect.gen(function* () {
      const by = (findBy: string) =>
        Effect.map(
          checked(
            {
              ...deals,
              columns: [...deal, "Account_Name"].map((field) => ({
                column: field,
                field,
                ...(field === "Account_Name" ? { findBy } : {}),
              })),
            },
            ...deal,
            "Account_Name",
          ),
          stopping,
        )
      assert.deepStrictEqual(yield* by("Shoe size"), [
        'Account_Name cannot find records: Accounts has no field "Shoe size". Name a unique field of Accounts, or id.',
      ])
      assert.deepStrictEqual(yield* by("Phonee"), [
        'Account_Name cannot find records: Accounts has no field "Phonee". Did you mean Phone?',
      ])
      assert.deepStrictEqual(yield* by("ID"), [])
    }).pipe(Effect.provide(emulated())),
  )
})

describe("a lookup to a module whose fields may not be read", () => {
  it.effect.each([
    { why: "a scope is missing", answer: refusal(401, "OAUTH_SCOPE_MISMATCH") },
    { why: "the user may not", answer: refusal(403, "NO_PERMISSION") },
    { why: "it has none to tell", answer: refusal(400, "NOT_SUPPORTED") },
  ])("finds its records by whatever field is named, since $why", ({ answer }) =>
    Effect.gen(function* () {
      const host = { api_name: "Host", data_type: "lookup", lookup: { module: { api_name: "Accounts" } } }
      const wire = organizationWire(({ module, what }) => {
        if (what === "layouts") return empty(204)
        if (what !== "fields") return undefined
        return module === "Accounts" ? answer : json({ fields: [{ api_name: "Title", data_type: "text" }, host] })
      })
      const columns = [
        { column: "Title", field: "Title" },
        { column: "Host", field: "Host", findBy: "Anything" },
      ]
      const found = yield* Effect.provide(checked({ ...leads, columns }, "Title", "Host"), wire.connect())
      assert.deepStrictEqual(stopping(found), [])
      assert.deepInclude(found.columns[1], { field: "Host", findBy: "Anything" })
    }),
  )
})
