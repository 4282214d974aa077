import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Clock, Duration, Effect, Layer } from "effect"
import { HttpBody, HttpClient, HttpClientRequest, HttpServerRequest, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { ask, upload } from "../../support/emulatedZoho.ts"

/** A client that leads to whoever receives callbacks, and what arrived there. */
const receiver = (statuses: ReadonlyArray<number> = []) => {
  const received: Array<{ readonly url: string; readonly body: unknown }> = []
  const traced: Array<string> = []
  const client = HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const body = yield* Effect.orDie(HttpServerRequest.fromClientRequest(request).json)
      received.push({ url: url.href, body })
      traced.push(...Object.keys(request.headers).filter((name) => name === "b3" || name === "traceparent"))
      const status = statuses[received.length - 1] ?? 200
      return HttpServerResponse.toClientResponse(HttpServerResponse.empty({ status }), { request })
    }),
  )
  const layer = Emulator.layer({ callbacks: Layer.succeed(HttpClient.HttpClient, client) })
  const http = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(Emulator.Emulator, ({ httpClient }) => httpClient),
  )
  return { received, traced, layer: Layer.provideMerge(http, layer) }
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
        { jobId: "4150868000009000001", at: "1970-01-01T05:30:04+05:30", status: 200, tries: 3 },
      ])
    }).pipe(Effect.provide(unlucky.layer)),
  )

  const refusing = receiver([400, 400, 400])
  it.effect("that nobody took is told of with the last answer and the number of tries", () =>
    Effect.gen(function* () {
      yield* ask("POST", "/crm/bulk/v8/read", { json: read })
      yield* TestClock.adjust("10 seconds")
      const { callbacks } = yield* (yield* Emulator.Emulator).report
      assert.deepStrictEqual(
        callbacks.map(({ status, tries }) => ({ status, tries })),
        [{ status: 400, tries: 3 }],
      )
    }).pipe(Effect.provide(refusing.layer)),
  )

  const onTime = receiver()
  it.effect("says that the job has ended, however early its timer fires", () =>
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      const early: Clock.Clock = Object.create(clock, {
        sleep: {
          value: (duration: Duration.Duration) =>
            clock.sleep(Duration.toMillis(duration) > 1 ? Duration.subtract(duration, Duration.millis(1)) : duration),
        },
      })
      yield* ask("POST", "/crm/bulk/v7/read", { json: read }).pipe(Effect.provideService(Clock.Clock, early))
      yield* TestClock.adjust(999)
      yield* TestClock.adjust(1)
      yield* TestClock.adjust(1)
      const bodies = onTime.received.map(({ body }) => body as { readonly data: ReadonlyArray<object> })
      assert.deepInclude(bodies[0]?.data[0], { state: "COMPLETED" })
    }).pipe(Effect.provide(onTime.layer)),
  )

  const untraced = receiver()
  it.effect("carries nothing of the trace that it was posted in", () =>
    Effect.gen(function* () {
      yield* ask("POST", "/crm/bulk/v8/read", { json: read })
      yield* TestClock.adjust("1 second")
      assert.lengthOf(untraced.received, 1)
      assert.deepStrictEqual(untraced.traced, [])
    }).pipe(Effect.withSpan("a run that is traced"), Effect.provide(untraced.layer)),
  )

  const onAPort = receiver()
  it.effect("of a job that was made on a port has a link that leads back to the port", () =>
    Effect.gen(function* () {
      const { app } = yield* Emulator.Emulator
      const file_id = yield* upload({ "rows.csv": "Last_Name,Company\nBoyle,Zylker\n" })
      const json = {
        operation: "insert",
        resource: [{ type: "data", module: { api_name: "Leads" }, file_id }],
        callback,
      }
      const request = HttpClientRequest.post("http://127.0.0.1:4150/crm/bulk/v8/write", {
        headers: { authorization: "Zoho-oauthtoken emulator" },
        body: HttpBody.text(JSON.stringify(json), "application/json"),
      })
      const served = HttpServerRequest.fromClientRequest(request)
      const { status } = yield* Effect.provideService(app, HttpServerRequest.HttpServerRequest, served)
      assert.strictEqual(status, 201)
      yield* TestClock.adjust("1 second")
      const bodies = onAPort.received.map(({ body }) => body as { readonly id: string; readonly result: unknown })
      const id = bodies[0]?.id
      const download_url = `http://127.0.0.1:4150/v2/crm/694902309/bulk-write/${id}/${id}.zip`
      assert.deepStrictEqual(bodies[0]?.result, { download_url })
    }).pipe(Effect.provide(onAPort.layer)),
  )
})
