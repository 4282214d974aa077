import { assert, describe, it } from "@effect/vitest"
import { fromFlags, fromSaved, fromVariables, resolveSettings } from "@zoho-bulk/core/runtime"
import { Result } from "effect"
import { originsOf, settingsOf } from "../../support/settings.ts"

describe("`resolveSettings()`", () => {
  it("takes a flag before a variable before the default", () => {
    const flags = { apiVersion: "v2" }
    const variables = { apiVersion: "v5", dataCenter: "in", orgId: "7" }
    const { apiVersion, dataCenter, environment, orgId } = settingsOf({ flags, variables })
    assert.deepStrictEqual([apiVersion, dataCenter, environment, orgId], ["v2", "in", "production", "7"])
  })

  it("takes an empty flag for none", () => {
    assert.strictEqual(settingsOf({ flags: { dataCenter: "" }, variables: { dataCenter: "jp" } }).dataCenter, "jp")
  })

  it("takes any number of levels, the highest first", () => {
    const levels = [
      fromSaved({}),
      fromFlags({ dataCenter: "au" }),
      fromVariables({ dataCenter: "jp", apiVersion: "v3" }),
    ]
    const settings = Result.getOrThrow(resolveSettings(levels))
    assert.strictEqual(settings.dataCenter, "au")
    assert.strictEqual(settings.apiVersion, "v3")
    assert.strictEqual(Result.getOrThrow(resolveSettings([])).dataCenter, "us")
  })

  it("takes a host as it is given, and the others from the data centre", () => {
    assert.deepStrictEqual(originsOf({ flags: { dataCenter: "eu", uploadUrl: "upload.zoho.eu" } }), {
      api: "https://www.zohoapis.eu",
      accounts: "https://accounts.zoho.eu",
      upload: "https://upload.zoho.eu",
      download: "https://download-accl.zoho.eu",
    })
  })

  it("infers data centre and environment from a host of Zoho's", () => {
    const given = { variables: { apiDomain: "sandbox.zohoapis.com.au" } }
    assert.deepInclude(settingsOf(given), { dataCenter: "au", environment: "sandbox" })
    assert.strictEqual(originsOf(given).accounts, "https://accounts.zoho.com.au")
    assert.strictEqual(settingsOf({ variables: { accountsUrl: "https://accounts.zohocloud.ca" } }).dataCenter, "ca")
    assert.deepInclude(settingsOf({ variables: { apiDomain: "zohoapis.eu" } }), {
      dataCenter: "eu",
      environment: "production",
    })
  })

  it("lets a variable's host of Zoho's give way to a flag's data centre", () => {
    const given = {
      flags: { dataCenter: "eu" },
      variables: { apiDomain: "www.zohoapis.com", uploadUrl: "upload.zoho.com" },
    }
    assert.deepStrictEqual(originsOf(given), {
      api: "https://www.zohoapis.eu",
      accounts: "https://accounts.zoho.eu",
      upload: "https://content.zohoapis.eu",
      download: "https://download-accl.zoho.eu",
    })
  })

  it("lets a variable's host of Zoho's give way to a flag's environment", () => {
    const given = { flags: { environment: "sandbox" }, variables: { apiDomain: "www.zohoapis.eu" } }
    assert.strictEqual(originsOf(given).api, "https://sandbox.zohoapis.eu")
  })

  it("lets a variable's data centre give way to a flag's host", () => {
    const given = { flags: { apiDomain: "www.zohoapis.in" }, variables: { dataCenter: "eu", environment: "developer" } }
    assert.deepInclude(settingsOf(given), { dataCenter: "in", environment: "production" })
    assert.strictEqual(originsOf(given).api, "https://www.zohoapis.in")
  })

  it("keeps a variable's host that is not Zoho's under any flag", () => {
    const given = { flags: { dataCenter: "eu" }, variables: { apiDomain: "zoho.proxy.example:8443" } }
    assert.strictEqual(originsOf(given).api, "https://zoho.proxy.example:8443")
    assert.strictEqual(settingsOf(given).dataCenter, "eu")
  })

  it("points every host at a loopback API domain, in one setting", () => {
    const origin = "http://127.0.0.1:8080"
    assert.deepStrictEqual(originsOf({ variables: { apiDomain: origin } }), {
      api: origin,
      accounts: origin,
      upload: origin,
      download: origin,
    })
  })

  it("but for those that are set as well", () => {
    const given = { variables: { apiDomain: "http://[::1]:8080", uploadUrl: "http://localhost:9090" } }
    assert.deepStrictEqual(originsOf(given), {
      api: "http://[::1]:8080",
      accounts: "http://[::1]:8080",
      upload: "http://localhost:9090",
      download: "http://[::1]:8080",
    })
  })
})
