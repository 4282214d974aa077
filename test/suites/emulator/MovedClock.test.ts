import { assert, describe, it } from "@effect/vitest"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer } from "effect"
import { HttpBody, HttpClient, HttpClientRequest, HttpServerResponse } from "effect/http"
import { ask } from "../../support/emulatedZoho.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { runner } from "../../support/runner.ts"

const around = Layer.mergeAll(runner.layerLoopbackServer, runner.layerHttpClient)

const served = Effect.fnUntraced(function* (options: Emulator.EmulatorOptions = {}) {
  const { emulator, origin } = yield* emulatedOnPort(options)
  const advance = (json: unknown, headers: Readonly<Record<string, string>> = {}) =>
    ask("POST", `${origin}/_emulator/clock`, { headers, body: HttpBody.text(JSON.stringify(json)) })
  const now = Effect.map(emulator.report, (report) => new Date(report.now).getTime())
  return { advance, emulator, now, origin }
})

describe("the clock of an emulator on a port", () => {
  it.live("is moved by who asks, and shown in the answer and in the state", () =>
    Effect.gen(function* () {
      const { advance, now } = yield* served()
      const before = yield* now
      const answer = yield* advance({ advance: "1 hour" })
      assert.strictEqual(answer.status, 200)
      assert.deepStrictEqual(Object.keys(answer.body), ["now"])
      assert.closeTo(new Date(answer.body.now).getTime() - before, 3_600_000, 60_000)
      yield* advance({ advance: 7_200_000 })
      assert.closeTo((yield* now) - before, 3 * 3_600_000, 60_000)
    }).pipe(Effect.scoped, Effect.provide(around)),
  )

  it.live("ends tokens, jobs and limits at their time", () =>
    Effect.gen(function* () {
      const { advance, origin } = yield* served({ jobDuration: "1 hour" })
      const grant = "grant_type=refresh_token&client_id=emulator&client_secret=emulator&refresh_token=emulator"
      const renewed = yield* ask("POST", `${origin}/oauth/v2/token?${grant}`, { headers: {} })
      const headers = { authorization: `Zoho-oauthtoken ${renewed.body.access_token}` }
      const json = { query: { module: { api_name: "Leads" } } }
      const { body } = yield* ask("POST", `${origin}/crm/bulk/v8/read`, { headers, json })
      const job = `${origin}/crm/bulk/v8/read/${body.data[0].details.id}`
      assert.strictEqual((yield* ask("GET", job, { headers })).body.data[0].state, "ADDED")
      yield* advance({ advance: "61 minutes" })
      const refused = yield* ask("GET", job, { headers })
      assert.deepStrictEqual([refused.status, refused.body.code], [401, "INVALID_TOKEN"])
      assert.strictEqual((yield* ask("GET", job)).body.data[0].state, "COMPLETED")
      const download = Effect.map(ask("GET", `${job}/result`), ({ status }) => status)
      for (let count = 0; count < 10; count++) assert.strictEqual(yield* download, 200)
      assert.strictEqual(yield* download, 429)
      yield* advance({ advance: "1 minute" })
      assert.strictEqual(yield* download, 200)
    }).pipe(Effect.scoped, Effect.provide(around)),
  )

  it.live("lets callbacks leave that are due by then", () =>
    Effect.gen(function* () {
      const posted: Array<string> = []
      const client = HttpClient.make((request, url) => {
        posted.push(url.href)
        return Effect.succeed(HttpServerResponse.toClientResponse(HttpServerResponse.empty(), { request }))
      })
      const callbacks = Layer.succeed(HttpClient.HttpClient, client)
      const { advance, emulator, origin } = yield* served({ callbacks, jobDuration: "1 hour" })
      const callback = { url: "https://app.example.com/done", method: "post" }
      yield* ask("POST", `${origin}/crm/bulk/v8/read`, { json: { query: { module: { api_name: "Leads" } }, callback } })
      yield* advance({ advance: "30 minutes" })
      assert.deepStrictEqual(posted, [])
      yield* advance({ advance: "30 minutes" })
      while ((yield* emulator.report).callbacks.length === 0) yield* Effect.sleep(10)
      assert.deepStrictEqual(posted, [callback.url])
    }).pipe(Effect.scoped, Effect.provide(around)),
  )

  it.live.each([
    { json: { advance: "soon" }, said: 'advance is "soon"' },
    { json: { advance: "-1 hour" }, said: 'advance is "-1 hour"' },
    { json: { advance: "Infinity" }, said: "advance is " },
    { json: { advance: 1e15 }, said: "advance is 1000000000000000" },
    { json: { advance: "1 hour", by: 2 }, said: "by" },
    { json: {}, said: "advance is undefined" },
    { json: [1], said: "advance is undefined" },
    { json: null, said: "advance is undefined" },
  ])("is not moved by $json, and says why and what is accepted", ({ json, said }) =>
    Effect.gen(function* () {
      const { advance, now } = yield* served()
      const before = yield* now
      const refused = yield* advance(json)
      assert.strictEqual(refused.status, 400)
      assert.include(refused.body, said)
      assert.include(refused.body, '{"advance": "1 hour"}')
      assert.closeTo((yield* now) - before, 0, 60_000)
    }).pipe(Effect.scoped, Effect.provide(around)),
  )

  it.live("is not moved by what is not JSON, nor by somebody else's page", () =>
    Effect.gen(function* () {
      const { advance, origin } = yield* served()
      const body = HttpBody.text("advance=1 hour")
      assert.strictEqual((yield* ask("POST", `${origin}/_emulator/clock`, { headers: {}, body })).status, 400)
      const foreign = yield* advance({ advance: "1 hour" }, { origin: "https://evil.example" })
      assert.strictEqual(foreign.status, 403)
      const client = yield* HttpClient.HttpClient
      const put = yield* client.execute(HttpClientRequest.put(`${origin}/_emulator/clock`))
      assert.strictEqual(put.status, 404)
    }).pipe(Effect.scoped, Effect.provide(around)),
  )
})
