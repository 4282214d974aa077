import { assert, it } from "@effect/vitest"
import { Auth, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { Effect, Layer, Redacted } from "effect"
import { serve } from "../../support/loopback.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { readBody } from "../../support/samples.ts"

const readId = "4150868000004717004"

it.live(`20 looks that are redirected leave at most 2 sockets open, on ${thisRuntime}`, () =>
  Effect.gen(function* () {
    const { origin, requests, server } = yield* serve((request, response) => {
      const isThere = request.url === "/there"
      response.writeHead(isThere ? 200 : 302, { "content-type": "application/json", location: "/there" })
      response.end(JSON.stringify(isThere ? readBody() : { moved: "x".repeat(10_000) }))
    })
    const auth = Auth.layerAccessToken(Redacted.make("t"))
    const zoho = Layer.provide(ZohoConnection.layer({ apiDomain: origin, auth }), runner.layerHttpClient)
    yield* Effect.gen(function* () {
      for (let nth = 0; nth < 20; nth++) yield* getJobDetails({ kind: "read", id: readId })
      assert.strictEqual(requests.length, 40)
      const open = yield* Effect.callback<number>((resume) => {
        server.getConnections((_error, count) => resume(Effect.succeed(count)))
      })
      assert.isAtMost(open, 2)
    }).pipe(Effect.provide(zoho))
  }).pipe(Effect.scoped),
)
