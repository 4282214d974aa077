import { assert, describe, it } from "@effect/vitest"
import { ZohoConnection } from "@zoho-bulk/core"
import { layerTokenMemory } from "@zoho-bulk/core/Auth"
import { type SettingsOptions } from "@zoho-bulk/core/Settings"
import { Effect, Layer } from "effect"
import { json } from "../../support/answers.ts"
import { readBody } from "../../support/samples.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"
import { readJob, refreshing, tokenReply } from "../../support/tokens.ts"

const sandbox = "https://sandbox.zohoapis.com"

const askedHosts = (settings: SettingsOptions, apiDomain = sandbox) => {
  const turns = [tokenReply(1, { api_domain: apiDomain }), json(readBody()), json(readBody())]
  return Effect.gen(function* () {
    yield* readJob
    yield* readJob
    return (yield* sentRequests).slice(1).map(({ url }) => new URL(url).host)
  }).pipe(
    Effect.provide(
      Layer.provideMerge(ZohoConnection.layer(settings), refreshing(turns, { store: layerTokenMemory() })),
    ),
  )
}

describe("the API host that Zoho names with a token", () => {
  it.effect("is asked, where nobody chose another", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* askedHosts({}), ["sandbox.zohoapis.com", "sandbox.zohoapis.com"])
      assert.deepStrictEqual(yield* askedHosts({ dataCenter: "us" }), ["sandbox.zohoapis.com", "sandbox.zohoapis.com"])
    }),
  )

  it.effect.each([
    { chosen: "the environment", settings: { environment: "production" }, host: "www.zohoapis.com" },
    { chosen: "the API host", settings: { apiDomain: "developer.zohoapis.com" }, host: "developer.zohoapis.com" },
  ] as const)("gives way to a choice of $chosen", ({ host, settings }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* askedHosts(settings), [host, host])
    }),
  )
})
