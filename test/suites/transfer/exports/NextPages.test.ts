import { assert, describe, it } from "@effect/vitest"
import { exportModule, exportRecords } from "@zoho-bulk/core"
import { Journal, layerMemory } from "@zoho-bulk/core/Journal"
import { CurrentProgress } from "@zoho-bulk/core/Progress"
import { Effect, Layer, Stream } from "effect"
import { TestClock } from "effect/testing"
import { CurrentRowLimit } from "../../../../packages/core/src/transfer/exports/CurrentRowLimit.ts"
import { bytes, json, refusal } from "../../../support/answers.ts"
import { scripted } from "../../../support/connected.ts"
import { zipOf } from "../../../support/emulatedZoho.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { headerAndRows } from "../../../support/rows.ts"
import { createdReadBody, readBody } from "../../../support/samples.ts"
import { sentRequests, type Turn } from "../../../support/ScriptedZoho.ts"

const fields = ["Last_Name"]

/** The answers about a page whose rows come one by one, and after which there are more, or not. */
const page = Effect.fnUntraced(function* (id: string, count: number, isLast = false): Effect.fn.Return<Array<Turn>> {
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${at}.csv`, `Id,Last_Name\n${id}${at},A\n`]),
  )
  const token = isLast ? {} : { next_page_token: `token ${id}` }
  const result = { page: 1, count, more_records: !isLast, download_url: "/x", ...token }
  return [
    json(createdReadBody(id), { status: 201 }),
    json(readBody({ id, state: "COMPLETED", result })),
    bytes(yield* Effect.orDie(zipOf(files))),
  ]
})

const orders = Effect.map(sentRequests, (requests) => requests.filter(({ method }) => method === "POST").length)

/** Lets what was begun go on. */
const settled = Effect.forEach(Array.from({ length: 50 }), () => Effect.yieldNow)

describe("the page after this one", () => {
  /** How many pages are ordered once so many rows of the first one were taken, one by one. */
  const ordersAfter = Effect.fnUntraced(function* (taken: number, count: number) {
    const turns = [...(yield* page("1", count)), ...(yield* page("2", 1, true))]
    return yield* Effect.gen(function* () {
      const { rows } = yield* exportModule({ module: "Contacts", fields })
      yield* Stream.runDrain(Stream.take(Stream.rechunk(rows, 1), taken))
      yield* settled
      return yield* orders
    }).pipe(Effect.scoped, Effect.provide(scripted(turns)))
  })

  it.effect("is ordered while this one flows, once a twentieth of it is taken", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* ordersAfter(1, 120), 1)
      assert.strictEqual(yield* ordersAfter(4, 120), 1)
      assert.strictEqual(yield* ordersAfter(8, 120), 2)
      assert.strictEqual(yield* ordersAfter(40, 120), 2)
    }),
  )
})

describe("an export of no more rows than are wanted", () => {
  const limited = Effect.fnUntraced(function* (most: number, ...turns: ReadonlyArray<Turn>) {
    return yield* Effect.gen(function* () {
      const { header, rows } = yield* exportModule({ module: "Contacts", fields })
      assert.deepStrictEqual(header, ["id", "Last_Name"])
      const taken = yield* Stream.runCount(Stream.tap(Stream.rechunk(rows, 1), () => settled))
      return [taken, yield* orders]
    }).pipe(Effect.scoped, Effect.provideService(CurrentRowLimit, most), Effect.provide(scripted(turns)))
  })

  it.effect("gives so many, the header not counted, and orders no page beyond them", () =>
    Effect.gen(function* () {
      const three = yield* page("1", 3)
      assert.deepStrictEqual(yield* limited(1, ...three), [1, 1])
      assert.deepStrictEqual(yield* limited(3, ...three), [3, 1])
    }),
  )

  it.effect("orders the pages that it takes", () =>
    Effect.gen(function* () {
      const six = [...(yield* page("1", 3)), ...(yield* page("2", 3))]
      assert.deepStrictEqual(yield* limited(4, ...six), [4, 2])
      assert.deepStrictEqual(yield* limited(6, ...six), [6, 2])
      assert.deepStrictEqual(yield* limited(7, ...six, ...(yield* page("3", 1, true))), [7, 3])
      assert.deepStrictEqual(yield* limited(99, ...six, ...(yield* page("3", 1, true))), [7, 3])
    }),
  )
})

describe("rows without the record's id", () => {
  it.effect("stay as they are", () =>
    Effect.gen(function* () {
      const [created, looked] = yield* page("1", 1, true)
      const text = bytes(yield* Effect.orDie(zipOf({ "a.csv": "Last_Name,Email\nBoyle,b@x\n" })))
      const turns = [created, looked, text].filter((turn) => turn !== undefined)
      const rows = yield* Effect.provide(headerAndRows(exportModule({ module: "Contacts", fields })), scripted(turns))
      assert.deepStrictEqual(rows, [
        ["Last_Name", "Email"],
        ["Boyle", "b@x"],
      ])
    }),
  )
})

describe("a token that Zoho says has expired", () => {
  const request = { module: "Contacts", fields }
  const journal = Layer.effect(Journal, Journal)
  const drained = Stream.runDrain(exportRecords(request, undefined, { journal }))

  it.effect.each([
    { code: "EXPIRED_VALUE", anew: 1 },
    { code: "INVALID_DATA", anew: 0 },
  ])("ends an export whose rows have gone out, and the next call begins anew: $code", ({ anew, code }) =>
    Effect.gen(function* () {
      const first = yield* page("1", 1)
      const again = first.slice(1)
      const refused = refusal(400, code, { details: { param_name: "page_token" } })
      const turns = [...first, ...again, refused, ...(anew === 1 ? yield* page("3", 1, true) : [...again, refused])]
      yield* Effect.gen(function* () {
        const events: Array<string> = []
        const listen = ({ _tag }: { readonly _tag: string }) => Effect.sync(() => void events.push(_tag))
        yield* Stream.runDrain(Stream.take(exportRecords(request, undefined, { journal }), 1))
        expectTag(yield* Effect.flip(drained), "RequestNotAccepted")
        const last = yield* Effect.result(Effect.provideService(drained, CurrentProgress, listen))
        assert.strictEqual(last._tag, anew === 1 ? "Success" : "Failure")
        assert.strictEqual((yield* sentRequests).length, turns.length)
      }).pipe(Effect.provide(Layer.merge(scripted(turns), layerMemory())))
    }),
  )
})

describe("an export with a journal that is called again", () => {
  const journal = Layer.effect(Journal, Journal)
  const exported = exportRecords({ module: "Contacts", fields }, undefined, { journal })

  it.effect("orders a job anew that has failed", () =>
    Effect.gen(function* () {
      const failed = [json(createdReadBody("1"), { status: 201 }), json(readBody({ id: "1", state: "FAILURE" }))]
      yield* Effect.gen(function* () {
        expectTag(yield* Effect.flip(Stream.runDrain(exported)), "JobFailed")
        assert.strictEqual((yield* Stream.runCollect(exported)).length, 2)
        assert.strictEqual(yield* orders, 2)
      }).pipe(Effect.provide(Layer.merge(scripted([...failed, ...(yield* page("2", 2, true))]), layerMemory())))
    }),
  )

  it.effect("counts the life of a token from when its page first came", () =>
    Effect.gen(function* () {
      const first = yield* page("1", 1)
      yield* Effect.gen(function* () {
        yield* Stream.runDrain(Stream.take(exported, 1))
        yield* TestClock.adjust("1 hour")
        yield* Stream.runDrain(Stream.take(exported, 1))
        const entries = yield* (yield* Journal).entries
        const paged = entries.filter(({ step }) => step === "paged")
        assert.deepStrictEqual(
          paged.map(({ at }) => at),
          [entries[0]?.at],
        )
      }).pipe(Effect.provide(Layer.merge(scripted([...first, ...first.slice(1)]), layerMemory())))
    }),
  )
})
