import { assert, describe, it } from "@effect/vitest"
import { type Edit, Emulator, type EmulatorOptions, layer } from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { ask, moduleIn, rowsOfJob, zoho } from "../../support/emulatedZoho.ts"

const idOf = (n: number): string => `4150868013${String(n).padStart(9, "0")}`

const world = (options: EmulatorOptions = {}) => zoho({ records: { Leads: 4 }, jobDuration: 10_000, ...options })

const leads = Effect.flatMap(Emulator, (emulator) => emulator.records("Leads"))
const lead = (n: number) => Effect.map(leads, (rows) => rows.find(({ id }) => id === idOf(n)))
const edit = (...edits: ReadonlyArray<Edit>) => Effect.flatMap(Emulator, (emulator) => emulator.edit(edits))
const outcomes = Effect.map(
  Effect.flatMap(Emulator, ({ report }) => report),
  ({ edits }) => edits.map(({ outcome }) => outcome),
)

/** Orders a read job of the leads, and gives what it read once it has ended. */
const order = (fields: ReadonlyArray<string>, criteria?: object) =>
  Effect.gen(function* () {
    const query = { module: moduleIn("v8", "Leads"), fields, ...(criteria === undefined ? {} : { criteria }) }
    const { body } = yield* ask("POST", "/crm/bulk/v8/read", { json: { query } as never })
    return String(body.data[0].details.id)
  })

const deletedIds = Effect.map(ask("GET", "/crm/v8/Leads/deleted"), ({ body }) =>
  (body?.data ?? []).map(({ id }: { readonly id: string }) => id),
)

describe("edits by script", () => {
  it.effect("happen in the order of their times, and move Modified_Time to theirs", () =>
    Effect.gen(function* () {
      yield* TestClock.adjust("89 seconds")
      assert.notStrictEqual((yield* lead(1))?.["Company"], "First")
      yield* TestClock.adjust("1 second")
      assert.include(yield* lead(1), { Company: "First", Modified_Time: "1970-01-01T05:31:30+05:30" })
      yield* TestClock.adjust("1 hour")
      assert.include(yield* lead(1), { Company: "Second", Modified_Time: "1970-01-01T05:32:00+05:30" })
      assert.deepStrictEqual(yield* outcomes, ["done", "done"])
    }).pipe(
      Effect.provide(
        world({
          edits: [
            { at: "1970-01-01T00:02:00+00:00", module: "Leads", update: { id: idOf(1), Company: "Second" } },
            { after: "90s", module: "Leads", update: { id: idOf(1), Company: "First" } },
          ],
        }),
      ),
    ),
  )

  it.effect("make records, with an id of their own if they are given one", () =>
    Effect.gen(function* () {
      yield* edit(
        { module: "Leads", create: { Last_Name: "Boyle", Company: "Zylker" } },
        { module: "Leads", create: { id: "77", Last_Name: "Perera", Company: "Zylker" } },
        { module: "Leads", update: { id: "77", Company: "Other" } },
      )
      const rows = yield* leads
      assert.deepStrictEqual(
        rows.slice(4).map(({ Company, Last_Name, id }) => [id, Last_Name, Company]),
        [
          [idOf(5), "Boyle", "Zylker"],
          ["77", "Perera", "Other"],
        ],
      )
    }).pipe(Effect.provide(world())),
  )

  it.effect("recompute without a new Modified_Time", () =>
    Effect.gen(function* () {
      const before = yield* lead(1)
      yield* edit({ module: "Leads", recompute: { id: idOf(1), Company: "Other" } })
      assert.deepStrictEqual(yield* lead(1), { ...before, Company: "Other" })
    }).pipe(Effect.provide(world())),
  )

  it.effect.each([
    { guesses: {}, expected: [idOf(4)] },
    { guesses: { mergedAreListed: true, convertedAreListed: true }, expected: [idOf(4), idOf(3), idOf(2)] },
  ])("merge, convert and delete; what is listed of that is a guess: $guesses", ({ expected, guesses }) =>
    Effect.gen(function* () {
      yield* edit(
        { module: "Leads", merge: { winner: idOf(1), loser: idOf(2), values: { Company: "Both" } } },
        { module: "Leads", convert: idOf(3) },
        { module: "Leads", delete: idOf(4) },
      )
      const [only, ...others] = yield* leads
      assert.deepStrictEqual(others, [])
      assert.include(only, { id: idOf(1), Company: "Both", Modified_Time: "1970-01-01T05:30:00+05:30" })
      assert.deepStrictEqual(yield* deletedIds, expected)
    }).pipe(Effect.provide(world({ guesses }))),
  )

  it.effect("restore, and delete for good", () =>
    Effect.gen(function* () {
      yield* edit(
        { module: "Leads", delete: idOf(1) },
        { after: 1_000, module: "Leads", restore: idOf(1) },
        { after: 2_000, module: "Leads", purge: idOf(2) },
        { after: 3_000, module: "Leads", restore: idOf(2) },
      )
      yield* TestClock.adjust("3 seconds")
      const ids = (yield* leads).map(({ id }) => id)
      assert.deepStrictEqual(ids, [idOf(1), idOf(3), idOf(4)])
      assert.strictEqual((yield* outcomes)[3], `there is no record ${idOf(2)} in the recycle bin`)
      const { body } = yield* ask("GET", "/crm/v8/Leads/deleted?type=permanent")
      assert.strictEqual(body.data[0].id, idOf(2))
    }).pipe(Effect.provide(world())),
  )

  it.effect("add fields and take them away, in metadata as in results", () =>
    Effect.gen(function* () {
      yield* edit(
        { module: "Leads", addField: { api_name: "Colour", data_type: "text" } },
        { module: "Leads", removeField: "Company" },
        { module: "Leads", update: { id: idOf(1), Colour: "blue" } },
      )
      const { body } = yield* ask("GET", "/crm/v8/settings/fields?module=Leads&type=all")
      const names = body.fields.map(({ api_name: name }: { readonly api_name: string }) => name)
      assert.include(names, "Colour")
      assert.notInclude(names, "Company")
      const { body: layouts } = yield* ask("GET", "/crm/v8/settings/layouts?module=Leads")
      assert.include(JSON.stringify(layouts), '"Colour"')
      assert.notInclude(JSON.stringify(layouts), '"api_name":"Company"')
      const rows = yield* leads
      assert.deepStrictEqual(
        rows.map(({ Colour }) => Colour),
        ["blue", "", "", ""],
      )
      assert.notProperty(rows[0], "Company")
      const refused = yield* ask("POST", "/crm/bulk/v8/read", {
        json: { query: { module: moduleIn("v8", "Leads"), fields: ["Company"] } },
      })
      assert.strictEqual(refused.body.data[0].code, "FIELD_NOT_AVAILABLE")
    }).pipe(Effect.provide(world())),
  )

  it.effect("are passed over where they fit nothing, and the report says why", () =>
    Effect.gen(function* () {
      yield* edit(
        { module: "Nowhere", delete: "1" },
        { module: "Leads", delete: "77" },
        { module: "Leads", update: { id: idOf(1), Shoes: 1 } },
        { module: "Leads", update: { id: idOf(1), Created_Time: "soon" } },
        { module: "Leads", merge: { winner: idOf(1), loser: "77" } },
        { module: "Leads", removeField: "Shoes" },
        { module: "Leads", create: { id: idOf(1) } },
      )
      assert.deepStrictEqual(yield* outcomes, [
        "there is no module Nowhere",
        "there is no record 77",
        "Leads has no field Shoes",
        'Created_Time cannot be "soon". Use a date and time with an offset, such as 2021-02-28T09:30:00+05:30.',
        "there is no record 77",
        "Leads has no field Shoes",
        `a new record cannot have the id "${idOf(1)}"`,
      ])
    }).pipe(Effect.provide(world())),
  )

  const wrong: ReadonlyArray<readonly [option: string, edits: unknown]> = [
    ["edits", "x"],
    ["edits[0]", [{ module: "Leads" }]],
    ["edits[0]", [{ module: "Leads", delete: "1", restore: "1" }]],
    ["edits[0].after", [{ module: "Leads", delete: "1", after: "soon" }]],
    ["edits[0].at", [{ module: "Leads", delete: "1", at: "2026-11-26" }]],
    ["edits[0].delete", [{ module: "Leads", delete: 1 }]],
    ["edits[0].update.id", [{ module: "Leads", update: {} }]],
    ["edits[0].does", [{ module: "Leads", delete: "1", does: "delete" }]],
  ]

  it.effect.each(wrong)("are refused as a whole where %s is wrong", ([option, edits]) =>
    Effect.gen(function* () {
      const emulator = yield* Emulator
      const asked = yield* Effect.flip(emulator.edit(edits as never))
      assert.strictEqual(asked.option, option)
      const atFirst = yield* Effect.flip(Effect.provide(leads, layer({ edits: edits as never })))
      assert.deepStrictEqual([atFirst.option, atFirst.remedy], [asked.option, asked.remedy])
      assert.notInclude(asked.remedy, "The options are")
      assert.deepStrictEqual(yield* outcomes, [])
    }).pipe(Effect.provide(world())),
  )
})

describe("a read job while somebody edits", () => {
  const companies = (id: string) => Effect.map(rowsOfJob(id), (rows) => rows.map(([, company]) => company))

  const during: ReadonlyArray<Edit> = [
    { after: "6 seconds", module: "Leads", update: { id: idOf(1), Company: "Before" } },
    { after: "6 seconds", module: "Leads", delete: idOf(2) },
    { after: "8 seconds", module: "Leads", update: { id: idOf(3), Company: "After" } },
    { after: "8 seconds", module: "Leads", create: { Last_Name: "Boyle", Company: "New" } },
  ]

  it.effect("sees what was there at one moment of its progress", () =>
    Effect.gen(function* () {
      const [, , third, fourth] = yield* leads
      const id = yield* order(["Company"])
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(yield* companies(id), ["Before", third?.["Company"], fourth?.["Company"]])
    }).pipe(Effect.provide(world({ edits: during }))),
  )

  it.effect("sees it at whichever moment it is told to read", () =>
    Effect.gen(function* () {
      const before = (yield* leads).map(({ Company }) => Company)
      const id = yield* order(["Company"])
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(yield* companies(id), before)
    }).pipe(Effect.provide(world({ edits: during, guesses: { readsAt: 0 } }))),
  )

  it.effect("is no snapshot where it takes its time", () =>
    Effect.gen(function* () {
      const [first, second, , fourth] = yield* leads
      const id = yield* order(["Company"])
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(yield* companies(id), [
        first?.["Company"],
        second?.["Company"],
        "After",
        fourth?.["Company"],
        "New",
      ])
    }).pipe(Effect.provide(world({ edits: during, guesses: { readsAt: 0.5, readsFor: 0.4 } }))),
  )

  it.effect("judges records by its conditions as they are when it reads", () =>
    Effect.gen(function* () {
      const since = "1970-01-01T05:30:05+05:30"
      const criteria = { field: { api_name: "Modified_Time" }, comparator: "greater_equal", value: since }
      // What the emulator makes up was changed in 2021: only what is edited since is between.
      const id = yield* order(["Company"], {
        group: [criteria, { ...criteria, comparator: "less_than", value: "1971-01-01T00:00:00+05:30" }],
        group_operator: "and",
      })
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(yield* companies(id), ["Before"])
    }).pipe(Effect.provide(world({ edits: during }))),
  )

  it.effect("goes on with a field that vanishes meanwhile", () =>
    Effect.gen(function* () {
      const before = (yield* leads).map(({ Company }) => Company)
      const id = yield* order(["Company"])
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(yield* companies(id), before)
    }).pipe(Effect.provide(world({ edits: [{ after: "3 seconds", module: "Leads", removeField: "Company" }] }))),
  )

  it.effect.each([
    { boundary: "inclusive", expected: ["Before"] },
    { boundary: "exclusive", expected: [] },
  ] as const)("takes a boundary as $boundary, in whole seconds", ({ boundary, expected }) =>
    Effect.gen(function* () {
      yield* edit({ after: 1_700, module: "Leads", update: { id: idOf(1), Company: "Before" } })
      yield* TestClock.adjust("2 seconds")
      const time = "1970-01-01T05:30:01+05:30"
      const id = yield* order(["Company"], {
        field: { api_name: "Modified_Time" },
        comparator: "between",
        value: [time, time],
      })
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(yield* companies(id), [...expected])
    }).pipe(Effect.provide(world({ guesses: { boundary } }))),
  )
})

describe("an emulator whose clock is another", () => {
  it.effect.each([
    { clockAhead: "1 hour", expected: "Thu, 01 Jan 1970 02:00:00 GMT" },
    { clockAhead: "-30 minutes", expected: "Thu, 01 Jan 1970 00:30:00 GMT" },
  ] as const)("dates its answers and records by it: $clockAhead", ({ clockAhead, expected }) =>
    Effect.gen(function* () {
      yield* TestClock.adjust("1 hour")
      const { headers } = yield* ask("DELETE", `/crm/v8/Leads?ids=${idOf(1)}`)
      assert.strictEqual(headers["date"], expected)
      const { body } = yield* ask("GET", "/crm/v8/Leads/deleted")
      assert.strictEqual(Date.parse(body.data[0].deleted_time), Date.parse(expected))
    }).pipe(Effect.provide(world({ clockAhead }))),
  )
})
