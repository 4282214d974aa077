import { assert, describe, it } from "@effect/vitest"
import { dataCenters, environments } from "@zoho-bulk/core/Settings"
import { hostsOf, zohoHostsOf } from "@zoho-bulk/core/runtime"
import { originsOf } from "../../support/settings.ts"

const table = {
  us: { api: "www.zohoapis.com", accounts: "accounts.zoho.com", upload: "content.zohoapis.com" },
  eu: { api: "www.zohoapis.eu", accounts: "accounts.zoho.eu", upload: "content.zohoapis.eu" },
  in: { api: "www.zohoapis.in", accounts: "accounts.zoho.in", upload: "content.zohoapis.in" },
  au: { api: "www.zohoapis.com.au", accounts: "accounts.zoho.com.au", upload: "content.zohoapis.com.au" },
  jp: { api: "www.zohoapis.jp", accounts: "accounts.zoho.jp", upload: "content.zohoapis.jp" },
  cn: { api: "www.zohoapis.com.cn", accounts: "accounts.zoho.com.cn", upload: "content.zohoapis.com.cn" },
  ca: { api: "www.zohoapis.ca", accounts: "accounts.zohocloud.ca", upload: "upload.zohocloud.ca" },
  sa: { api: "www.zohoapis.sa", accounts: "accounts.zoho.sa", upload: "files.zoho.sa" },
  uk: { api: "www.zohoapis.uk", accounts: "accounts.zoho.uk", upload: "content.zohoapis.uk" },
  ae: { api: "www.zohoapis.ae", accounts: "accounts.zoho.ae", upload: "content.zohoapis.ae" },
} as const

const downloads = {
  us: "download-accl.zoho.com",
  eu: "download-accl.zoho.eu",
  in: "download-accl.zoho.in",
  au: "download-accl.zoho.com.au",
  jp: "download-accl.zoho.jp",
  cn: "download-accl.zoho.com.cn",
  ca: "download-accl.zohocloud.ca",
  sa: "download-accl.zoho.sa",
  uk: "download-accl.zoho.uk",
  ae: "download-accl.zoho.ae",
} as const

describe("`hostsOf()`", () => {
  it("knows ten data centres", () => {
    assert.deepStrictEqual([...dataCenters], ["us", "eu", "in", "au", "jp", "cn", "ca", "sa", "uk", "ae"])
    assert.deepStrictEqual([...environments], ["production", "sandbox", "developer"])
  })

  it.each(dataCenters)("gives Zoho's hosts of %s", (dataCenter) => {
    const expected = { ...table[dataCenter], download: downloads[dataCenter] }
    assert.deepStrictEqual(hostsOf(dataCenter, "production"), expected)
    assert.deepStrictEqual(originsOf({ flags: { dataCenter } }), {
      api: `https://${expected.api}`,
      accounts: `https://${expected.accounts}`,
      upload: `https://${expected.upload}`,
      download: `https://${expected.download}`,
    })
  })

  it.each(dataCenters)("in another environment of %s changes the API host alone", (dataCenter) => {
    const { api, ...others } = hostsOf(dataCenter, "production")
    for (const environment of ["sandbox", "developer"] as const) {
      assert.deepStrictEqual(hostsOf(dataCenter, environment), { api: api.replace("www", environment), ...others })
    }
  })
})

describe("`zohoHostsOf()`", () => {
  it("names every host that Zoho sends clients of Canada to", () => {
    assert.sameMembers(
      [...zohoHostsOf("ca")],
      [
        "www.zohoapis.ca",
        "sandbox.zohoapis.ca",
        "developer.zohoapis.ca",
        "content.zohoapis.ca",
        "zohoapis.ca",
        "accounts.zohocloud.ca",
        "upload.zohocloud.ca",
        "upload-accl.zohocloud.ca",
        "download.zohocloud.ca",
        "download-accl.zohocloud.ca",
      ],
    )
  })

  it("names Saudi Arabia's file host, and that of the recorded download", () => {
    assert.include(zohoHostsOf("sa"), "files.zoho.sa")
    assert.include(zohoHostsOf("us"), "download-accl.zoho.com")
    assert.include(zohoHostsOf("us"), "upload.zoho.com")
  })

  it("names no host of two data centres", () => {
    const all = dataCenters.flatMap(zohoHostsOf)
    assert.strictEqual(new Set(all).size, all.length)
  })
})
