import { assert, describe, it } from "@effect/vitest"
import { checkImport, type importRows } from "@zoho-bulk/core"
import { Effect, Stream } from "effect"
import { emulated } from "../../../support/connected.ts"

type Rows = ReadonlyArray<ReadonlyArray<string>>

const checked = (request: importRows.Request, ...rows: Rows) => checkImport(request, Stream.fromIterable(rows))

const names = (count: number) => Array.from({ length: count }, (_, at) => ({ display_value: `Value ${at + 1}` }))

/** Workshops with a field of each type that a remedy knows. */
const workshops = emulated({
  emulator: {
    organization: {
      modules: [
        {
          api_name: "Workshops",
          fields: [
            { api_name: "Title", data_type: "text", system_mandatory: true },
            { api_name: "Code", data_type: "text", unique: { case_sensitive: false } },
            { api_name: "Seats", data_type: "integer" },
            { api_name: "Mail", data_type: "email" },
            { api_name: "Day", data_type: "date" },
            { api_name: "Kind", data_type: "picklist", pick_list_values: names(3) },
            { api_name: "Topic", data_type: "picklist", pick_list_values: names(12) },
            { api_name: "Host", data_type: "lookup", lookup: { module: { api_name: "Accounts" } } },
          ],
        },
        {
          api_name: "Holidays",
          fields: [
            { api_name: "Day", data_type: "date", system_mandatory: true },
            { api_name: "Year", data_type: "date", unique: { case_sensitive: false } },
          ],
        },
      ],
    },
  },
})

const insert = { module: "Workshops", operation: "insert" } as const
const update = { module: "Workshops", operation: "update", findBy: "id" } as const
const upsert = { module: "Workshops", operation: "upsert", findBy: "Code" } as const
const id = "4150868014000000001"

const told = ({ findings }: checkImport.Findings): ReadonlyArray<string> =>
  findings.map(({ problem, remedy }) => `${problem}. ${remedy}`)

describe("cells that do not fit their field", () => {
  it.effect.each([
    { name: "Title", cell: " \t", mends: "Fill these cells, or leave the rows out." },
    { name: "Seats", cell: "1.234", mends: "Write only digits, with nothing between thousands." },
    { name: "Mail", cell: "none", mends: "Correct these cells, or leave them empty." },
    { name: "Kind", cell: "Value 4", mends: "Use one of Value 1, Value 2, Value 3." },
    {
      name: "Topic",
      cell: "Value 13",
      mends: `Use one of ${names(10)
        .map(({ display_value }) => display_value)
        .join(", ")}, ….`,
    },
    { name: "Day", cell: "2021-03-04 10:00", mends: "Write only the day, as yyyy-MM-dd." },
  ])("are mended as their type says: $name", ({ cell, mends, name }) =>
    Effect.gen(function* () {
      const row = name === "Title" ? [cell, "A"] : ["A", cell]
      const header = name === "Title" ? ["Title", "Code"] : ["Title", name]
      const { findings } = yield* checked(insert, header, row)
      assert.deepStrictEqual(
        findings.map(({ remedy }) => remedy),
        [mends],
      )
    }).pipe(Effect.provide(workshops)),
  )

  it.effect("are mended to the format that was stated for their column", () =>
    Effect.gen(function* () {
      const columns = [
        { column: "Title", field: "Title" },
        { column: "Day", field: "Day", format: "dd/MM/yyyy" },
      ]
      const { findings } = yield* checked({ ...insert, columns }, ["Title", "Day"], ["A", "2021-03-04"])
      assert.deepStrictEqual(
        findings.map(({ remedy }) => remedy),
        ["Write them as dd/MM/yyyy."],
      )
    }).pipe(Effect.provide(workshops)),
  )

  it.effect("are shown by their first 60 characters where they are longer", () =>
    Effect.gen(function* () {
      const shown = (cell: string) =>
        Effect.map(checked(insert, ["Title", "Mail"], ["A", cell]), ({ findings }) => findings[0]?.example)
      assert.strictEqual(yield* shown("x".repeat(60)), "x".repeat(60))
      assert.strictEqual(yield* shown("x".repeat(61)), `${"x".repeat(60)}…`)
    }).pipe(Effect.provide(workshops)),
  )

  it.effect("and hold no id where the others do are given ids, or the field by which the other record is found", () =>
    Effect.gen(function* () {
      const found = yield* checked(insert, ["Title", "Host"], ["A", id], ["B", "Zylker"])
      assert.deepStrictEqual(
        found.findings.map(({ count, remedy, stops }) => [stops, count, remedy]),
        [[false, 1, "Give ids; or name the unique field that the column contains."]],
      )
      const none = yield* checked(insert, ["Title", "Host"], ["A", "Zylker"], ["B", "Zylker"])
      assert.deepStrictEqual(
        none.findings.map(({ count, problem, remedy, stops }) => [stops, count, problem, remedy]),
        [
          [
            true,
            2,
            "does not contain ids of Accounts, and what it contains instead is not stated",
            "Name the unique field of Accounts that the column contains, or give ids.",
          ],
        ],
      )
    }).pipe(Effect.provide(workshops)),
  )

  it.effect("of an id that is none are mended with the ids of an export", () =>
    Effect.gen(function* () {
      const { findings } = yield* checked(update, ["id", "Seats"], [`${id}x`, "1"], [`x${id}`, "1"], [id, "1"])
      assert.deepStrictEqual(
        findings.map(({ count, problem, remedy }) => [count, problem, remedy]),
        [[2, "is not an id, a string of digits", "Give the ids of the records, as an export has them."]],
      )
    }).pipe(Effect.provide(workshops)),
  )
})

describe("dates", () => {
  const dated = (...days: ReadonlyArray<string>) => checked(insert, ["Title", "Day"], ...days.map((day) => ["A", day]))

  it.effect("that can be read in two ways are mended by stating which of them is meant, their mistakes as well", () =>
    Effect.gen(function* () {
      const { findings } = yield* dated("03/04/2021", "31/02/21")
      assert.deepStrictEqual(
        findings.map(({ remedy }) => remedy),
        [
          "State the format of its dates: MM/dd/yyyy or dd/MM/yyyy.",
          "Write years with four digits, as MM/dd/yyyy or dd/MM/yyyy.",
        ],
      )
    }).pipe(Effect.provide(workshops)),
  )

  it.effect("without times need no zone, and nothing is said of one", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* dated("2021-03-04")).hints, [])
    }).pipe(Effect.provide(workshops)),
  )
})

describe("a file without rows", () => {
  it.effect("is no import, and is told so", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(checked(insert, ["Title"]))
      assert.deepInclude(failure, { problem: "there are no rows", remedy: "Give at least one row besides the header." })
    }).pipe(Effect.provide(workshops)),
  )
})

describe("an empty cell", () => {
  const empty = (request: importRows.Request, ...header: ReadonlyArray<string>) =>
    Effect.map(
      checked(
        request,
        header,
        header.map((name) => (name === "Title" ? "" : "A")),
      ),
      told,
    )
  const finding = ["is empty, but mandatory. Fill these cells, or leave the rows out."]

  it.effect("of a mandatory field is one in new records, whatever is said of empty cells", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* empty(insert, "Title", "Code"), finding)
      assert.deepStrictEqual(yield* empty({ ...upsert, ignoreEmpty: true }, "Title", "Code"), [])
      assert.deepStrictEqual(yield* empty(upsert, "Title", "Code"), finding)
    }).pipe(Effect.provide(workshops)),
  )

  it.effect("of a date is told as any other, and so is a date that stands twice", () =>
    Effect.gen(function* () {
      const holidays = { module: "Holidays", operation: "insert" } as const
      const days = [
        ["2021-03-15", "2021-01-31"],
        ["", "2022-01-31"],
        ["2021-03-16", "2021-01-31"],
      ]
      assert.deepStrictEqual(told(yield* checked(holidays, ["Day", "Year"], ...days)), [
        ...finding,
        "is unique, but already in an earlier row. Leave all but one of these rows out.",
      ])
      const byYear = { module: "Holidays", operation: "update", findBy: "Year" } as const
      assert.deepStrictEqual(
        told(yield* checked(byYear, ["Day", "Year"], ["2021-03-15", ""], ["2021-03-16", "2021-01-31"])),
        ["is empty, but records are found by it. Fill these cells, or leave the rows out."],
      )
    }).pipe(Effect.provide(workshops)),
  )

  it.effect("of the key finds no record to update, and may stand in new ones", () =>
    Effect.gen(function* () {
      const rows = [
        ["Title", "Code"],
        ["A", ""],
      ]
      assert.deepStrictEqual(told(yield* checked({ ...update, findBy: "Code" }, ...rows)), [
        "is empty, but records are found by it. Fill these cells, or leave the rows out.",
      ])
      assert.deepStrictEqual(told(yield* checked(upsert, ...rows)), [])
      assert.deepStrictEqual(told(yield* checked(insert, ...rows)), [])
    }).pipe(Effect.provide(workshops)),
  )
})

describe("a value that stands in several rows", () => {
  const rows = (...codes: ReadonlyArray<string>) => codes.map((code) => ["A", code])

  it.effect("of a unique field is in one row too many, however many others there are", () =>
    Effect.gen(function* () {
      const codes = Array.from({ length: 6_000 }, (_, at) => `W-${at}`)
      const found = yield* checked(insert, ["Title", "Code"], ...rows(...codes, "W-0", "W-5999"))
      assert.deepStrictEqual(
        found.findings.map(({ count, lines, remedy }) => [count, lines, remedy]),
        [[2, [6_002, 6_003], "Leave all but one of these rows out."]],
      )
    }).pipe(Effect.provide(workshops)),
  )

  it.effect("of the key is written in their order, which is said", () =>
    Effect.gen(function* () {
      const { findings, hints } = yield* checked(upsert, ["Title", "Code"], ...rows("a", "b", "a", "A"))
      assert.deepStrictEqual(findings, [])
      assert.deepStrictEqual(hints, [
        "2 rows have the same Code as an earlier row: rows are written in order, and the last one counts.",
      ])
    }).pipe(Effect.provide(workshops)),
  )

  it.effect("is counted with its thousands apart", () =>
    Effect.gen(function* () {
      const again = Array.from({ length: 1_001 }, () => "a")
      const { hints } = yield* checked(upsert, ["Title", "Code"], ...rows(...again))
      assert.include(hints.join(), "1,000 rows have the same Code as an earlier row")
    }).pipe(Effect.provide(workshops)),
  )
})
