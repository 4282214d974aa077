import { assert, describe, it } from "@effect/vitest"
import { AccessToken, ZohoConnection } from "@zoho-bulk/core"
import {
  exchangeGrantCode,
  layerAccessToken,
  layerTokenMemory,
  refreshToken,
  revokeRefreshToken,
  TokenUnavailable,
} from "@zoho-bulk/core/Auth"
import type { InvalidSettings } from "@zoho-bulk/core/Failure"
import { Effect, Layer, Redacted } from "effect"
import type { HttpClient } from "effect/http"
import { expectTag } from "../../support/failureAfter.ts"
import { ScriptedZoho, sentRequests } from "../../support/ScriptedZoho.ts"
import { grant, secrets } from "../../support/tokens.ts"

type Said = Pick<InvalidSettings, "settings" | "reason" | "problem" | "remedy">

/** What is said of a wrong call: which setting it is, what is wrong, and what to do. */
const said = <A, E extends { readonly _tag: string }>(effect: Effect.Effect<A, E, HttpClient.HttpClient>) =>
  Effect.gen(function* () {
    const failure = expectTag(yield* Effect.flip(effect), "InvalidSettings") as unknown as InvalidSettings
    assert.deepStrictEqual(yield* sentRequests, [])
    const { problem, reason, remedy, settings } = failure
    return { settings, reason, problem, remedy } satisfies Said
  }).pipe(Effect.provide(ScriptedZoho.layer([])))

const built = (auth: Layer.Layer<AccessToken, InvalidSettings, HttpClient.HttpClient>) =>
  Effect.scoped(Layer.build(ZohoConnection.layer({ auth })))

const malformed = (setting: string, problem: string, remedy: string): Said => ({
  settings: [setting],
  reason: "malformed",
  problem,
  remedy,
})

const token = Redacted.make(secrets.accessToken)
const alone = "Give only the token: the access_token in Zoho's reply."

describe("what is wrong with a token in code is said with what to do", () => {
  const cases: ReadonlyArray<{ what: string; make: () => Layer.Layer<AccessToken, InvalidSettings>; says: Said }> = [
    {
      what: "a plain string",
      make: () => layerAccessToken(secrets.accessToken as never),
      says: malformed(
        "token",
        "The token given in code is a plain string",
        "Wrap it, so that no log can show it: Redacted.make(token).",
      ),
    },
    {
      what: "an empty one",
      make: () => layerAccessToken(Redacted.make("")),
      says: malformed("token", "The token given in code is not a valid access token: it is empty", alone),
    },
    {
      what: "one with a line break",
      make: () => layerAccessToken(Redacted.make("1000.x\r")),
      says: malformed("token", "The token given in code is not a valid access token: it contains a line break", alone),
    },
    {
      what: "one with a space",
      make: () => layerAccessToken(Redacted.make("1000. x")),
      says: malformed(
        "token",
        "The token given in code is not a valid access token: it contains a character that headers do not allow",
        alone,
      ),
    },
    {
      what: "one whose last character is none",
      make: () => layerAccessToken(Redacted.make("1000.x\u007f")),
      says: malformed(
        "token",
        "The token given in code is not a valid access token: it contains a character that headers do not allow",
        alone,
      ),
    },
    {
      what: "a wrapped number",
      make: () => layerAccessToken(Redacted.make(7) as never),
      says: malformed("token", "The token given in code is not a valid access token: it is 7", alone),
    },
    {
      what: "options that are none",
      make: () => layerAccessToken(token, null as never),
      says: malformed("options", "The options object is null", 'Give { scheme: "Bearer" }.'),
    },
    {
      what: "another scheme",
      make: () => layerAccessToken(token, { scheme: "basic" as never }),
      says: malformed("scheme", 'scheme is "basic"', "Use one of: Zoho-oauthtoken, Bearer."),
    },
  ]
  it.effect.each(cases)("$what", ({ make, says }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* said(built(make())), says)
    }),
  )

  it.effect.each(["Zoho-oauthtoken", "Bearer"] as const)("but nothing is wrong with the scheme %s", (scheme) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* AccessToken.use((given) => Effect.succeed(given.scheme)), scheme)
    }).pipe(Effect.provide(layerAccessToken(token, { scheme }))),
  )
})

describe("what is wrong with a part of a grant is said with where to find it", () => {
  const console = "Set it as Zoho's API console shows it."
  const cases: ReadonlyArray<{ what: string; given: unknown; says: Said }> = [
    {
      what: "no grant at all",
      given: 7,
      says: {
        settings: ["clientId", "clientSecret", "refreshToken"],
        reason: "malformed",
        problem: "The grant is 7",
        remedy: "Give it as { clientId, clientSecret, refreshToken }.",
      },
    },
    {
      what: "no client",
      given: { ...grant, clientId: undefined },
      says: malformed("clientId", "clientId is missing", "A grant needs it."),
    },
    {
      what: "an empty client",
      given: { ...grant, clientId: "" },
      says: malformed("clientId", "clientId cannot be used in a grant: it is empty", console),
    },
    {
      what: "a secret with a line break",
      given: { ...grant, clientSecret: Redacted.make(`${secrets.clientSecret}\n`) },
      says: malformed("clientSecret", "clientSecret cannot be used in a grant: it contains a line break", console),
    },
    {
      what: "a plain secret",
      given: { ...grant, clientSecret: secrets.clientSecret },
      says: malformed(
        "clientSecret",
        "clientSecret is a plain string",
        "Wrap it, so that no log can show it: Redacted.make(secret).",
      ),
    },
    {
      what: "a wrapped number",
      given: { ...grant, refreshToken: Redacted.make(7) },
      says: malformed("refreshToken", "refreshToken cannot be used in a grant: it is 7", console),
    },
  ]
  it.effect.each(cases)("$what", ({ given, says }) =>
    Effect.gen(function* () {
      const auth = refreshToken(given as never)
      assert.deepStrictEqual(yield* said(Effect.scoped(Layer.build(ZohoConnection.layer({ auth })))), says)
    }),
  )

  it.effect("and a client that is wrapped, though it need not be, is as good", () =>
    Effect.gen(function* () {
      const auth = refreshToken({ ...grant, clientId: Redacted.make(grant.clientId) as never })
      yield* Effect.scoped(Layer.build(ZohoConnection.layer({ auth })))
    }).pipe(Effect.provide(ScriptedZoho.layer([]))),
  )
})

describe("what is wrong with a store is said with what it may be", () => {
  const layers = "Give { store: Auth.layerTokenFile(path) }, another layer of TokenStore, or leave it out."
  const cases: ReadonlyArray<{ what: string; options: unknown; says: Said }> = [
    { what: "no options", options: null, says: malformed("options", "The options object is null", layers) },
    {
      what: "a layer in place of options",
      options: layerTokenMemory(),
      says: malformed("options", "The options object is a layer", layers),
    },
    {
      what: "a path in place of a layer",
      options: { store: "tokens.json" },
      says: malformed("store", 'store is "tokens.json", not a layer', layers),
    },
    {
      what: "a key that is misspelt",
      options: { stor: layerTokenMemory() },
      says: {
        settings: ["stor"],
        reason: "unknown",
        problem: "stor is not an option of a grant",
        remedy: `Did you mean store? ${layers}`,
      },
    },
  ]
  it.effect.each(cases)("$what", ({ options, says }) =>
    Effect.gen(function* () {
      const auth = refreshToken(grant, options as never)
      assert.deepStrictEqual(yield* said(Effect.scoped(Layer.build(ZohoConnection.layer({ auth })))), says)
    }),
  )
})

describe("what is wrong with a grant code, or with who issues tokens, is said with what to give", () => {
  const code = { clientId: grant.clientId, clientSecret: grant.clientSecret, code: Redacted.make("1000.c0de") }
  const issuers = "Give a data centre such as eu, or settings from Settings.resolve."

  it.effect.each<{ what: string; given: unknown; says: Said }>([
    { what: "no code", given: null, says: malformed("clientId", "clientId is missing", "A grant code needs it.") },
    {
      what: "an empty redirect",
      given: { ...code, redirectUri: "" },
      says: malformed(
        "redirectUri",
        "redirectUri cannot be used in a grant code: it is empty",
        "Set it as Zoho's API console shows it.",
      ),
    },
  ])("$what", ({ given, says }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* said(exchangeGrantCode(given as never, "eu")), says)
    }),
  )

  it.effect.each<{ issuer: unknown; is: string }>([
    { issuer: 7, is: "7" },
    { issuer: null, is: "null" },
    { issuer: {}, is: "an object" },
    { issuer: { hosts: null }, is: "an object" },
    { issuer: "e".repeat(21), is: "a plain string" },
  ])("an issuer that is $is", ({ is, issuer }) =>
    Effect.gen(function* () {
      const says = malformed("issuer", `The issuer is ${is}`, issuers)
      assert.deepStrictEqual(yield* said(exchangeGrantCode(code, issuer as never)), says)
      assert.deepStrictEqual(yield* said(revokeRefreshToken(grant.refreshToken, issuer as never)), says)
    }),
  )

  it.effect("a name of 20 letters is shown, for no secret is so short", () =>
    Effect.gen(function* () {
      const { problem, settings } = yield* said(exchangeGrantCode(code, "e".repeat(20) as never))
      assert.deepStrictEqual(settings, ["dataCenter"])
      assert.include(problem, "e".repeat(20))
    }),
  )
})

describe("a source of tokens that has none", () => {
  it("says so with what its own words are, and is not asked again", () => {
    const failure = new TokenUnavailable({ problem: "the vault is sealed", remedy: "Unseal it." })
    assert.strictEqual(failure._tag, "TokenUnavailable")
    assert.strictEqual(failure.summary, "There is no access token: the vault is sealed")
    assert.isFalse(failure.isRetryable)
  })
})
