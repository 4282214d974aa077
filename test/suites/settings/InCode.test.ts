import { assert, describe, it } from "@effect/vitest"
import { AccessToken, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { resolve } from "@zoho-bulk/core/Settings"
import { Effect, Layer, Redacted, Result } from "effect"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { readBody } from "../../support/samples.ts"
import { ScriptedZoho, sentRequests } from "../../support/ScriptedZoho.ts"

const auth = layerAccessToken(Redacted.make("1000.a.b"))

/** What building a connection fails with where a program without types gives these options; nothing may be sent. */
const failureWith = (options: unknown) =>
  Effect.gen(function* () {
    const failure = yield* Effect.flip(Layer.build(ZohoConnection.layer(options as never)))
    assert.deepStrictEqual(yield* sentRequests, [])
    return failure
  }).pipe(Effect.scoped, Effect.provide(Layer.merge(auth, ScriptedZoho.layer([]))))

const dataCenters = "us, eu, in, au, jp, cn, ca, sa, uk, ae"

const wrong: ReadonlyArray<{ readonly setting: string; readonly value: unknown; readonly says: string }> = [
  { setting: "dataCenter", value: "mars", says: dataCenters },
  { setting: "dataCenter", value: 7, says: "dataCenter is 7" },
  { setting: "dataCenter", value: "", says: "dataCenter is empty" },
  { setting: "apiVersion", value: "v99", says: "v2, v2.1, v3, v4, v5, v6, v7, v8" },
  { setting: "apiVersion", value: 8, says: "apiVersion is 8" },
  { setting: "environment", value: null, says: "environment is null" },
  { setting: "environment", value: "stage", says: "production, sandbox, developer" },
  { setting: "apiDomain", value: "  ", says: "apiDomain is empty" },
  { setting: "apiDomain", value: "http://www.zohoapis.eu", says: "unencrypted" },
  { setting: "apiDomain", value: { host: "www.zohoapis.eu" }, says: "a string or a URL" },
  { setting: "accountsUrl", value: "javascript:alert(1)", says: "accountsUrl" },
  { setting: "uploadUrl", value: new URL("https://user:secret@upload.zoho.com"), says: "password" },
  { setting: "downloadUrl", value: new Date(0), says: "downloadUrl is" },
  { setting: "orgId", value: 123, says: "orgId is 123" },
  { setting: "orgId", value: 4150868000000225013n, says: "It must be a string" },
  { setting: "orgId", value: "12a", says: "a string of digits" },
  { setting: "maxConcurrency", value: "lots", says: 'maxConcurrency is "lots"' },
  { setting: "maxConcurrency", value: "3", says: "It must be a number" },
  ...[Infinity, -Infinity, NaN, 0, -1, 1.5, 26, 1e21].map((value) => ({
    setting: "maxConcurrency",
    value,
    says: "from 1 to 25",
  })),
  { setting: "maxConcurrency", value: 3n, says: "maxConcurrency is 3n" },
  { setting: "auth", value: null, says: "auth is null" },
  { setting: "auth", value: "1000.secret.secret", says: "auth is a plain string" },
  { setting: "auth", value: Redacted.make("1000.secret.secret"), says: "Auth.layerAccessToken(token)" },
  { setting: "auth", value: AccessToken, says: "auth is a function that throws" },
  {
    setting: "auth",
    value: () => {
      throw Object.create(null)
    },
    says: "auth is a function that throws an object",
  },
  { setting: "auth", value: () => () => auth, says: "a function that returns a function, not a layer" },
]

describe("settings in code", () => {
  it.effect.each(wrong)("fail the layer where $setting is $value", ({ says, setting, value }) =>
    Effect.gen(function* () {
      const failure = yield* failureWith({ auth, [setting]: value })
      assert.strictEqual(failure._tag, "InvalidSettings")
      assert.deepStrictEqual(failure.settings, [setting])
      assert.include(failure.problem, setting)
      assert.include(failure.message, says)
      assert.notInclude(failure.message, "secret")
    }),
  )

  it.effect.each([
    { key: "profile", meant: "" },
    { key: "dataCentre", meant: "Did you mean dataCenter?" },
    { key: "apidomain", meant: "Did you mean apiDomain?" },
    { key: "__proto__x", meant: "" },
  ])("fail the layer on a key that is not one: $key", ({ key, meant }) =>
    Effect.gen(function* () {
      const failure = yield* failureWith({ auth, [key]: "eu" })
      assert.deepStrictEqual(failure.settings, [key])
      assert.strictEqual(failure.reason, "unknown")
      assert.strictEqual(failure.problem, `${key} is not a setting`)
      assert.isTrue(failure.remedy.startsWith(meant))
      assert.include(failure.remedy, "dataCenter, environment, apiVersion")
    }),
  )

  it.effect.each([null, "eu", 7, true, () => "eu", ["eu"], Symbol("eu")])(
    "fail the layer where they are no object: %s",
    (options) =>
      Effect.gen(function* () {
        const failure = yield* failureWith(options)
        assert.strictEqual(failure._tag, "InvalidSettings")
        assert.include(failure.message, "Give an object")
      }),
  )

  it.effect("take numbers as numbers, and hosts as text or as a URL", () =>
    Effect.gen(function* () {
      const { settings } = yield* ZohoConnection
      assert.strictEqual(settings.maxConcurrency, 3)
      assert.strictEqual(settings.hosts.api.origin, "https://www.zohoapis.eu")
      assert.strictEqual(settings.hosts.accounts.origin, "https://accounts.zoho.eu")
      assert.strictEqual(settings.hosts.upload.origin, "https://content.zohoapis.eu")
    }).pipe(
      Effect.provide(
        scripted([], {
          settings: {
            maxConcurrency: 3,
            apiDomain: new URL("https://www.zohoapis.eu"),
            accountsUrl: "accounts.zoho.eu",
          },
        }),
      ),
    ),
  )

  it.effect("count a key that is undefined as left out, and are the defaults where they are left out", () =>
    Effect.gen(function* () {
      yield* getJobDetails({ kind: "read", id: "1" })
      assert.strictEqual((yield* sentRequests)[0]?.url, "https://www.zohoapis.com/crm/bulk/v8/read/1")
    }).pipe(
      Effect.provide(
        scripted([json(readBody({ id: "1" }))], {
          settings: { dataCenter: undefined, environment: undefined, apiVersion: undefined, orgId: undefined },
        }),
      ),
    ),
  )

  it("can be resolved without a connection, and fail in the same words", () => {
    const hosts = Result.getOrThrow(resolve({ dataCenter: "in" })).hosts
    assert.strictEqual(hosts.accounts.origin, "https://accounts.zoho.in")
    const failure = Result.getOrThrow(Result.flip(resolve({ dataCenter: "mars" } as never)))
    assert.deepStrictEqual(failure.settings, ["dataCenter"])
    assert.deepStrictEqual(Result.getOrThrow(Result.flip(resolve(null as never))).reason, "malformed")
  })
})
