import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Records } from "@zoho-bulk/core"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { DateTime, Effect, Stream } from "effect"
import { empty, json, refusal } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentRequests, type Turn } from "../../support/ScriptedZoho.ts"

const sample = JSON.parse(readFileSync(new URL("../../fixtures/records/deleted.v7.json", import.meta.url), "utf8")).body

const deleted = (id: number) => ({
  id: String(id),
  display_name: `Lead ${id}`,
  deleted_time: "2026-11-26T09:04:39+05:30",
  type: "recycle",
})

const page = (ids: ReadonlyArray<number>, hasMore: boolean): Turn =>
  json({ data: ids.map(deleted), info: { more_records: hasMore } })

const all = (options?: Records.DeletedOptions) => Stream.runCollect(Records.getDeletedRecords("Leads", options))

describe("the deleted records of a module", () => {
  it.effect("are read as Zoho's page shows them, those gone for good without names", () =>
    Effect.gen(function* () {
      const boyle = { id: "410888000000086001", name: "Patricia Boyle" }
      const [first, , third] = yield* Effect.provide(all(), scripted([json(sample)]))
      assert.deepStrictEqual(first, {
        id: "410888000000099071",
        displayName: "Patricia",
        deletedTime: "2015-06-19T11:19:38+05:30",
        type: "recycle",
        deletedBy: boyle,
        createdBy: boyle,
      })
      assert.deepStrictEqual(third, {
        id: "410888000000680013",
        deletedTime: "2016-10-26T11:44:15+05:30",
        type: "permanent",
      })
    }),
  )

  it.effect.each(apiVersions)("are asked for page by page where %s has them, until there are no more", (apiVersion) =>
    Effect.gen(function* () {
      const read = yield* all({ type: "recycle", since: "2026-11-25T10:00:00.999+05:30" })
      const sent = yield* sentRequests
      assert.deepStrictEqual(
        read.map(({ id }) => id),
        ["1", "2", "2", "3"],
      )
      assert.deepStrictEqual(
        sent.map(({ url }) => url),
        [1, 2].map(
          (n) => `https://www.zohoapis.com/crm/${apiVersion}/Leads/deleted?type=recycle&page=${n}&per_page=200`,
        ),
      )
      for (const { headers } of sent) assert.strictEqual(headers["if-modified-since"], "2026-11-25T10:00:00+05:30")
    }).pipe(Effect.provide(scripted([page([1, 2], true), page([2, 3], false)], { settings: { apiVersion } }))),
  )

  it.effect.each([
    { name: "a DateTime", since: DateTime.makeUnsafe("2026-11-25T10:00:00.400Z") },
    { name: "a Date", since: new Date("2026-11-25T10:00:00.400Z") },
    { name: "text", since: "2026-11-25T10:00:00Z" },
  ])("are asked for since a second that is told as $name", ({ since }) =>
    Effect.gen(function* () {
      yield* all({ since })
      const [sent] = yield* sentRequests
      assert.strictEqual(sent?.headers["if-modified-since"], "2026-11-25T10:00:00+00:00")
    }).pipe(Effect.provide(scripted([empty(204)]))),
  )

  it.effect("are asked for from the beginning where nobody says since when", () =>
    Effect.gen(function* () {
      yield* all()
      const [sent] = yield* sentRequests
      assert.notProperty(sent?.headers, "if-modified-since")
    }).pipe(Effect.provide(scripted([empty(204)]))),
  )

  it.effect.each([
    { name: "204", turn: empty(204) },
    { name: "304", turn: empty(304) },
    { name: "304 with a code", turn: refusal(304, "Not Modified") },
    { name: "an empty list", turn: page([], false) },
  ])("are none, says $name", ({ turn }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* Effect.provide(all(), scripted([turn])), [])
    }),
  )

  it.effect("end where a later page has no content", () =>
    Effect.gen(function* () {
      const read = yield* Effect.provide(all(), scripted([page([1], true), empty(204)]))
      assert.strictEqual(read.length, 1)
    }),
  )

  it.effect.each([
    { name: "repeats the one before", turns: [page([1, 2], true), page([1, 2], true)] },
    { name: "repeats an earlier one", turns: [page([1], true), page([2], true), page([1], true)] },
    { name: "is empty", turns: [page([1], true), page([], true)] },
  ])("fail where a page $name and more are to follow", ({ turns }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Effect.provide(all(), scripted(turns)))
      const { summary } = expectTag(failure, "UnreadableAnswer")
      assert.include(summary, `page ${turns.length} has nothing new, but says that more will follow`)
    }),
  )

  it.effect.each([
    { name: "an id", item: { deleted_time: "2026-11-26T09:04:39+05:30" }, at: "data[0].id" },
    { name: "a time", item: { id: "1" }, at: "data[0].deleted_time" },
    { name: "a time that can be read", item: { id: "1", deleted_time: "yesterday" }, at: "data[0].deleted_time" },
  ])("fail where one has not $name", ({ at, item }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Effect.provide(all(), scripted([json({ data: [item] })])))
      assert.include(expectTag(failure, "UnreadableAnswer").problem, at)
    }),
  )

  it.effect("keep the digits of ids that are numbers", () =>
    Effect.gen(function* () {
      const body = `{"data":[{"id":4150868000000099071,"deleted_time":"2026-11-26T09:04:39+05:30"}]}`
      const turn = json(
        JSON.parse(body, (_, value, { source }: { source?: string } = {}) =>
          typeof value === "number" ? source : value,
        ),
      )
      const read = yield* Effect.provide(all(), scripted([turn]))
      assert.strictEqual(read[0]?.id, "4150868000000099071")
    }),
  )

  it.effect.each([
    { since: "2026-11-25T10:00:00" },
    { since: "yesterday" },
    { since: new Date(NaN) },
    { since: 5 as never },
    { type: "gone" as never },
    { sinse: "2026-11-25T10:00:00Z" } as never,
  ])("are not asked for with %j", (options: Records.DeletedOptions) =>
    Effect.gen(function* () {
      expectTag(yield* Effect.flip(all(options)), "InvalidRequest")
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(scripted([]))),
  )
})
