import { assert, it } from "@effect/vitest"
import { Auth, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { Effect, Layer, Redacted } from "effect"
import { serve } from "../../support/loopback.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { readBody } from "../../support/samples.ts"

const remembered = {
  "set-cookie": ["session=1; Path=/", "other=2; Domain=127.0.0.1"],
  "alt-svc": 'h2="127.0.0.1:1"; ma=86400, h3=":1"',
  link: "</stolen>; rel=preload, </stolen>; rel=preconnect",
  refresh: "0; url=/stolen",
  "strict-transport-security": "max-age=31536000",
}

it.live(`what an answer wants to be remembered changes no later request, on ${thisRuntime}`, () =>
  Effect.gen(function* () {
    const { origin, requests } = yield* serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", ...remembered })
      response.end(JSON.stringify(readBody()))
    })
    const auth = Auth.layerAccessToken(Redacted.make("t"))
    const zoho = Layer.provide(ZohoConnection.layer({ apiDomain: origin, auth }), runner.layerHttpClient)
    const look = getJobDetails({ kind: "read", id: "4150868000004717004" })
    yield* Effect.provide(Effect.andThen(look, Effect.andThen(look, look)), zoho)
    assert.deepStrictEqual(
      requests.map(({ url }) => url),
      Array.from({ length: 3 }, () => requests[0]?.url),
    )
    for (const { headers } of requests) assert.isUndefined(headers.cookie)
  }).pipe(Effect.scoped),
)
