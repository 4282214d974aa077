import { assert, describe, it } from "@effect/vitest"
import { checkImport, type importRows } from "@zoho-bulk/core"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Stream } from "effect"
import { checkRows } from "../../../../packages/core/src/transfer/checks/checkRows.ts"
import { askAboutModule } from "../../../../packages/core/src/transfer/checks/knownModule.ts"
import { empty, json } from "../../../support/answers.ts"
import { emulated } from "../../../support/connected.ts"
import { organizationWire } from "../../../support/organizationWire.ts"

type Row = ReadonlyArray<string>

const checked = (request: importRows.Request, header: Row, ...rows: ReadonlyArray<Row>) =>
  checkImport(request, Stream.fromIterable([header, ...(rows.length === 0 ? [header.map(() => "")] : rows)]))

const lookup = (api_name: string, label: string, to: string) => ({
  api_name,
  field_label: label,
  data_type: "lookup",
  lookup: { module: { api_name: to } },
})

const organization: Emulator.OrganizationDescription = {
  modules: [
    {
      api_name: "Trips",
      fields: [
        { api_name: "Title", data_type: "text" },
        { api_name: "Segment_1", field_label: "Segment", data_type: "text", unique: { case_sensitive: false } },
        { api_name: "Segment_2", field_label: "Segment", data_type: "text" },
        lookup("Guest", "Guest", "Guests"),
        { api_name: "Guest_Phone", field_label: "Guest.Phone", data_type: "phone" },
        { api_name: "Owner", data_type: "ownerlookup" },
        { api_name: "Budget", data_type: "double" },
      ],
      layouts: [
        { name: "Short", sections: [{ fields: [{ api_name: "Title", required: true }] }] },
        {
          name: "Long",
          sections: [
            {
              fields: [
                { api_name: "Title", required: true },
                { api_name: "Budget", required: true },
              ],
            },
          ],
        },
      ],
    },
    {
      api_name: "Guests",
      fields: [
        { api_name: "Full_Name", data_type: "text" },
        { api_name: "First_Name", data_type: "text" },
        { api_name: "Last_Name", data_type: "text" },
        { api_name: "Name_Day", data_type: "date" },
        { api_name: "Mail", data_type: "email", unique: { case_sensitive: false } },
        { api_name: "Note_1", field_label: "Note", data_type: "text" },
        { api_name: "Note_2", field_label: "Note", data_type: "text" },
      ],
    },
    { api_name: "Room_1", singular_label: "Room", plural_label: "Rooms", fields: [] },
    { api_name: "Room_2", singular_label: "Room", plural_label: "All Rooms", fields: [] },
  ],
}

const trips = emulated({ emulator: { organization } })

const insert = { module: "Trips", operation: "insert" } as const
const upsert = { module: "Trips", operation: "upsert", findBy: "Segment_1" } as const

/** Where the columns beside the title go. */
const sentTo = ({ columns }: checkImport.Findings) =>
  columns
    .filter(({ field }) => field !== "Title")
    .map(({ column, field, findBy }) => `${column} to ${field}${findBy === undefined ? "" : ` by ${findBy}`}`)

const stops = ({ findings }: checkImport.Findings) =>
  findings.flatMap(({ column, field, kind, remedy, stops }) => (stops ? [[kind, column ?? field, remedy]] : []))

/** What is said of ways to other records. */
const hintsOfWays = ({ hints }: checkImport.Findings) => hints.filter((hint) => hint.includes("not unique"))

const guestBy = (field: string, findBy: string) => [
  { column: "Title", field: "Title" },
  { column: "Who", field, findBy },
]

describe("a name that several things have stops an import, and is told with all of them:", () => {
  it.effect.each<{ what: string; request: importRows.Request; header: Row; told: Row }>([
    {
      what: "of a column",
      request: insert,
      header: ["Title", "Segment"],
      told: ["field", "Segment", "Segment_1 or Segment_2"],
    },
    {
      what: "of the field by which records are found",
      request: { ...upsert, findBy: "Segment" },
      header: ["Title", "Segment_1"],
      told: ["find-by", "Segment", "Segment_1 or Segment_2"],
    },
    {
      what: "of the field by which a lookup is found",
      request: { ...insert, columns: guestBy("Guest", "Note") },
      header: ["Title", "Who"],
      told: ["lookup", "Who", "Note_1"],
    },
    {
      what: "of a module",
      request: { ...insert, module: "Room" },
      header: ["Title"],
      told: ["module", "", "Room_1 or Room_2"],
    },
  ])("$what", ({ header, request, told: [kind = "", of, remedy = ""] }) =>
    Effect.gen(function* () {
      const [[foundKind, foundOf = "", foundRemedy = ""] = [], ...others] = stops(yield* checked(request, header))
      assert.deepStrictEqual([foundKind, foundOf, others], [kind, of, []])
      assert.include(foundRemedy, remedy)
    }).pipe(Effect.provide(trips)),
  )
})

describe("a column whose name has a dot in it", () => {
  it.effect("goes to the field that is called so, rather than through a lookup", () =>
    Effect.gen(function* () {
      const found = yield* checked(insert, ["Title", "Guest.Phone"])
      assert.deepStrictEqual([sentTo(found), found.notSent], [["Guest.Phone to Guest_Phone"], []])
    }).pipe(Effect.provide(trips)),
  )

  it.effect.each(["Guestx", ".Guest", "Title.Mail", "Nothing.Mail"])(
    "or none that leads through a lookup: %s",
    (name) =>
      Effect.gen(function* () {
        const found = yield* checked(insert, ["Title", name])
        assert.deepStrictEqual(
          stops(found).map(([kind, of]) => `${kind} ${of}`),
          [`field ${name}`],
        )
      }).pipe(Effect.provide(trips)),
  )

  it.effect.each([
    { name: "Guest.Full_Name", isWay: true },
    { name: "Guest.Mail", isWay: true },
    { name: "Guest.id", isWay: true },
    { name: "Guest.First_Name", isWay: false },
    { name: "Guest.Last_Name", isWay: false },
    { name: "Guest.Name_Day", isWay: false },
  ])("finds another record by its id, its whole name or what is unique: $name", ({ isWay, name }) =>
    Effect.gen(function* () {
      const { columns, notSent } = yield* checked(insert, ["Title", name])
      assert.deepStrictEqual([columns.length, notSent.length], isWay ? [2, 0] : [1, 1])
    }).pipe(Effect.provide(trips)),
  )
})

describe("the field by which a lookup is found", () => {
  it.effect.each([
    { field: "Guest", findBy: "Mail" },
    { field: "Guest", findBy: "mail" },
    { field: "guest", findBy: "mail" },
    { field: "Guest.Mail", findBy: "mail" },
  ])("is sent by its API name, however it and the lookup are spelled: $findBy of $field", ({ field, findBy }) =>
    Effect.gen(function* () {
      const found = yield* checked({ ...insert, columns: guestBy(field, findBy) }, ["Title", "Who"], ["A", "a@b.c"])
      assert.deepStrictEqual([sentTo(found), found.findings, hintsOfWays(found)], [["Who to Guest by Mail"], [], []])
    }).pipe(Effect.provide(trips)),
  )

  it.effect("may find another record than is meant where it is not unique, which is said", () =>
    Effect.gen(function* () {
      const found = yield* checked({ ...insert, columns: guestBy("Guest", "Full_Name") }, ["Title", "Who"], ["A", "B"])
      assert.deepStrictEqual([sentTo(found), found.findings], [["Who to Guest by Full_Name"], []])
      assert.strictEqual(hintsOfWays(found).length, 1)
      assert.include(hintsOfWays(found)[0], "Full_Name is not unique in Guests")
    }).pipe(Effect.provide(trips)),
  )

  it.effect("of a user is taken as it is named", () =>
    Effect.gen(function* () {
      const found = yield* checked({ ...insert, columns: guestBy("Owner", "email") }, ["Title", "Who"], ["A", "a@b.c"])
      assert.deepStrictEqual([sentTo(found), found.findings], [["Who to Owner by email"], []])
    }).pipe(Effect.provide(trips)),
  )

  it.effect("makes nothing of a column that goes to no lookup, or nowhere", () =>
    Effect.gen(function* () {
      const text = yield* checked({ ...insert, columns: guestBy("Segment_2", "Mail") }, ["Title", "Who"], ["A", "B"])
      assert.deepStrictEqual([stops(text), text.columns.length], [[], 2])
      const none = yield* checked({ ...insert, columns: guestBy("Nothing", "Mail") }, ["Title", "Who"], ["A", "B"])
      assert.deepStrictEqual(
        stops(none).map(([kind, of]) => `${kind} ${of}`),
        ["field Who"],
      )
    }).pipe(Effect.provide(trips)),
  )
})

describe("the fields of another module", () => {
  const host = { api_name: "Host", data_type: "lookup", lookup: { module: { api_name: "Accounts" } } }

  /** The modules whose fields are asked for. */
  const asked = (header: Row, columns?: importRows.Request["columns"]) => {
    const modules: Array<string> = []
    const wire = organizationWire(({ module, what }) => {
      if (what === "layouts") return empty(204)
      if (what !== "fields") return undefined
      modules.push(module)
      return json({ fields: [{ api_name: "Title", data_type: "text" }, host] })
    })
    const request = { module: "Leads", operation: "insert", ...(columns === undefined ? {} : { columns }) } as const
    return checked(request, header).pipe(Effect.provide(wire.connect()), Effect.as(modules))
  }

  it.effect("are asked for only where a column finds its records by one of them, since each look costs a credit", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* asked(["Title", "Host", "Shoe size"]), ["Leads"])
      assert.deepStrictEqual(yield* asked(["Title"], [{ column: "Title", field: "Title", findBy: "Mail" }]), ["Leads"])
      assert.deepStrictEqual(yield* asked(["Title", "Host.Mail", "Host.Phone"]), ["Leads", "Accounts"])
      const byMail = [{ column: "Title", field: "host", findBy: "Mail" }]
      assert.deepStrictEqual(yield* asked(["Title"], byMail), ["Leads", "Accounts"])
    }),
  )
})

describe("rows that have findings", () => {
  it.effect("are handed over with their number, their cells, and what is wrong in which column", () =>
    Effect.gen(function* () {
      const found: Array<unknown> = []
      const rows: ReadonlyArray<Row> = [
        ["Title", "Budget"],
        ["A", "1"],
        ["", "much"],
        ["B", "2"],
        ["C", "little"],
      ]
      const findings = yield* checkRows(yield* askAboutModule("Trips", "insert"), insert, Stream.fromIterable(rows), {
        source: "rows",
        lineOf: (row) => row + 1,
        onFound: (some, header) =>
          Effect.sync(() => {
            for (const { cells, problems, row } of some) {
              found.push([row, header, cells, problems.map((problem) => problem.split(" ")[0])])
            }
          }),
      })
      assert.deepInclude(findings, { rows: 4, rowsWithFindings: 2 })
      assert.deepStrictEqual(found, [
        [2, ["Title", "Budget"], ["", "much"], ["Title", "Budget"]],
        [4, ["Title", "Budget"], ["C", "little"], ["Budget"]],
      ])
    }).pipe(Effect.provide(trips)),
  )
})

describe("a mandatory field", () => {
  it.effect("of some layouts only may have no column, and that is said; one of all layouts may not", () =>
    Effect.gen(function* () {
      const without = yield* checked(insert, ["Segment_1"], ["A"])
      assert.deepStrictEqual(
        stops(without).map(([kind, of]) => `${kind} ${of}`),
        ["mandatory Title"],
      )
      assert.strictEqual(without.hints.length, 1)
      assert.include(without.hints[0], "Budget is mandatory in the layout Long")
      assert.deepStrictEqual((yield* checked(insert, ["Title", "Budget"], ["A", "1"])).hints, [])
    }).pipe(Effect.provide(trips)),
  )

  it.effect("is none for an update, whose records have it already", () =>
    Effect.gen(function* () {
      const request = { module: "Trips", operation: "update", findBy: "Segment_1" } as const
      const { findings, hints } = yield* checked(request, ["Segment_1", "Segment_2"], ["A", "B"])
      assert.deepStrictEqual([findings, hints], [[], []])
    }).pipe(Effect.provide(trips)),
  )
})
