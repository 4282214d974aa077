import { assert, describe, it } from "@effect/vitest"
import { apiVersions, dataCenters, environments } from "@zoho-bulk/core/Settings"
import { problemWith, settingsOf } from "../../support/settings.ts"

const dataCenterSpellings = {
  us: ["us", "US", "com", ".com", "USDataCenter", "us-data-center", "US data centre", " us "],
  eu: ["eu", "EU", ".eu", "EUDataCenter"],
  in: ["in", ".in", "INDataCenter"],
  au: ["au", "com.au", ".com.au", "AUDataCenter"],
  jp: ["jp", ".jp", "JPDataCenter"],
  cn: ["cn", "com.cn", ".com.cn", "CNDataCenter"],
  ca: ["ca", ".ca", "CADataCenter"],
  sa: ["sa", ".sa", "SADataCenter"],
  uk: ["uk", ".uk", "UKDataCenter"],
  ae: ["ae", ".ae", "AEDataCenter"],
} as const

describe("`ZOHO_DATA_CENTER`", () => {
  it.each(dataCenters)("may be %s in every spelling in use", (dataCenter) => {
    for (const spelling of dataCenterSpellings[dataCenter]) {
      assert.strictEqual(settingsOf({ variables: { dataCenter: spelling } }).dataCenter, dataCenter, spelling)
    }
  })

  it.each(["mars", "usa", "zoho", "u s", "com.uk", "DataCenter", "-", "constructor", "__proto__", "\u212a"])(
    "may not be `%s`",
    (dataCenter) => {
      const { problem, remedy, settings } = problemWith({ variables: { dataCenter } })
      assert.deepStrictEqual(settings, ["ZOHO_DATA_CENTER"])
      assert.include(problem, `ZOHO_DATA_CENTER is ${JSON.stringify(dataCenter)}`)
      assert.include(remedy, "us, eu, in, au, jp, cn, ca, sa, uk, ae")
    },
  )
})

describe("`ZOHO_API_VERSION`", () => {
  it("may be any of Zoho's versions, with or without the v", () => {
    for (const version of apiVersions) {
      for (const spelling of [version, version.toUpperCase(), version.slice(1), ` ${version} `]) {
        assert.strictEqual(settingsOf({ variables: { apiVersion: spelling } }).apiVersion, version, spelling)
      }
    }
    assert.deepStrictEqual([...apiVersions], ["v2", "v2.1", "v3", "v4", "v5", "v6", "v7", "v8"])
  })

  it.each(["v1", "v9", "2.2", "v2.10", "vv8", "latest", "v", "8/../v2"])("may not be `%s`", (apiVersion) => {
    const { problem, remedy, settings } = problemWith({ flags: { apiVersion } })
    assert.deepStrictEqual(settings, ["--api-version"])
    assert.include(problem, JSON.stringify(apiVersion))
    assert.include(remedy, "v2, v2.1, v3, v4, v5, v6, v7, v8")
  })
})

describe("`ZOHO_ENVIRONMENT`", () => {
  it("may be any of Zoho's environments, in any case", () => {
    for (const environment of environments) {
      for (const spelling of [environment, environment.toUpperCase(), ` ${environment} `]) {
        assert.strictEqual(settingsOf({ variables: { environment: spelling } }).environment, environment)
      }
    }
  })

  it.each(["prod", "test", "emulator"])("may not be `%s`", (environment) => {
    const { problem, remedy, settings } = problemWith({ variables: { environment } })
    assert.deepStrictEqual(settings, ["ZOHO_ENVIRONMENT"])
    assert.include(problem, JSON.stringify(environment))
    assert.include(remedy, "production, sandbox, developer")
  })
})

describe("`ZOHO_ORG_ID` and `ZOHO_PROFILE`", () => {
  it("are digits, and a name of a sign-in", () => {
    assert.strictEqual(settingsOf({ variables: { orgId: " 694902309 " } }).orgId, "694902309")
    assert.isFalse("orgId" in settingsOf({ variables: { profile: "default" } }))
    assert.deepStrictEqual(problemWith({ variables: { orgId: "org1" } }).settings, ["ZOHO_ORG_ID"])
    assert.deepStrictEqual(problemWith({ flags: { profile: "my work" } }).settings, ["--profile"])
  })
})

it("settings that are left out, or empty, have their defaults", () => {
  const { hosts, ...settings } = settingsOf({ flags: { apiVersion: "", apiDomain: "" }, variables: { dataCenter: "" } })
  const { followsToken, ...others } = settings
  assert.deepStrictEqual<unknown>(others, { dataCenter: "us", environment: "production", apiVersion: "v8" })
  assert.isTrue(followsToken)
  assert.strictEqual(hosts.api.origin, "https://www.zohoapis.com")
})
