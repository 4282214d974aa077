import { assert, describe, it } from "@effect/vitest"
import { exportModule, Limits, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { CurrentProgress, type ProgressEvent } from "@zoho-bulk/core/Progress"
import { Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { CurrentLeftOut } from "../../../../packages/core/src/transfer/exports/CurrentLeftOut.ts"
import { json } from "../../../support/answers.ts"
import { zipOf } from "../../../support/emulatedZoho.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { headerAndRows } from "../../../support/rows.ts"
import { createdReadBody, readBody } from "../../../support/samples.ts"
import type { Turn } from "../../../support/ScriptedZoho.ts"

/** The files of the pages that a job for some fields has, one after the other; each file is a piece that comes by itself. */
type Results = Readonly<Record<string, ReadonlyArray<ReadonlyArray<string>>>>

interface Ordered {
  readonly files: ReadonlyArray<string>
  readonly page: number
  readonly isLast: boolean
}

/** Zoho, whose jobs have these results by the first field that they read. */
const zohoWith = (results: Results) => {
  const jobs: Array<Ordered> = []
  const order = (body: string): Turn => {
    const { query } = JSON.parse(body) as { query: { fields: ReadonlyArray<string>; page: number } }
    const pages = results[query.fields[0] ?? ""] ?? []
    jobs.push({ files: pages[query.page - 1] ?? [], page: query.page, isLast: query.page === pages.length })
    return json(createdReadBody(String(jobs.length)), { status: 201 })
  }
  const answer = (path: string, body: string): Turn => {
    if (body !== "") return order(body)
    const [, id = "", isResult] = /\/read\/(\d+)(\/result)?$/.exec(path) ?? []
    const { files, isLast, page } = jobs[Number(id) - 1] ?? assert.fail(`there is no job ${id}`)
    if (isResult !== undefined) {
      const named = Object.fromEntries(files.map((text, at) => [`${at}.csv`, text]))
      return Effect.orDie(Effect.map(zipOf(named), (packed) => HttpServerResponse.uint8Array(Uint8Array.from(packed))))
    }
    const count = files.reduce((sum, text) => sum + text.trim().split("\n").length - 1, 0)
    const result = { page, count, more_records: !isLast, download_url: `/crm/bulk/v6/read/${id}/result` }
    return json(readBody({ id, state: "COMPLETED", result }))
  }
  const client = HttpClient.make((request, url) => {
    const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
    const turn = answer(url.pathname, body)
    const played = HttpServerResponse.isHttpServerResponse(turn) ? Effect.succeed(turn) : Effect.orDie(turn)
    return Effect.map(played, (response) => HttpServerResponse.toClientResponse(response, { request }))
  })
  return ZohoConnection.layer({ apiVersion: "v6", auth: layerAccessToken(Redacted.make("a")) }).pipe(
    Layer.provide(Layer.succeed(HttpClient.HttpClient, client)),
  )
}

/** What an export of three fields gives, of which a job reads two. */
const exported = (results: Results, limits: Limits.LimitsOptions = {}) =>
  headerAndRows(exportModule({ module: "Contacts", fields: ["A", "B", "C"] })).pipe(
    Effect.provide(Layer.merge(zohoWith(results), Limits.layer({ maxReadFields: 2, ...limits }))),
  )

const telling = Effect.fnUntraced(function* <A, E, R>(run: Effect.Effect<A, E, R>) {
  const events: Array<ProgressEvent> = []
  yield* Effect.provideService(run, CurrentProgress, (event) => Effect.sync(() => void events.push(event)))
  return events
})

const header = ["id", "A", "B", "C"]

/** One file for each record, so that each comes by itself. */
const oneByOne = (names: string, ids: ReadonlyArray<string>) =>
  ids.map((id) => `Id,${names}\n${[id, ...names.split(",").map((name) => `${name}${id}`)].join(",")}\n`)

const ids = (count: number) => Array.from({ length: count }, (_, at) => String(at + 1))

describe("an export that joins the results of several jobs", () => {
  it.effect("reads them side by side, so that little waits, however many records they have", () =>
    Effect.gen(function* () {
      const results = { A: [oneByOne("A,B", ids(40))], C: [oneByOne("C", ids(40))] }
      const rows = yield* exported(results, { maxUnjoinedSize: 120 })
      assert.deepStrictEqual(rows, [header, ...ids(40).map((id) => [id, `A${id}`, `B${id}`, `C${id}`])])
    }),
  )

  it.effect("reads those that lag behind first, where a result comes in larger pieces", () =>
    Effect.gen(function* () {
      const inPieces = (names: string, size: number) =>
        Array.from({ length: 40 / size }, (_, at) => {
          const own = oneByOne(names, ids(40).slice(at * size, (at + 1) * size))
          return [`Id,${names}`, ...own.map((text) => text.split("\n")[1]), ""].join("\n")
        })
      const results = { A: [inPieces("A,B", 8)], C: [oneByOne("C", ids(40))] }
      assert.strictEqual((yield* exported(results, { maxUnjoinedSize: 450 })).length, 41)
    }),
  )

  it.effect("joins rows that are on other pages of each, also where one has more pages", () =>
    Effect.gen(function* () {
      const results = {
        A: [oneByOne("A,B", ["1", "2"]), oneByOne("A,B", ["3"]), oneByOne("A,B", ["4"])],
        C: [oneByOne("C", ["4", "3", "2", "1"])],
      }
      const [first, ...rows] = yield* exported(results)
      assert.deepStrictEqual(first, header)
      assert.deepStrictEqual(
        rows.toSorted(),
        ids(4).map((id) => [id, `A${id}`, `B${id}`, `C${id}`]),
      )
    }),
  )

  it.effect("tells how many rows went out, the header left out", () =>
    Effect.gen(function* () {
      const results = {
        A: [oneByOne("A,B", ids(3)), oneByOne("A,B", ["4"])],
        C: [oneByOne("C", ids(3)), oneByOne("C", ["4"])],
      }
      const flowed: Record<string, number> = {}
      for (const event of yield* telling(exported(results))) {
        if (event._tag === "flowed") flowed[event.part] = (flowed[event.part] ?? 0) + event.rows
      }
      assert.deepStrictEqual(flowed, { "fields 1-2, page 1": 3, "fields 1-2, page 2": 1 })
    }),
  )

  it.effect("fails where a result has no ids to join by, and says which one", () =>
    Effect.gen(function* () {
      const results = { A: [oneByOne("A,B", ids(1))], C: [["C\nC1\n"]] }
      const failure = expectTag(yield* Effect.flip(exported(results)), "PagesBroken")
      assert.deepInclude(failure, { module: "Contacts", page: 1 })
      assert.include(failure.problem, "id")
      assert.match(failure.jobId, /^[12]$/)
    }),
  )

  it.effect("fails where more waits to be joined than may", () =>
    Effect.gen(function* () {
      const results = { A: [oneByOne("A,B", ids(9))], C: [oneByOne("C", ids(9).toReversed())] }
      const failure = expectTag(yield* Effect.flip(exported(results, { maxUnjoinedSize: 120 })), "ResultTooLarge")
      assert.deepInclude(failure, { limit: "maxUnjoinedSize", max: 120 })
    }),
  )

  it.effect("tells of records that not each result has: all to who copies them, 20 to people", () =>
    Effect.gen(function* () {
      const told: Array<ReadonlySet<string>> = []
      const gone = ids(25).map((id) => `1${id}`)
      const results = { A: [oneByOne("A,B", ["7", ...gone])], C: [oneByOne("C", ["7"])] }
      const listen = (left: ReadonlySet<string>) => void told.push(left)
      const events = yield* telling(Effect.provideService(exported(results), CurrentLeftOut, listen))
      assert.deepStrictEqual(told, [new Set(gone)])
      assert.deepStrictEqual(
        events.filter(({ _tag }) => _tag === "leftOut"),
        [{ _tag: "leftOut", records: 25, ids: gone.slice(0, 20) }],
      )
    }),
  )

  it.effect("tells nothing of records that are left out where there are none", () =>
    Effect.gen(function* () {
      let isTold = false
      const results = { A: [oneByOne("A,B", ids(2))], C: [oneByOne("C", ids(2))] }
      const events = yield* telling(
        Effect.provideService(exported(results), CurrentLeftOut, () => void (isTold = true)),
      )
      assert.isFalse(isTold)
      assert.isFalse(events.some(({ _tag }) => _tag === "leftOut"))
    }),
  )
})
