import { assert, describe, it } from "@effect/vitest"
import { Records } from "@zoho-bulk/core"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { Effect, Stream } from "effect"
import { empty, json, text } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"

const fields = ["Last_Name", "Modified_Time"]

const get = (ids: ReadonlyArray<string>, options: Records.ByIdOptions = { fields }) =>
  Stream.runCollect(Records.getRecordsById("Leads", ids, options))

const ids = Array.from({ length: 101 }, (_, at) => String(4_150_868_000_001 + at))

describe("records by their ids", () => {
  it.effect.each(apiVersions)("are asked for a hundred at a time where %s has them", (apiVersion) =>
    Effect.gen(function* () {
      const found = yield* get([...ids, ids[0] ?? ""])
      assert.deepStrictEqual(found, [{ id: "9", values: { id: "9", Last_Name: "Boyle" } }])
      const urls = (yield* sentRequests).map(({ url }) => new URL(url))
      assert.deepStrictEqual(
        urls.map(({ pathname, searchParams }) => [pathname, searchParams.get("ids"), searchParams.get("fields")]),
        [ids.slice(0, 100), ids.slice(100)].map((batch) => [
          `/crm/${apiVersion}/Leads`,
          batch.join(","),
          "Last_Name,Modified_Time",
        ]),
      )
    }).pipe(
      Effect.provide(
        scripted([json({ data: [{ id: "9", Last_Name: "Boyle" }] }), empty(204)], { settings: { apiVersion } }),
      ),
    ),
  )

  it.effect("keep the digits of their numbers", () =>
    Effect.gen(function* () {
      const turn = text('{"data":[{"id":"9","Amount":0.10,"Number":12345678901234567890}]}')
      const [found] = yield* Effect.provide(get(["9"]), scripted([turn]))
      assert.strictEqual(JSON.stringify(found?.values), '{"id":"9","Amount":0.10,"Number":12345678901234567890}')
    }),
  )

  it.effect("may be more than a look at a job", () =>
    Effect.gen(function* () {
      const turn = json({ data: [{ id: "9", Description: "x".repeat(2_000) }] })
      const found = get(["9"]).pipe(
        Effect.provide(scripted([turn])),
        Effect.provide(layerLimits({ maxAnswerBytes: 1_000 })),
      )
      assert.strictEqual((yield* found).length, 1)
    }),
  )

  it.effect("that nobody asks for take no call", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* get([]), [])
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(scripted([]))),
  )

  it.effect.each([
    { name: "an id that is a number", ids: [4_150_868_000_001 as never], options: { fields } },
    { name: "an id that is none", ids: ["1,2"], options: { fields } },
    { name: "no list of ids", ids: "1" as never, options: { fields } },
    { name: "no fields", ids: ["1"], options: { fields: [] } },
    { name: "51 fields", ids: ["1"], options: { fields: Array.from({ length: 51 }, (_, at) => `F${at}`) } },
    { name: "a field that is no name", ids: ["1"], options: { fields: ["a,b"] } },
    { name: "no options", ids: ["1"], options: undefined as never },
  ])("are not asked for with $name", ({ ids: wrong, name, options }) =>
    Effect.gen(function* () {
      const call = name === "no options" ? Records.getRecordsById("Leads", wrong, null as never) : undefined
      const failure = yield* Effect.flip(call === undefined ? get(wrong, options) : Stream.runCollect(call))
      expectTag(failure, "InvalidRequest")
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(scripted([]))),
  )
})
