import { assert, describe, it } from "@effect/vitest"
import { type AccessToken, layerFromConfig, ZohoConnection } from "@zoho-bulk/core"
import {
  exchangeGrantCode,
  fromConfig,
  layerAccessToken,
  layerTokenMemory,
  refreshToken,
  revokeRefreshToken,
  type TokenSource,
} from "@zoho-bulk/core/Auth"
import { type InvalidSettings } from "@zoho-bulk/core/Failure"
import { resolve } from "@zoho-bulk/core/Settings"
import { ConfigProvider, Effect, Layer, Redacted, Result } from "effect"
import type { HttpClient } from "effect/http"
import { json } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { bodyText, ScriptedZoho, sentRequests } from "../../support/ScriptedZoho.ts"
import { grant, secrets } from "../../support/tokens.ts"

/** What an effect fails with that a program without types has called wrongly: nothing is sent, and no secret is shown. */
const wrongly = <A, E extends { readonly _tag: string }>(effect: Effect.Effect<A, E, HttpClient.HttpClient>) =>
  Effect.gen(function* () {
    const failure = expectTag(yield* Effect.flip(effect), "InvalidSettings") as unknown as InvalidSettings
    assert.deepStrictEqual(yield* sentRequests, [])
    for (const secret of Object.values(secrets)) assert.notInclude(failure.message, secret)
    assert.notInclude(failure.message, "ZOHO_")
    return failure
  }).pipe(Effect.provide(ScriptedZoho.layer([])))

const connected = (
  auth: Layer.Layer<AccessToken, InvalidSettings> | TokenSource<InvalidSettings, HttpClient.HttpClient>,
) => Effect.scoped(Layer.build(ZohoConnection.layer({ auth })))

describe("a token in code", () => {
  it.effect.each([
    { what: "a plain string", token: secrets.accessToken, says: "is a plain string" },
    { what: "null", token: null, says: "is null" },
    { what: "undefined", token: undefined, says: "is undefined" },
    { what: "a number", token: 7, says: "is 7" },
    { what: "an object", token: { token: secrets.accessToken }, says: "is an object" },
    { what: "a variable that is not set, wrapped", token: Redacted.make(undefined), says: "it is undefined" },
    { what: "a wrapped object", token: Redacted.make({ token: secrets.accessToken }), says: "it is an object" },
  ])("that is $what fails the layer", ({ says, token }) =>
    Effect.gen(function* () {
      const failure = yield* wrongly(connected(layerAccessToken(token as never)))
      assert.deepStrictEqual(failure.settings, ["token"])
      assert.include(failure.problem, "The token given in code")
      assert.include(failure.problem, says)
    }),
  )

  it.effect.each([
    { options: null, settings: ["options"] },
    { options: "Bearer", settings: ["options"] },
    { options: { scheme: "bearer" }, settings: ["scheme"] },
    { options: { scheme: null }, settings: ["scheme"] },
  ])("with the options $options fails the layer, and throws nothing", ({ options, settings }) =>
    Effect.gen(function* () {
      const token = Redacted.make(secrets.accessToken)
      const failure = yield* wrongly(connected(layerAccessToken(token, options as never)))
      assert.deepStrictEqual(failure.settings, settings)
    }),
  )
})

const wrongGrants = [
  { what: "null", given: null, settings: ["clientId", "clientSecret", "refreshToken"], says: "The grant is null" },
  { what: "text", given: "1000.x", settings: ["clientId", "clientSecret", "refreshToken"], says: "{ clientId, " },
  { what: "empty", given: {}, settings: ["clientId"], says: "clientId is missing" },
  {
    what: "misspelt",
    given: { clientID: grant.clientId, clientSecret: grant.clientSecret, refreshToken: grant.refreshToken },
    settings: ["clientId"],
    says: "clientId is missing",
  },
  {
    what: "without a secret",
    given: { ...grant, clientSecret: undefined },
    settings: ["clientSecret"],
    says: "missing",
  },
  {
    what: "of plain strings",
    given: { ...grant, clientSecret: secrets.clientSecret, refreshToken: secrets.refreshToken },
    settings: ["clientSecret"],
    says: "Redacted.make(secret)",
  },
  {
    what: "with a plain refresh token",
    given: { ...grant, refreshToken: secrets.refreshToken },
    settings: ["refreshToken"],
    says: "Redacted.make(secret)",
  },
  { what: "with a number", given: { ...grant, clientId: 1000 }, settings: ["clientId"], says: "it is 1000" },
  {
    what: "with an unset variable, wrapped",
    given: { ...grant, refreshToken: Redacted.make(undefined) },
    settings: ["refreshToken"],
    says: "it is undefined",
  },
] as const

describe("a grant in code", () => {
  it.effect.each(wrongGrants)("that is $what fails the layer, and says which key it is", ({ given, says, settings }) =>
    Effect.gen(function* () {
      const failure = yield* wrongly(connected(refreshToken(given as never)))
      assert.deepStrictEqual(failure.settings, settings)
      assert.include(failure.message, says)
    }),
  )

  const wrongOptions = [
    { options: null, says: "The options object is null" },
    { options: layerTokenMemory(), says: "The options object is a layer" },
    { options: { store: null }, says: "store is null" },
    { options: { store: "/var/lib/tokens.json" }, says: 'store is "/var/lib/tokens.json", not a layer' },
    { options: { store: layerTokenMemory }, says: "store is a function, not a layer" },
    { options: { stor: layerTokenMemory() }, says: "Did you mean store?" },
  ]
  it.effect.each(wrongOptions)("with a store that is none fails the layer: $says", ({ options, says }) =>
    Effect.gen(function* () {
      const failure = yield* wrongly(connected(refreshToken(grant, options as never)))
      assert.include(failure.message, says)
    }),
  )

  it.effect.each(wrongOptions)("is as strict where it comes from variables, even if they hold a token: $says", (each) =>
    Effect.gen(function* () {
      for (const layer of [
        layerFromConfig(each.options as never),
        ZohoConnection.layer({ auth: fromConfig(each.options as never) }),
      ]) {
        const failure = yield* wrongly(Effect.scoped(Layer.build(layer)))
        assert.include(failure.message, each.says)
      }
    }).pipe(
      Effect.provideService(
        ConfigProvider.ConfigProvider,
        ConfigProvider.fromEnvRecord({ ZOHO_ACCESS_TOKEN: secrets.accessToken }),
      ),
    ),
  )
})

describe("a grant code", () => {
  const code = Redacted.make("1000.c0de")
  const { clientId, clientSecret } = grant

  it.effect.each([
    { given: undefined, settings: ["clientId"] },
    { given: null, settings: ["clientId"] },
    { given: "1000.c0de", settings: ["clientId"] },
    { given: { clientId, clientSecret: secrets.clientSecret, code }, settings: ["clientSecret"] },
    { given: { clientId, clientSecret, code: "1000.c0de" }, settings: ["code"] },
    { given: { clientId, clientSecret, code: Redacted.make("1000.c0de\n") }, settings: ["code"] },
    { given: { clientId, clientSecret, code, redirectUri: 7 }, settings: ["redirectUri"] },
  ])("that is $given is not exchanged", ({ given, settings }) =>
    Effect.gen(function* () {
      const failure = yield* wrongly(exchangeGrantCode(given as never, "eu"))
      assert.deepStrictEqual(failure.settings, settings)
    }),
  )

  it.effect.each([
    { issuer: "mars", settings: ["dataCenter"] },
    { issuer: null, settings: ["issuer"] },
    { issuer: 7, settings: ["issuer"] },
    { issuer: {}, settings: ["issuer"] },
    { issuer: { hosts: { accounts: "https://evil.example" } }, settings: ["issuer"] },
  ])("goes to no issuer that is $issuer", ({ issuer, settings }) =>
    Effect.gen(function* () {
      const failure = yield* wrongly(exchangeGrantCode({ clientId, clientSecret, code }, issuer as never))
      assert.deepStrictEqual(failure.settings, settings)
      const revoked = yield* wrongly(revokeRefreshToken(grant.refreshToken, issuer as never))
      assert.deepStrictEqual(revoked.settings, settings)
    }),
  )
})

describe("a refresh token", () => {
  it.effect.each([null, undefined, secrets.refreshToken, Redacted.make(`${secrets.refreshToken}\n`)])(
    "that is %s is not revoked",
    (token) =>
      Effect.gen(function* () {
        const failure = yield* wrongly(revokeRefreshToken(token as never, "eu"))
        assert.deepStrictEqual(failure.settings, ["refreshToken"])
      }),
  )

  it.effect("is revoked at the issuer of its data centre, named by its letters or by settings", () =>
    Effect.gen(function* () {
      yield* revokeRefreshToken(grant.refreshToken, "eu")
      yield* revokeRefreshToken(grant.refreshToken, Result.getOrThrow(resolve({ dataCenter: "eu" })))
      const sent = yield* sentRequests
      assert.deepStrictEqual(
        sent.map((request) => [request.url, bodyText(request)]),
        Array.from({ length: 2 }, () => [
          "https://accounts.zoho.eu/oauth/v2/token/revoke",
          `token=${secrets.refreshToken}`,
        ]),
      )
    }).pipe(Effect.provide(ScriptedZoho.layer([json({ status: "success" }), json({ status: "success" })]))),
  )
})

describe("a secret where an object was meant", () => {
  const { refreshToken: secret } = secrets
  it.effect.each([
    { what: "a grant", wrong: () => connected(refreshToken(secret as never)) },
    { what: "the options of a grant", wrong: () => connected(refreshToken(grant, secret as never)) },
    { what: "the options of variables", wrong: () => connected(fromConfig(secret as never)) },
    {
      what: "the options of a token",
      wrong: () => connected(layerAccessToken(Redacted.make(secrets.accessToken), secret as never)),
    },
    {
      what: "the settings",
      wrong: () =>
        Effect.scoped(Layer.build(ZohoConnection.layer(secret as never) as ReturnType<typeof layerFromConfig>)),
    },
    {
      what: "the issuer",
      wrong: () => revokeRefreshToken(Redacted.make(secrets.refreshToken), secret as never),
    },
  ])("is not shown in place of $what", ({ wrong }) =>
    Effect.gen(function* () {
      const failure = yield* wrongly(wrong() as Effect.Effect<unknown, InvalidSettings, HttpClient.HttpClient>)
      assert.include(failure.problem, "a plain string")
    }),
  )
})
