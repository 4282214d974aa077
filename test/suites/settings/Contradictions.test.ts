import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { scripted } from "../../support/connected.ts"
import { problemWith, settingsOf } from "../../support/settings.ts"

const contradictions = [
  {
    values: { dataCenter: "eu", apiDomain: "www.zohoapis.com" },
    flags: ["--data-center", "--api-domain"],
    variables: ["ZOHO_DATA_CENTER", "ZOHO_API_DOMAIN"],
  },
  {
    values: { dataCenter: "us", accountsUrl: "https://accounts.zoho.in" },
    flags: ["--data-center", "--accounts-url"],
    variables: ["ZOHO_DATA_CENTER", "ZOHO_ACCOUNTS_URL"],
  },
  {
    values: { apiDomain: "www.zohoapis.com", uploadUrl: "upload.zoho.eu" },
    flags: ["--api-domain", "--upload-url"],
    variables: ["ZOHO_API_DOMAIN", "ZOHO_UPLOAD_URL"],
  },
  {
    values: { dataCenter: "ca", downloadUrl: "download-accl.zoho.com" },
    flags: ["--data-center", "--download-url"],
    variables: ["ZOHO_DATA_CENTER", "ZOHO_DOWNLOAD_URL"],
  },
  {
    values: { environment: "sandbox", apiDomain: "www.zohoapis.com" },
    flags: ["--environment", "--api-domain"],
    variables: ["ZOHO_ENVIRONMENT", "ZOHO_API_DOMAIN"],
  },
  {
    values: { environment: "production", apiDomain: "developer.zohoapis.com" },
    flags: ["--environment", "--api-domain"],
    variables: ["ZOHO_ENVIRONMENT", "ZOHO_API_DOMAIN"],
  },
  {
    values: { environment: "sandbox", apiDomain: "https://zohoapis.eu" },
    flags: ["--environment", "--api-domain"],
    variables: ["ZOHO_ENVIRONMENT", "ZOHO_API_DOMAIN"],
  },
] as const

describe("two settings that contradict each other", () => {
  it.each(contradictions)("at one level are an error that names both: $flags", ({ flags, values, variables }) => {
    const ofFlags = problemWith({ flags: values })
    assert.deepStrictEqual(ofFlags.settings, flags)
    assert.strictEqual(ofFlags.reason, "contradictory")
    const ofVariables = problemWith({ variables: values })
    assert.deepStrictEqual(ofVariables.settings, variables)
    for (const name of variables) assert.include(ofVariables.message, name)
    for (const value of Object.values(values)) assert.include(ofVariables.message, value)
  })

  it("at one level are an error even where a higher level decides", () => {
    const variables = { dataCenter: "eu", apiDomain: "www.zohoapis.com" }
    assert.deepStrictEqual(problemWith({ flags: { dataCenter: "in" }, variables }).settings, [
      "ZOHO_DATA_CENTER",
      "ZOHO_API_DOMAIN",
    ])
  })

  it("at two levels are none", () => {
    const given = { flags: { dataCenter: "eu" }, variables: { accountsUrl: "accounts.zoho.in" } }
    assert.strictEqual(settingsOf(given).dataCenter, "eu")
  })

  it("are none where they agree, however they are spelled", () => {
    const values = { dataCenter: ".com.au", apiDomain: "HTTPS://Sandbox.ZohoAPIs.com.AU/", environment: "Sandbox" }
    assert.deepInclude(settingsOf({ flags: values }), { dataCenter: "au", environment: "sandbox" })
  })

  it("are none where the host is not Zoho's", () => {
    const values = { dataCenter: "eu", environment: "sandbox", apiDomain: "http://localhost:1" }
    assert.deepInclude(settingsOf({ flags: values }), { dataCenter: "eu", environment: "sandbox" })
  })
})

it.effect("`ZohoConnection.layer()` fails on options that contradict each other, and names them as in code", () =>
  Effect.gen(function* () {
    const settings = { dataCenter: "eu", apiDomain: "www.zohoapis.com" } as const
    const failure = yield* Effect.flip(Layer.build(scripted([], { settings })))
    assert.deepStrictEqual(failure.settings, ["dataCenter", "apiDomain"])
  }),
)
