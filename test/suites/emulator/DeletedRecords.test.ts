import { assert, describe, it } from "@effect/vitest"
import { Emulator, type EmulatorOptions } from "@zoho-bulk/core/emulator"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { type Answered, ask, zoho } from "../../support/emulatedZoho.ts"

const idOf = (n: number): string => `4150868013${String(n).padStart(9, "0")}`

const remove = (ids: ReadonlyArray<string>) => ask("DELETE", `/crm/v8/Leads?ids=${ids.join(",")}&wf_trigger=false`)
const restore = (ids: ReadonlyArray<string>, version = "v8") =>
  ask("POST", `/crm/${version}/settings/recycle_bin/actions/restore`, { json: { ids } })
const deleted = (query = "", since?: string) =>
  ask("GET", `/crm/v8/Leads/deleted${query}`, {
    headers: {
      authorization: "Zoho-oauthtoken emulator",
      ...(since === undefined ? {} : { "if-modified-since": since }),
    },
  })
const get = (ids: ReadonlyArray<string>, fields = "Company") =>
  ask("GET", `/crm/v8/Leads?ids=${ids.join(",")}&fields=${fields}`)

const idsIn = ({ body }: Answered): ReadonlyArray<string> =>
  (body?.data ?? []).map(({ id }: { readonly id: string }) => id)
const codesIn = (items: ReadonlyArray<{ readonly code: string }>) => items.map(({ code }) => code)

const counted = Effect.map(ask("GET", "/crm/v8/Leads/actions/count"), ({ body }) => body.count)

const world = (options: EmulatorOptions = {}) => zoho({ records: { Leads: 450 }, ...options })

describe("the emulator's deleted records", () => {
  it.effect("go from the module, its count and its records by id to the list of what was deleted", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 26, 9, 4, 39, 700))
      const ids = [idOf(1), idOf(2)]
      assert.deepStrictEqual(idsIn(yield* get(ids)), ids)
      const { body, status } = yield* remove(ids)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(codesIn(body.data), ["SUCCESS", "SUCCESS"])
      assert.strictEqual((yield* get(ids)).status, 204)
      assert.strictEqual(yield* counted, 448)
      const { body: list } = yield* deleted()
      assert.deepStrictEqual(list.data[1], {
        deleted_by: { id: "4150868000000225013", name: "Patricia Boyle" },
        id: idOf(1),
        display_name: list.data[1].display_name,
        type: "recycle",
        created_by: { id: "4150868000000225013", name: "Patricia Boyle" },
        deleted_time: "2026-11-26T14:34:39+05:30",
      })
      assert.deepStrictEqual(list.info, { per_page: 200, count: 2, page: 1, more_records: false })
    }).pipe(Effect.provide(world())),
  )

  it.effect.each(apiVersions)("are listed in %s, and restored from v8 on", (version) =>
    Effect.gen(function* () {
      yield* remove([idOf(7)])
      const list = yield* ask("GET", `/crm/${version}/Leads/deleted?type=recycle`)
      assert.deepStrictEqual(idsIn(list), [idOf(7)])
      const { status } = yield* restore([idOf(7)], version)
      assert.strictEqual(status, version === "v8" ? 200 : 404)
    }).pipe(Effect.provide(world())),
  )

  it.effect("come page by page, the latest first", () =>
    Effect.gen(function* () {
      for (const from of [1, 101, 201]) {
        yield* TestClock.adjust("1 second")
        yield* remove(Array.from({ length: 100 }, (_, at) => idOf(from + at)))
      }
      const first = yield* deleted("?page=1&per_page=200")
      const second = yield* deleted("?page=2&per_page=200")
      assert.deepStrictEqual([first.body.info.more_records, second.body.info.more_records], [true, false])
      assert.strictEqual(new Set([...idsIn(first), ...idsIn(second)]).size, 300)
      assert.strictEqual(idsIn(first)[0], idOf(300))
      assert.strictEqual((yield* deleted("?page=3")).status, 204)
    }).pipe(Effect.provide(world())),
  )

  it.effect.each([
    { boundary: "inclusive", expected: [idOf(2)] },
    { boundary: "exclusive", expected: [] },
  ] as const)("are asked for since a whole second, which is $boundary", ({ boundary, expected }) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 26, 9, 0, 0))
      yield* remove([idOf(1)])
      yield* TestClock.setTime(Date.UTC(2026, 10, 26, 9, 0, 10, 900))
      yield* remove([idOf(2)])
      assert.deepStrictEqual(idsIn(yield* deleted("", "2026-11-26T14:30:10+05:30")), expected)
      assert.deepStrictEqual(idsIn(yield* deleted("", "2026-11-26T14:30:09+05:30")), [idOf(2)])
      assert.strictEqual((yield* deleted("", "2026-11-26T14:30:11+05:30")).status, 304)
    }).pipe(Effect.provide(world({ guesses: { boundary, nothingDeleted: 304 } }))),
  )

  it.effect("are in the recycle bin for 60 days, remembered for 120, and restored from the bin alone", () =>
    Effect.gen(function* () {
      yield* remove([idOf(1), idOf(2)])
      yield* TestClock.adjust("59 days")
      assert.strictEqual((yield* restore([idOf(2)])).status, 200)
      assert.deepStrictEqual(idsIn(yield* deleted("?type=recycle")), [idOf(1)])
      yield* TestClock.adjust("2 days")
      assert.strictEqual((yield* deleted("?type=recycle")).status, 204)
      const { body } = yield* deleted("?type=permanent")
      assert.deepInclude(body.data[0], { id: idOf(1), deleted_by: null, display_name: null, created_by: null })
      assert.strictEqual((yield* restore([idOf(1)])).status, 400)
      yield* TestClock.adjust("60 days")
      assert.strictEqual((yield* deleted()).status, 204)
    }).pipe(Effect.provide(world())),
  )

  it.effect.each([
    { restoringModifies: false, moves: false },
    { restoringModifies: true, moves: true },
  ])("come back as they were, and a new Modified_Time is a guess: $moves", ({ moves, restoringModifies }) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 26))
      const emulator = yield* Emulator
      const rowOf = Effect.map(emulator.records("Leads"), (rows) => rows.find(({ id }) => id === idOf(1)))
      const before = yield* rowOf
      yield* remove([idOf(1)])
      assert.isUndefined(yield* rowOf)
      const { body } = yield* restore([idOf(1), idOf(2)])
      assert.deepStrictEqual(codesIn(body.recycle_bin), ["SUCCESS", "INVALID_DATA"])
      const after = yield* rowOf
      const isMoved = after?.["Modified_Time"] !== before?.["Modified_Time"]
      assert.strictEqual(isMoved, moves)
      assert.deepStrictEqual({ ...after, Modified_Time: "" }, { ...before, Modified_Time: "" })
      assert.strictEqual((yield* deleted()).status, 204)
    }).pipe(Effect.provide(world({ guesses: { restoringModifies } }))),
  )

  it.effect("may go on being listed when they are back, which is a guess", () =>
    Effect.gen(function* () {
      yield* remove([idOf(1)])
      yield* restore([idOf(1)])
      assert.strictEqual(yield* counted, 450)
      assert.deepStrictEqual(idsIn(yield* deleted()), [idOf(1)])
      yield* TestClock.adjust("1 minute")
      yield* remove([idOf(1)])
      const { body } = yield* deleted()
      assert.deepStrictEqual(
        body.data.map(({ deleted_time: time }: { readonly deleted_time: string }) => time),
        ["1970-01-01T05:31:00+05:30"],
      )
    }).pipe(Effect.provide(world({ guesses: { restoredAreListed: true } }))),
  )

  it.effect("are told of id by id, those that are not there as well", () =>
    Effect.gen(function* () {
      const mixed = yield* remove([idOf(1), "77"])
      assert.deepStrictEqual([mixed.status, codesIn(mixed.body.data)], [207, ["SUCCESS", "INVALID_DATA"]])
      const again = yield* remove([idOf(1)])
      assert.deepStrictEqual([again.status, codesIn(again.body.data)], [400, ["INVALID_DATA"]])
    }).pipe(Effect.provide(world())),
  )

  const refusals: ReadonlyArray<readonly [name: string, asked: ReturnType<typeof ask>, code: string]> = [
    ["more than a hundred ids", remove(Array.from({ length: 101 }, (_, at) => idOf(at + 1))), "LIMIT_EXCEEDED"],
    ["what is no id", remove(["x"]), "INVALID_DATA"],
    ["a module that is not there", ask("DELETE", "/crm/v8/Nowhere?ids=1"), "INVALID_MODULE"],
    ["no fields", ask("GET", `/crm/v8/Leads?ids=${idOf(1)}`), "REQUIRED_PARAM_MISSING"],
    ["51 fields", get([idOf(1)], Array.from({ length: 51 }, (_, at) => `F${at}`).join(",")), "LIMIT_EXCEEDED"],
    ["another type of deletion", deleted("?type=some"), "PATTERN_NOT_MATCHED"],
    ["a time that is none", deleted("", "yesterday"), "PATTERN_NOT_MATCHED"],
    ["nothing to restore", restore([]), "EXPECTED_FIELD_MISSING"],
  ]

  it.effect.each(refusals)("are refused with %s", ([, asked, code]) =>
    Effect.gen(function* () {
      const { body, status } = yield* asked
      assert.deepStrictEqual([status, (body.data?.[0] ?? body).code], [400, code])
    }).pipe(Effect.provide(world())),
  )

  it.effect("are no match of a key any more, and what points at them finds nothing", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator
      yield* emulator.edit([{ module: "Leads", delete: idOf(1) }])
      const { body } = yield* ask("GET", `/crm/v8/Leads/actions/count?criteria=(id:equals:${idOf(1)})`)
      assert.strictEqual(body.count, 0)
      assert.strictEqual((yield* emulator.report).records["Leads"], 449)
    }).pipe(Effect.provide(world())),
  )
})
