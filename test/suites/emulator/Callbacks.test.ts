import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer } from "effect"
import { HttpClient, HttpServerRequest, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { ask, upload } from "../../support/emulatedZoho.ts"

/** A client that leads to whoever receives callbacks, and what arrived there. */
const receiver = (statuses: ReadonlyArray<number> = []) => {
  const received: Array<{ readonly url: string; readonly body: unknown }> = []
  const client = HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const body = yield* Effect.orDie(HttpServerRequest.fromClientRequest(request).json)
      received.push({ url: url.href, body })
      const status = statuses[received.length - 1] ?? 200
      return HttpServerResponse.toClientResponse(HttpServerResponse.empty({ status }), { request })
    }),
  )
  const layer = Emulator.layer({ callbacks: Layer.succeed(HttpClient.HttpClient, client) })
  const http = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(Emulator.Emulator, ({ httpClient }) => httpClient),
  )
  return { received, layer: Layer.provideMerge(http, layer) }
}

const callback = { url: "https://app.example.com/done?key=k", method: "post" }
const read = { query: { module: { api_name: "Leads" } }, callback }

describe("a callback of the emulator", () => {
  const readEnds = receiver()
  it.effect("is posted when a read job ends, with its details", () =>
    Effect.gen(function* () {
      const { body } = yield* ask("POST", "/crm/bulk/v7/read", { json: read })
      yield* TestClock.adjust(999)
      assert.deepStrictEqual(readEnds.received, [])
      yield* TestClock.adjust(1)
      const details = (yield* ask("GET", `/crm/bulk/v7/read/${body.data[0].details.id}`)).body
      assert.deepStrictEqual(details.data[0].callback, callback)
      assert.deepStrictEqual(readEnds.received, [{ url: callback.url, body: details }])
    }).pipe(Effect.provide(readEnds.layer)),
  )

  const writeEnds = receiver()
  it.effect("is posted when a write job ends, with its details", () =>
    Effect.gen(function* () {
      const file_id = yield* upload({ "rows.csv": "Last_Name,Company\nBoyle,Zylker\n" })
      const resource = [{ type: "data", module: { api_name: "Leads" }, file_id }]
      const json = { operation: "insert", resource, callback }
      const { body } = yield* ask("POST", "/crm/bulk/v8/write", { json })
      yield* TestClock.adjust(1_000)
      const details = (yield* ask("GET", `/crm/bulk/v8/write/${body.details.id}`)).body
      assert.strictEqual(details.status, "COMPLETED")
      assert.deepStrictEqual(writeEnds.received, [{ url: callback.url, body: details }])
    }).pipe(Effect.provide(writeEnds.layer)),
  )

  const unlucky = receiver([500, 500, 200])
  it.effect("is posted again when it was not taken", () =>
    Effect.gen(function* () {
      yield* ask("POST", "/crm/bulk/v8/read", { json: read })
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(unlucky.received.length, 3)
      const { callbacks } = yield* (yield* Emulator.Emulator).report
      assert.deepStrictEqual(callbacks, [
        { jobId: "4150868000009000001", at: "1970-01-01T05:30:04+05:30", status: 200 },
      ])
    }).pipe(Effect.provide(unlucky.layer)),
  )
})
