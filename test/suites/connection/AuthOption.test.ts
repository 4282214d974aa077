import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { AccessToken, layerFromConfig, TokenStore, ZohoConnection } from "@zoho-bulk/core"
import { fromConfig, layerAccessToken, layerTokenFile, refreshToken } from "@zoho-bulk/core/Auth"
import { type InvalidSettings } from "@zoho-bulk/core/Failure"
import { type DataCenter, dataCenters } from "@zoho-bulk/core/Settings"
import { ConfigProvider, Context, Effect, type FileSystem, Layer, type Path, Redacted } from "effect"
import type { HttpClient } from "effect/http"
import { json } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { type Files, memoryFiles } from "../../support/memoryFiles.ts"
import { readBody } from "../../support/samples.ts"
import { ScriptedZoho, sentRequests } from "../../support/ScriptedZoho.ts"
import { grant, nthToken, readJob, secrets, tokenReply } from "../../support/tokens.ts"

const job = json(readBody())

/** The token's reply says nothing of a host, so that only the settings can. */
const reply = tokenReply(1, { api_domain: undefined })

const hosts: Readonly<Record<DataCenter, readonly [accounts: string, api: string]>> = {
  us: ["accounts.zoho.com", "www.zohoapis.com"],
  eu: ["accounts.zoho.eu", "www.zohoapis.eu"],
  in: ["accounts.zoho.in", "www.zohoapis.in"],
  au: ["accounts.zoho.com.au", "www.zohoapis.com.au"],
  jp: ["accounts.zoho.jp", "www.zohoapis.jp"],
  cn: ["accounts.zoho.com.cn", "www.zohoapis.com.cn"],
  ca: ["accounts.zohocloud.ca", "www.zohoapis.ca"],
  sa: ["accounts.zoho.sa", "www.zohoapis.sa"],
  uk: ["accounts.zoho.uk", "www.zohoapis.uk"],
  ae: ["accounts.zoho.ae", "www.zohoapis.ae"],
}

const hostsAsked = Effect.map(sentRequests, (requests) => requests.map(({ url }) => new URL(url).hostname))

const variables = ConfigProvider.fromEnvRecord({
  ZOHO_CLIENT_ID: grant.clientId,
  ZOHO_CLIENT_SECRET: secrets.clientSecret,
  ZOHO_REFRESH_TOKEN: secrets.refreshToken,
})

/** A store that keeps nothing, and notes what it is asked for. */
const storeOf = (calls: Array<string>) =>
  Layer.succeed(TokenStore, {
    get: () => Effect.sync(() => (calls.push("get"), { requestedAt: [] })),
    set: () => Effect.sync(() => void calls.push("set")),
    exclusively: () => (effect) => effect,
  })

describe("a connection whose data centre is named once", () => {
  it.effect.each(dataCenters)("asks the accounts host of %s for the tokens of a grant in code", (dataCenter) =>
    Effect.gen(function* () {
      yield* Effect.provide(readJob, ZohoConnection.layer({ dataCenter, auth: refreshToken(grant) }))
      assert.deepStrictEqual(yield* hostsAsked, [...hosts[dataCenter]])
    }).pipe(Effect.provide(ScriptedZoho.layer([reply, job]))),
  )

  it.effect.each(dataCenters)("asks the accounts host of %s for the tokens of a grant in variables", (dataCenter) =>
    Effect.gen(function* () {
      yield* Effect.provide(readJob, ZohoConnection.layer({ dataCenter, auth: fromConfig() }))
      assert.deepStrictEqual(yield* hostsAsked, [...hosts[dataCenter]])
    }).pipe(
      Effect.provide(ScriptedZoho.layer([reply, job])),
      Effect.provideService(ConfigProvider.ConfigProvider, variables),
    ),
  )

  it.effect("may be named by any of its hosts", () =>
    Effect.gen(function* () {
      const zoho = ZohoConnection.layer({ apiDomain: "www.zohoapis.in", auth: refreshToken(grant) })
      yield* Effect.provide(readJob, zoho)
      assert.deepStrictEqual(yield* hostsAsked, [...hosts.in])
    }).pipe(Effect.provide(ScriptedZoho.layer([reply, job]))),
  )
})

describe("the store that a grant is given", () => {
  it.effect("is the one that is used, and not one that is provided beside it", () =>
    Effect.gen(function* () {
      const given: Array<string> = []
      const beside: Array<string> = []
      const zoho = ZohoConnection.layer({ auth: refreshToken(grant, { store: storeOf(given) }) })
      yield* Effect.provide(readJob, Layer.provide(zoho, storeOf(beside)))
      assert.deepStrictEqual(given, ["get", "set", "set"])
      assert.deepStrictEqual(beside, [])
    }).pipe(Effect.provide(ScriptedZoho.layer([reply, job]))),
  )

  it.effect("may be a file: the next connection finds the token there, and asks for none", () => {
    const files: Files = new Map()
    const zoho = ZohoConnection.layer({
      auth: refreshToken(grant, { store: layerTokenFile("/home/me/tokens.json") }),
    }).pipe(Layer.provide(memoryFiles(files)))
    return Effect.gen(function* () {
      for (let at = 0; at < 2; at++) yield* Effect.provide(readJob, Layer.fresh(zoho))
      assert.deepStrictEqual(yield* hostsAsked, ["accounts.zoho.com", "www.zohoapis.com", "www.zohoapis.com"])
      assert.include(files.get("/home/me/tokens.json")?.text, nthToken(1))
    }).pipe(Effect.provide(ScriptedZoho.layer([reply, job, job])))
  })

  it.effect("may be that of `layerFromConfig()`", () =>
    Effect.gen(function* () {
      const given: Array<string> = []
      yield* Effect.provide(readJob, layerFromConfig({ store: storeOf(given) }))
      assert.deepStrictEqual(given, ["get", "set", "set"])
    }).pipe(
      Effect.provide(ScriptedZoho.layer([reply, job])),
      Effect.provideService(ConfigProvider.ConfigProvider, variables),
    ),
  )

  it.effect("fails the call where it fails, and nothing is sent", () =>
    Effect.gen(function* () {
      const store = layerTokenFile("/home/me/tokens.json").pipe(
        Layer.provide(memoryFiles(new Map(), (operation) => (operation === "open" ? "EACCES" : undefined))),
      )
      const zoho = ZohoConnection.layer({ auth: refreshToken(grant, { store }) })
      expectTag(yield* Effect.flip(Effect.provide(readJob, zoho)), "TokenStoreFailed")
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(ScriptedZoho.layer([]))),
  )
})

class VaultSealed extends Error {
  readonly _tag = "VaultSealed"
}

class Vault extends Context.Service<Vault, { readonly key: string }>()("@zoho-bulk/test/Vault") {}

describe("the type of a connection", () => {
  it("needs an AccessToken only where no `auth` is given", () => {
    expectTypeOf(ZohoConnection.layer({ dataCenter: "eu" })).toEqualTypeOf<
      Layer.Layer<ZohoConnection, InvalidSettings, AccessToken | HttpClient.HttpClient>
    >()
    expectTypeOf(ZohoConnection.layer({ auth: layerAccessToken(Redacted.make("x")) })).toEqualTypeOf<
      Layer.Layer<ZohoConnection, InvalidSettings, HttpClient.HttpClient>
    >()
    expectTypeOf(ZohoConnection.layer({ auth: refreshToken(grant) })).toEqualTypeOf<
      Layer.Layer<ZohoConnection, InvalidSettings, HttpClient.HttpClient>
    >()
    expectTypeOf(ZohoConnection.layer({ auth: undefined })).toExtend<
      Layer.Layer<ZohoConnection, InvalidSettings, AccessToken | HttpClient.HttpClient>
    >()
  })

  it("shows what a store needs, and how it fails", () => {
    const auth = refreshToken(grant, { store: layerTokenFile("tokens.json") })
    expectTypeOf(ZohoConnection.layer({ auth })).toEqualTypeOf<
      Layer.Layer<ZohoConnection, InvalidSettings, HttpClient.HttpClient | FileSystem.FileSystem | Path.Path>
    >()
    expectTypeOf(layerFromConfig({ store: layerTokenFile("tokens.json") })).toEqualTypeOf<
      Layer.Layer<ZohoConnection, InvalidSettings, HttpClient.HttpClient | FileSystem.FileSystem | Path.Path>
    >()
    const failing = Layer.effect(
      TokenStore,
      Effect.andThen(Vault, Effect.fail(new VaultSealed()) as Effect.Effect<TokenStore["Service"], VaultSealed>),
    )
    expectTypeOf(ZohoConnection.layer({ auth: refreshToken(grant, { store: failing }) })).toEqualTypeOf<
      Layer.Layer<ZohoConnection, InvalidSettings | VaultSealed, HttpClient.HttpClient | Vault>
    >()
    expectTypeOf(ZohoConnection.layer({ auth: fromConfig({ store: failing }) })).toEqualTypeOf<
      Layer.Layer<ZohoConnection, InvalidSettings | VaultSealed, HttpClient.HttpClient | Vault>
    >()
  })

  it("shows what a provider of one's own needs, and how it fails", () => {
    const own = Layer.effect(
      AccessToken,
      Effect.andThen(Vault, Effect.fail(new VaultSealed()) as Effect.Effect<AccessToken["Service"], VaultSealed>),
    )
    expectTypeOf(ZohoConnection.layer({ auth: own })).toEqualTypeOf<
      Layer.Layer<ZohoConnection, InvalidSettings | VaultSealed, HttpClient.HttpClient | Vault>
    >()
    // @ts-expect-error a token as it is says nothing of how it is sent
    ZohoConnection.layer({ auth: Redacted.make("x") })
    // @ts-expect-error a store is no provider of tokens
    ZohoConnection.layer({ auth: layerTokenFile("tokens.json") })
    // @ts-expect-error a store is given by its name
    refreshToken(grant, layerTokenFile("tokens.json"))
  })
})
