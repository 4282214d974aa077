import { assert, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { Effect, Layer, Redacted } from "effect"
import { FetchHttpClient } from "effect/http"
import { testToken } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"

it.effect("`getJobDetails()` over fetch tells it not to follow redirects by itself", () => {
  const asked: Array<readonly [string, RequestRedirect | undefined]> = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    asked.push([String(input), init?.redirect])
    return Promise.resolve(new Response(null, { status: 302, headers: { location: "https://evil.example/" } }))
  }
  return Effect.gen(function* () {
    expectTag(yield* Effect.flip(getJobDetails({ kind: "read", id: "7" })), "HostNotTrusted")
    assert.deepStrictEqual(asked, [["https://www.zohoapis.com/crm/bulk/v8/read/7", "manual"]])
  }).pipe(
    Effect.provide(
      ZohoConnection.layer().pipe(
        Layer.provide(layerAccessToken(Redacted.make(testToken))),
        Layer.provide(FetchHttpClient.layer),
      ),
    ),
    Effect.provideService(FetchHttpClient.Fetch, fetch),
  )
})
