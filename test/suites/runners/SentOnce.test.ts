import { assert, it } from "@effect/vitest"
import { createReadJob, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { Effect, Redacted } from "effect"
import { HttpBody, HttpClient } from "effect/http"
import { serve } from "../../support/loopback.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { runner } from "../../support/runner.ts"

it.live(`what is posted is sent once, though a connection that was used before breaks, on ${thisRuntime}`, () =>
  Effect.gen(function* () {
    const server = yield* serve((request, response) =>
      request.method === "GET" ? response.end("here") : request.socket.destroy(),
    )
    for (let nth = 1; nth <= 3; nth++) {
      yield* Effect.flatMap(HttpClient.get(server.origin), ({ text }) => text)
      yield* Effect.flip(HttpClient.post(server.origin, { body: HttpBody.text("{}") }))
      assert.strictEqual(server.requests.filter(({ method }) => method === "POST").length, nth)
    }
  }).pipe(Effect.provide(runner.layerHttpClient)),
)

it.live(
  `an order does not go over a connection that looks have used, which may be closed just then, on ${thisRuntime}`,
  () =>
    Effect.gen(function* () {
      const used = new WeakSet<object>()
      const server = yield* serve((request, response) => {
        const { socket } = request
        if (request.method === "POST" && used.has(socket)) return void socket.destroy()
        used.add(socket)
        response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" })
        response.end(
          request.method === "POST"
            ? '{"data":[{"status":"success","details":{"id":"77"}}]}'
            : '{"data":[{"id":"1","state":"QUEUED","created_time":"2026-01-01T00:00:00+00:00"}]}',
        )
      })
      const connected = ZohoConnection.layer({
        apiDomain: server.origin,
        auth: layerAccessToken(Redacted.make("1000.5ec2e75ec2e75ec2e7.70cea70cea70cea7")),
      })
      yield* Effect.gen(function* () {
        for (let nth = 1; nth <= 3; nth++) {
          yield* getJobDetails({ kind: "read", id: "1" })
          assert.strictEqual((yield* createReadJob({ module: "Leads" })).id, "77")
        }
      }).pipe(Effect.provide(connected))
    }).pipe(Effect.provide(runner.layerHttpClient)),
)
