import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
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
