import { assert, describe, it } from "@effect/vitest"
import { checkImport, type importRows } from "@zoho-bulk/core"
import { Effect, Stream } from "effect"
import { emulated } from "../../../support/connected.ts"

type Rows = ReadonlyArray<ReadonlyArray<string>>

const insert = { module: "Leads", operation: "insert" } as const
const update = { module: "Deals", operation: "update", findBy: "id" } as const

const checked = (request: importRows.Request, ...rows: Rows) => checkImport(request, Stream.fromIterable(rows))

/** What is found, in a few words. */
const said = ({ findings }: checkImport.Findings): ReadonlyArray<string> =>
  findings.map(({ column, count, field, kind, lines, stops }) =>
    [stops ? "stops" : `${count} rows`, kind, column ?? field ?? "", lines.join()].join(" ").trim(),
  )

const wide = emulated({
  emulator: {
    organization: {
      modules: [
        {
          api_name: "Wide",
          fields: Array.from({ length: 201 }, (_, at) => ({ api_name: `Text_${at}`, data_type: "text" })),
        },
      ],
    },
  },
})

const person = ["Boyle", "Zylker"] as const
const names = ["Last Name", "Company"] as const

describe("a column of an import", () => {
  it.effect("leads to a field by its API name or its label, which becomes the API name", () =>
    Effect.gen(function* () {
      const { columns, findings, request } = yield* checked(
        { ...insert, module: "Lead" },
        ["last name", "Company", "No. of Employees"],
        [...person, "3"],
      )
      assert.deepStrictEqual(findings, [])
      assert.deepStrictEqual(
        columns.map(({ field }) => field),
        ["Last_Name", "Company", "No_of_Employees"],
      )
      assert.deepInclude(request, { module: "Leads", columns })
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("that leads to none stops the import, and what was meant is said", () =>
    Effect.gen(function* () {
      const found = yield* checked(insert, [...names, "Emial", "Shoe size"], [...person, "a@example.org", "42"])
      assert.deepStrictEqual(said(found), ["stops field Emial", "stops field Shoe size"])
      assert.include(found.findings[0]?.remedy, "Did you mean Email?")
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("whose field nobody can write stays behind, and is no finding", () =>
    Effect.gen(function* () {
      const { columns, findings, notSent } = yield* checked(
        insert,
        ["id", ...names, "Created Time", "Formula_Decimal", "$converted"],
        ["4150868013000000001", ...person, "2021-01-01T00:00:00+05:30", "1.5", "true"],
      )
      assert.deepStrictEqual(findings, [])
      assert.deepStrictEqual(
        notSent.map(({ column }) => column),
        ["id", "Created Time", "Formula_Decimal", "$converted"],
      )
      assert.strictEqual(columns.length, 2)
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("that goes to the field of another one stops the import", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(
        said(yield* checked(insert, ["Last Name", "Last_Name", "Company"], ["A", "B", "Zylker"])),
        ["stops doubled-field Last_Name"],
      )
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("more than Zoho takes are too many", () =>
    Effect.gen(function* () {
      const fields = Array.from({ length: 201 }, (_, at) => `Text_${at}`)
      const request = { module: "Wide", operation: "insert" } as const
      const { findings } = yield* checked(request, fields, fields)
      assert.deepStrictEqual(
        findings.map(({ kind }) => kind),
        ["columns"],
      )
      assert.include(findings[0]?.remedy, "in several imports")
      const most = fields.slice(0, 200)
      assert.deepStrictEqual((yield* checked(request, most, most)).findings, [])
    }).pipe(Effect.provide(wide)),
  )
})

describe("a field of an import", () => {
  it.effect("that the layout makes mandatory has to be among the columns of new records, and filled", () =>
    Effect.gen(function* () {
      const without = yield* checked(insert, ["Last_Name"], ["Boyle"])
      assert.deepStrictEqual(said(without), ["stops mandatory Company"])
      assert.include(without.findings[0]?.problem, "in the layout")
      assert.deepStrictEqual(said(yield* checked(insert, names, person, ["Cole", ""], ["", "Z"])), [
        "1 rows empty Last Name 4",
        "1 rows empty Company 3",
      ])
      assert.deepStrictEqual(said(yield* checked(update, ["id", "Amount"], ["4150868014000000001", "1"])), [])
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("is filled by the default of its column", () =>
    Effect.gen(function* () {
      const columns = [
        { column: "Last Name", field: "Last_Name" },
        { column: "Company", field: "Company", defaultValue: { value: "Zylker" } },
      ]
      assert.deepStrictEqual(said(yield* checked({ ...insert, columns }, names, ["Boyle", ""])), [])
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("holds what its type holds; equal mistakes are one finding, with the first lines", () =>
    Effect.gen(function* () {
      const header = [
        ...names,
        "Email",
        "No_of_Employees",
        "Email_Opt_Out",
        "Lead_Source",
        "Interests",
        "Date_3",
        "Percent",
      ]
      const good = [...person, "a@example.org", "3", "TRUE", "Trade Show", "Reports;Bulk read", "2021-02-28", "12.5"]
      const with_ = (at: number, cell: string, email: string) =>
        good.map((each, n) => (n === at ? cell : n === 2 ? email : each))
      const found = yield* checked(
        insert,
        header,
        good,
        with_(2, "none", "none"),
        with_(3, "many", "b@example.org"),
        with_(4, "yes", "c@example.org"),
        with_(5, "Nowhere", "d@example.org"),
        with_(6, "Reports;Nothing", "e@example.org"),
        with_(7, "2021-02-29", "f@example.org"),
        with_(8, "1,5", "g@example.org"),
        ...["h", "i", "j", "k"].map((name) => with_(3, "few", `${name}@example.org`)),
      )
      assert.deepStrictEqual(said(found), [
        "1 rows value Email 3",
        "5 rows value No_of_Employees 4,10,11",
        "1 rows value Email_Opt_Out 5",
        "1 rows value Lead_Source 6",
        "1 rows value Interests 7",
        "1 rows value Date_3 8",
        "1 rows value Percent 9",
      ])
      assert.strictEqual(found.rowsWithFindings, 11)
      assert.strictEqual(found.findings[0]?.example, "none")
      assert.include(found.findings[5]?.remedy, "yyyy-MM-dd")
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("of a number takes a point, which is said of commas", () =>
    Effect.gen(function* () {
      const { findings } = yield* checked(insert, [...names, "Percent"], [...person, "12,50"], [...person, "1.234,50"])
      assert.deepStrictEqual(
        findings.map(({ example, remedy }) => [example, remedy]),
        [["12,50", "Write a point before decimals and nothing between thousands: 1234.50, not 1.234,50 or 1,234.50."]],
      )
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("that is unique has no value twice in new records", () =>
    Effect.gen(function* () {
      const rows = [
        [...person, "A@example.org"],
        [...person, "b@example.org"],
        [...person, "a@EXAMPLE.org"],
      ]
      assert.deepStrictEqual(said(yield* checked(insert, [...names, "Email"], ...rows)), ["1 rows repeated Email 4"])
    }).pipe(Effect.provide(emulated())),
  )
})

describe("a unique value", () => {
  const field = (
    api_name: string,
    data_type: string,
    unique: { case_sensitive: boolean } = { case_sensitive: false },
  ) => ({
    api_name,
    data_type,
    unique,
  })
  const keys = emulated({
    emulator: {
      organization: {
        modules: [
          {
            api_name: "Keys",
            fields: [
              field("Code", "text"),
              field("Exact", "text", { case_sensitive: true }),
              field("Number", "double"),
              field("Serial", "bigint"),
              { api_name: "Amount", data_type: "double" },
            ],
          },
        ],
      },
    },
  })

  it.effect.each([
    { name: "Code", what: "zeros before a code", cells: ["007", "7", "7.0"], again: "" },
    { name: "Code", what: "accents and blanks", cells: ["Rene", "René", "Re ne"], again: "" },
    { name: "Code", what: "letters that capitals are two of", cells: ["Maß", "MASS"], again: "" },
    { name: "Code", what: "capitals", cells: ["Rene", "other", "RENE"], again: "4" },
    { name: "Exact", what: "capitals that make a difference", cells: ["Rene", "RENE", "Rene"], again: "4" },
    { name: "Number", what: "the value of a number", cells: ["7.50", "8", "007.5", "-7.5"], again: "4" },
    {
      name: "Serial",
      what: "more digits than a number holds",
      cells: ["123456789012345678", "123456789012345679", "0123456789012345678"],
      again: "4",
    },
  ])("stands twice in a column by the type of its field: $what", ({ again, cells, name }) =>
    Effect.gen(function* () {
      const request = { module: "Keys", operation: "insert" } as const
      const found = yield* checked(request, [name], ...cells.map((cell) => [cell]))
      assert.deepStrictEqual(said(found), again === "" ? [] : [`1 rows repeated ${name} ${again}`])
    }).pipe(Effect.provide(keys)),
  )

  it.effect("by which records are found is compared in the same way", () =>
    Effect.gen(function* () {
      const by = (findBy: string, ...cells: ReadonlyArray<string>) =>
        Effect.map(
          checked(
            { module: "Keys", operation: "update", findBy },
            [findBy, "Amount"],
            ...cells.map((cell) => [cell, "1"]),
          ),
          ({ hints }) => hints.length,
        )
      assert.strictEqual(yield* by("Code", "007", "7"), 0)
      assert.strictEqual(yield* by("Number", "007", "7"), 1)
      assert.strictEqual(yield* by("id", "zcrm_4150868014000000001", "4150868014000000001"), 1)
    }).pipe(Effect.provide(keys)),
  )
})

describe("the key of an update", () => {
  const upsert = { module: "Leads", operation: "upsert", findBy: "E-mail" } as const

  it.effect("is a unique field, by its API name or its label, and has a column", () =>
    Effect.gen(function* () {
      const wrong = (findBy: string) =>
        checked({ ...upsert, findBy }, [...names, "Email"], [...person, "a@example.org"])
      assert.deepStrictEqual(said(yield* wrong("Emial")), ["stops find-by Emial"])
      assert.deepStrictEqual(said(yield* wrong("company")), ["stops find-by Company"])
      assert.deepStrictEqual((yield* wrong("email")).request.findBy, "Email")
      assert.deepStrictEqual(said(yield* checked({ ...upsert, findBy: "Email" }, names, person)), [
        "stops find-by Email",
      ])
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("may stand in several rows, whose order is kept, and must not be empty", () =>
    Effect.gen(function* () {
      const rows = [
        ["4150868014000000001", "1"],
        ["4150868014000000001", "2"],
        ["", "3"],
        ["x", "4"],
      ]
      const again = yield* checked(update, ["id", "Amount"], ...rows)
      assert.deepStrictEqual(said(again), ["1 rows empty id 4", "1 rows value id 5"])
      assert.include(again.hints.join(), "1 row has the same id as an earlier row")
    }).pipe(Effect.provide(emulated())),
  )
})

describe("the dates of a column", () => {
  const dated = (...dates: ReadonlyArray<string>) =>
    checked(insert, [...names, "Date_3"], ...dates.map((date) => [...person, date]))
  const formatOf = ({ columns }: checkImport.Findings) => columns.find(({ field }) => field === "Date_3")?.format

  it.effect("are recognised, and Zoho is told how they are spelled", () =>
    Effect.gen(function* () {
      assert.strictEqual(formatOf(yield* dated("2021-03-04")), "yyyy-MM-dd")
      assert.strictEqual(formatOf(yield* dated("03/04/2021", "31/12/2021")), "dd/MM/yyyy")
      assert.strictEqual(formatOf(yield* dated("12/31/2021")), undefined)
      assert.strictEqual(formatOf(yield* dated("", "")), undefined)
    }).pipe(Effect.provide(emulated())),
  )

  it.effect(
    "that can be read in two ways stop the import, with both readings, unless it is stated which is meant",
    () =>
      Effect.gen(function* () {
        const found = yield* dated("03/04/2021", "05/06/2021")
        assert.deepStrictEqual(said(found), ["stops dates Date_3"])
        assert.include(found.findings[0]?.problem, "2021-03-04 (MM/dd/yyyy) or 2021-04-03 (dd/MM/yyyy)")
        const columns = ["Last_Name", "Company", "Date_3"].map((field) => ({
          column: field,
          field,
          ...(field === "Date_3" ? { format: "dd/MM/yyyy" } : {}),
        }))
        const stated = yield* checked(
          { ...insert, columns },
          ["Last_Name", "Company", "Date_3"],
          [...person, "03/04/2021"],
        )
        assert.deepStrictEqual(said(stated), [])
      }).pipe(Effect.provide(emulated())),
  )

  it.effect("that are none say what is wrong with them, and what would be right", () =>
    Effect.gen(function* () {
      const told = (...dates: ReadonlyArray<string>) =>
        Effect.map(dated(...dates), ({ findings }) => findings.map(({ problem, remedy }) => `${problem}. ${remedy}`))
      assert.deepStrictEqual(yield* told("31.02.2026"), [
        "is a day that does not exist. Write days that exist, as yyyy-MM-dd.",
      ])
      assert.deepStrictEqual(yield* told("31.01.2026", "31.01.26", "31.02.2026", "2026-01-31"), [
        "has a two-digit year. Write years with four digits, as dd.MM.yyyy.",
        "is a day that does not exist. Write days that exist, as dd.MM.yyyy.",
        "has a different format from the dates before it. Write them as dd.MM.yyyy, like the others.",
      ])
      assert.deepStrictEqual(yield* told("12/31/2026", "2026-01-31"), [
        "has a different format from the dates before it. Write them as MM/dd/yyyy, like the others.",
      ])
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("are in the zone that their column names, unless they say an offset; a date has none", () =>
    Effect.gen(function* () {
      const header = ["Title", "From", "To", "Date_3"]
      const columns = header.map((column) => ({ column, field: column, timeZone: "America/New_York" }))
      const event = { module: "Events", operation: "insert", columns } as const
      const found = yield* checked({ ...event, columns: columns.filter(({ column }) => column !== "Date_3") }, header, [
        "A",
        "2021-03-15 10:00",
        "2021-03-15T11:00:00+02:00",
        "2021-03-15",
      ])
      assert.deepStrictEqual([said(found), found.hints], [[], []])
      assert.deepStrictEqual(
        found.columns.map(({ column, format, timeZone }) => [column, format, timeZone]),
        [
          ["Title", undefined, "America/New_York"],
          ["From", "yyyy-MM-dd HH:mm", "America/New_York"],
          ["To", "yyyy-MM-dd'T'HH:mm:ssXXX", undefined],
        ],
      )
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("that the clocks of their zone skip or repeat are told of, however they are spelled", () =>
    Effect.gen(function* () {
      const zoned = (format: string | undefined, ...times: ReadonlyArray<string>) => {
        const columns = ["Title", "From", "To"].map((column) => ({
          column,
          field: column,
          ...(column === "From" ? { timeZone: "America/New_York", format } : {}),
        }))
        const rows = times.map((time) => ["A", time, "2021-12-01T00:00:00Z"])
        return checked({ module: "Events", operation: "insert", columns }, ["Title", "From", "To"], ...rows)
      }
      const expected = [
        "1 2 does not exist in the time zone: the clocks were put forward",
        "2 3,4 occurs twice in the time zone: the clocks were put back",
      ]
      const told = ({ findings }: checkImport.Findings) =>
        findings.map(({ count, lines, problem }) => `${count} ${lines.join()} ${problem}`)
      const days = ["14.03.2021 02:30", "07.11.2021 01:00", "07.11.2021 01:59", "14.03.2021 03:00", "07.11.2021 02:00"]
      assert.deepStrictEqual(told(yield* zoned(undefined, ...days)), expected)
      const found = yield* zoned("dd.MM.yyyy HH:mm", ...days)
      assert.deepStrictEqual(told(found), expected)
      const remedy = "Write these times with their offset, such as 2026-01-31T09:00:00+05:30."
      assert.deepStrictEqual(
        found.findings.map((finding) => finding.remedy),
        [remedy, remedy],
      )
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("that say no zone are read in the user's own, which is said", () =>
    Effect.gen(function* () {
      const event = { module: "Events", operation: "insert" } as const
      const found = yield* checked(
        event,
        ["Title", "From", "To"],
        ["A", "2021-03-14 10:00", "2021-03-14T11:00:00+02:00"],
      )
      assert.deepStrictEqual(said(found), [])
      assert.deepStrictEqual(found.hints, [
        "Times in From have no zone: Zoho reads them in the zone of the user who imports them. Name another zone, or write them with their offset, such as 2026-01-31T09:00:00+05:30.",
      ])
    }).pipe(Effect.provide(emulated())),
  )
})

describe("the numbers of a column", () => {
  const numbered = (...numbers: ReadonlyArray<string>) =>
    checked(insert, [...names, "Annual Revenue"], ...numbers.map((cell) => [...person, cell]))
  const remedy = "Write a point before decimals and nothing between thousands, in the whole column."
  const reading = (found: checkImport.Findings) => found.findings.filter(({ stops }) => stops)

  it.effect("that can be read in two ways stop the import where others have decimal commas, as one finding", () =>
    Effect.gen(function* () {
      const found = yield* numbered("1.500", "2.000", "1.234,50", "12,5", "-3.000", "4.000")
      assert.deepStrictEqual(found.findings, [
        {
          kind: "value",
          stops: true,
          column: "Annual Revenue",
          field: "Annual_Revenue",
          problem:
            "has decimal commas in some cells (1.234,50 on line 4), so others can be read in two ways: 1.500 as 1.5 or as 1500",
          count: 4,
          lines: [2, 3, 6],
          example: "1.500",
          remedy,
        },
        {
          kind: "value",
          stops: false,
          column: "Annual Revenue",
          field: "Annual_Revenue",
          problem: "is not a number: use digits, and a point before decimals",
          count: 2,
          lines: [4, 5],
          example: "1.234,50",
          remedy: "Write a point before decimals and nothing between thousands: 1234.50, not 1.234,50 or 1,234.50.",
        },
      ])
      const after = reading(yield* numbered("12,5", "-1.500"))
      assert.deepStrictEqual(
        after.map(({ problem }) => problem),
        [
          "has decimal commas in some cells (12,5 on line 2), so others can be read in two ways: -1.500 as -1.5 or as -1500",
        ],
      )
    }).pipe(Effect.provide(emulated())),
  )

  it.effect.each([
    { type: "a percentage", field: "Percent", stopped: ["stops value Percent 2"] },
    { type: "a whole number, which has no point,", field: "No. of Employees", stopped: [] },
    { type: "a text", field: "Phone", stopped: [] },
  ])("are doubted by the type of their field: $type is judged as it should be", ({ field, stopped }) =>
    Effect.gen(function* () {
      const found = yield* checked(insert, [...names, field], [...person, "1.500"], [...person, "12,5"])
      assert.deepStrictEqual(
        said(found).filter((line) => line.startsWith("stops")),
        stopped,
      )
    }).pipe(Effect.provide(emulated())),
  )

  it.effect.each(["12,5", "-12,5", "0,500", "1234,567", "1,2345", "1.234,500", "1.234.567,8"])(
    "have a decimal comma in %s",
    (comma) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(
          reading(yield* numbered("1.500", comma)).map(({ count, lines }) => [count, lines]),
          [[1, [2]]],
        )
      }).pipe(Effect.provide(emulated())),
  )

  it.effect.each(["2.25", "1,234", "-1,234", "1,234,567", "1,234.50", "12,", ",5", "1.23,5", "1,5 or so", "1.234.567"])(
    "have no decimal comma in %s, and are left alone beside it",
    (other) =>
      Effect.gen(function* () {
        const found = yield* numbered("1.500", other)
        assert.deepStrictEqual(said(found), other === "2.25" ? [] : ["1 rows value Annual Revenue 3"])
      }).pipe(Effect.provide(emulated())),
  )

  it.effect("are read in one way where no three digits follow on the point, or none can stand before it", () =>
    Effect.gen(function* () {
      const found = yield* numbered("12,5", "2.25", "7", "0.500", "1234.500", "1.5000", "01.500")
      assert.deepStrictEqual(said(found), ["1 rows value Annual Revenue 2"])
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("are shown by their first 60 characters where they are longer", () =>
    Effect.gen(function* () {
      const [finding] = reading(yield* numbered("1.500", `${"1".repeat(70)},5`))
      assert.include(finding?.problem, `(${"1".repeat(60)}… on line 3)`)
    }).pipe(Effect.provide(emulated())),
  )
})

describe("a lookup of an import", () => {
  const deal = { module: "Deals", operation: "insert" } as const
  const header = ["Deal_Name", "Stage", "Account_Name"]
  const columnsBy = (findBy: string) =>
    header.map((field) => ({ column: field, field, ...(field === "Account_Name" ? { findBy } : {}) }))

  it.effect("that holds names has no way to its records until it is said which field they are", () =>
    Effect.gen(function* () {
      const row = ["A", "Qualification", "Zylker 1"]
      assert.deepStrictEqual(said(yield* checked(deal, header, row)), ["stops lookup Account_Name"])
      const named = yield* checked({ ...deal, columns: columnsBy("account name") }, header, row)
      assert.deepStrictEqual(said(named), [])
      assert.strictEqual(named.columns[2]?.findBy, "Account_Name")
      const wrong = yield* checked({ ...deal, columns: columnsBy("Acount_Name") }, header, row)
      assert.deepStrictEqual(said(wrong), ["stops lookup Account_Name"])
      assert.include(wrong.findings[0]?.remedy, "Did you mean Account_Name?")
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("that holds an id somewhere has a way, however many of its cells are empty and must not be", () =>
    Effect.gen(function* () {
      const request = { module: "Visits", operation: "insert" } as const
      const rows = [["4150868011000000001"], ["Zylker"], [""]]
      const { findings } = yield* checked(request, ["Place", "Account"], ...rows.map((row) => ["A", ...row]))
      assert.deepStrictEqual(
        findings.map(({ count, kind, stops }) => [stops, kind, count]),
        [
          [false, "value", 1],
          [false, "empty", 1],
        ],
      )
    }).pipe(
      Effect.provide(
        emulated({
          emulator: {
            organization: {
              modules: [
                {
                  api_name: "Visits",
                  fields: [
                    { api_name: "Place", data_type: "text" },
                    {
                      api_name: "Account",
                      data_type: "lookup",
                      system_mandatory: true,
                      lookup: { module: { api_name: "Accounts" } },
                    },
                  ],
                },
              ],
            },
          },
        }),
      ),
    ),
  )

  it.effect("is found by what its header names, as an export has it", () =>
    Effect.gen(function* () {
      const found = (...paths: ReadonlyArray<string>) =>
        Effect.map(
          checked(
            deal,
            ["Deal_Name", "Stage", ...paths],
            [
              "A",
              "Qualification",
              ...paths.map((path) => (path.includes(".A") || path.includes("Ph") ? "x" : "4150868011000000001")),
            ],
          ),
          ({ columns, findings, notSent }) => [
            columns.slice(2).map(({ field, findBy = "id" }) => `${field} by ${findBy}`),
            notSent.map(({ column }) => column),
            findings.map(({ kind }) => kind),
          ],
        )
      assert.deepStrictEqual(yield* found("Account_Name.Account_Name"), [["Account_Name by Account_Name"], [], []])
      assert.deepStrictEqual(yield* found("Account_Name.id"), [["Account_Name by id"], [], []])
      assert.deepStrictEqual(yield* found("Account_Name", "Account_Name.Account_Name", "Account_Name.Phone"), [
        ["Account_Name by id"],
        ["Account_Name.Account_Name", "Account_Name.Phone"],
        [],
      ])
    }).pipe(Effect.provide(emulated())),
  )
})

describe("two columns for one lookup", () => {
  const settled = (...paths: ReadonlyArray<string>) =>
    Effect.map(
      checked(
        { module: "Deals", operation: "insert" },
        ["Deal_Name", "Stage", ...paths],
        [
          "A",
          "Qualification",
          ...paths.map((path) => (path.toLowerCase().endsWith("id") ? "4150868011000000001" : "x")),
        ],
      ),
      (found) => [said(found), found.notSent.map(({ column }) => column)],
    )

  it.effect("that are equally good stop the import: neither goes instead of the other", () =>
    Effect.gen(function* () {
      const stopped = ["stops doubled-field Account_Name"]
      const stops = [stopped, []]
      assert.deepStrictEqual(yield* settled("Account_Name.id", "Account_Name.ID"), stops)
      assert.deepStrictEqual(yield* settled("Account Name.Id", "Account_Name.id"), stops)
      assert.deepStrictEqual(yield* settled("Account_Name.Account_Name", "Account_Name.Account Name"), stops)
      assert.deepStrictEqual(yield* settled("Account_Name.id", "Account_Name.ID", "Account_Name.Account_Name"), [
        stopped,
        ["Account_Name.Account_Name"],
      ])
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("are settled by the better one, and the other is told", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* settled("Account_Name.Account_Name", "Account_Name.id"), [
        [],
        ["Account_Name.Account_Name"],
      ])
    }).pipe(Effect.provide(emulated())),
  )
})

describe("a module of an import", () => {
  it.effect("that takes no bulk write, or is none, stops it", () =>
    Effect.gen(function* () {
      const calls = yield* checked({ module: "Calls", operation: "insert" }, ["Subject"], ["A"])
      assert.deepStrictEqual(said(calls), ["stops module"])
      assert.include(calls.findings[0]?.problem, "neither in bulk writes nor in upserts")
      const leadz = yield* checked({ ...insert, module: "Leadz" }, names, person)
      assert.include(leadz.findings[0]?.remedy, "Did you mean Leads?")
    }).pipe(Effect.provide(emulated())),
  )
})

describe("a check", () => {
  it.effect("says what the import costs, and what the records API would", () =>
    Effect.gen(function* () {
      const rows = Array.from({ length: 25_001 }, () => person)
      const found = yield* checked(insert, names, ...rows)
      assert.deepInclude(found, { rows: 25_001, jobs: 2, credits: 1_004, creditsOfRecords: 2_501, rowsWithFindings: 0 })
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("refuses rows that no import can take, as an import does", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(checked(insert, names, ["A"]))
      assert.deepInclude(failure, { _tag: "InputUnreadable", problem: "row 1 has 1 cells, but the header has 2" })
      assert.deepInclude(yield* Effect.flip(checked(insert, names)), { problem: "there are no rows" })
      assert.deepInclude(
        yield* Effect.flip(checked({ module: "Leads", operation: "update" } as never, names, person)),
        {
          _tag: "InvalidRequest",
        },
      )
    }).pipe(Effect.provide(emulated())),
  )
})
