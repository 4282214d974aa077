import { assert, describe, it } from "@effect/vitest"
import { getJobDetails, layerFromConfig, ZohoConnection } from "@zoho-bulk/core"
import { InvalidSettings } from "@zoho-bulk/core/Failure"
import { settingNames } from "@zoho-bulk/core/runtime"
import { ConfigProvider, Effect, Layer } from "effect"
import { json } from "../../support/answers.ts"
import { ScriptedZoho, sentRequests } from "../../support/ScriptedZoho.ts"
import { readBody } from "../../support/samples.ts"

const withVariables = (variables: Record<string, string>) =>
  Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromUnknown(variables))

/** The request of a program that is told no more than these variables. */
const requestWith = (variables: Record<string, string>) =>
  getJobDetails({ kind: "write", id: "7" }).pipe(
    Effect.flip,
    Effect.andThen(sentRequests),
    Effect.map(([request]) => request),
    Effect.provide(layerFromConfig()),
    withVariables({ ZOHO_ACCESS_TOKEN: "1000.a.b", ...variables }),
    Effect.provide(ScriptedZoho.layer([json({})])),
  )

describe("`layerFromConfig()`", () => {
  it.effect.each([
    { variables: {}, url: "https://www.zohoapis.com/crm/bulk/v8/write/7" },
    { variables: { ZOHO_DATA_CENTER: "USDataCenter" }, url: "https://www.zohoapis.com/crm/bulk/v8/write/7" },
    { variables: { ZOHO_DATA_CENTER: "ca" }, url: "https://www.zohoapis.ca/crm/bulk/v8/write/7" },
    { variables: { ZOHO_ENVIRONMENT: "developer" }, url: "https://developer.zohoapis.com/crm/bulk/v8/write/7" },
    { variables: { ZOHO_API_VERSION: "v2.1" }, url: "https://www.zohoapis.com/crm/bulk/v2.1/write/7" },
    { variables: { ZOHO_API_DOMAIN: "http://127.0.0.1:9" }, url: "http://127.0.0.1:9/crm/bulk/v8/write/7" },
    { variables: { ZOHO_API_DOMAIN: "sandbox.zohoapis.in" }, url: "https://sandbox.zohoapis.in/crm/bulk/v8/write/7" },
  ])("with $variables asks $url", ({ url, variables }) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* requestWith(variables))?.url, url)
    }),
  )

  it.effect("brings the token of ZOHO_ACCESS_TOKEN", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* requestWith({}))?.headers.authorization, "Zoho-oauthtoken 1000.a.b")
    }),
  )

  it.effect.each([
    { variables: { ZOHO_DATA_CENTER: "mars" }, names: ["ZOHO_DATA_CENTER"] },
    { variables: { ZOHO_API_VERSION: "v1" }, names: ["ZOHO_API_VERSION"] },
    { variables: { ZOHO_ENVIRONMENT: "test" }, names: ["ZOHO_ENVIRONMENT"] },
    { variables: { ZOHO_API_DOMAIN: "http://www.zohoapis.com" }, names: ["ZOHO_API_DOMAIN"] },
    { variables: { ZOHO_UPLOAD_URL: "a b" }, names: ["ZOHO_UPLOAD_URL"] },
    {
      variables: { ZOHO_DATA_CENTER: "eu", ZOHO_API_DOMAIN: "www.zohoapis.com" },
      names: ["ZOHO_DATA_CENTER", "ZOHO_API_DOMAIN"],
    },
  ])("with $variables fails before anything is sent", ({ names, variables }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Layer.build(layerFromConfig()))
      assert.instanceOf(failure, InvalidSettings)
      assert.deepStrictEqual(failure.settings, names)
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(withVariables({ ZOHO_ACCESS_TOKEN: "1000.a.b", ...variables }), Effect.provide(ScriptedZoho.layer([]))),
  )
})

describe("`ZohoConnection`", () => {
  it.effect("says where it leads", () =>
    Effect.gen(function* () {
      const { settings } = yield* ZohoConnection
      assert.deepInclude(settings, { dataCenter: "sa", environment: "production", apiVersion: "v6", orgId: "42" })
      assert.strictEqual(settings.hosts.upload.href, "https://files.zoho.sa/")
    }).pipe(
      Effect.provide(layerFromConfig()),
      withVariables({ ZOHO_ACCESS_TOKEN: "t", ZOHO_DATA_CENTER: "sa", ZOHO_API_VERSION: "6", ZOHO_ORG_ID: "42" }),
      Effect.provide(ScriptedZoho.layer([json(readBody())])),
    ),
  )
})

it("`settingNames` gives each setting one variable and one flag", () => {
  assert.deepStrictEqual(
    Object.values(settingNames).map(({ flag, variable }) => `${variable} --${flag}`),
    [
      "ZOHO_DATA_CENTER --data-center",
      "ZOHO_ENVIRONMENT --environment",
      "ZOHO_API_VERSION --api-version",
      "ZOHO_API_DOMAIN --api-domain",
      "ZOHO_ACCOUNTS_URL --accounts-url",
      "ZOHO_UPLOAD_URL --upload-url",
      "ZOHO_DOWNLOAD_URL --download-url",
      "ZOHO_ORG_ID --org-id",
      "ZOHO_MAX_CONCURRENCY --max-concurrency",
      "ZOHO_PROFILE --profile",
    ],
  )
})
