import { assert, describe, it } from "@effect/vitest"
import { originsOf, problemWith } from "../../support/settings.ts"

const good = [
  { given: "www.zohoapis.eu", origin: "https://www.zohoapis.eu" },
  { given: "https://www.zohoapis.eu", origin: "https://www.zohoapis.eu" },
  { given: "https://www.zohoapis.eu/", origin: "https://www.zohoapis.eu" },
  { given: " https://www.zohoapis.eu ", origin: "https://www.zohoapis.eu" },
  { given: "HTTPS://WWW.ZOHOAPIS.EU:443", origin: "https://www.zohoapis.eu" },
  { given: "zoho.proxy.example:8443", origin: "https://zoho.proxy.example:8443" },
  { given: "localhost:8080", origin: "https://localhost:8080" },
  { given: "http://127.0.0.1:8080", origin: "http://127.0.0.1:8080" },
  { given: "http://127.8.8.8:1", origin: "http://127.8.8.8:1" },
  { given: "http://localhost:8080/", origin: "http://localhost:8080" },
  { given: "http://[::1]:8080", origin: "http://[::1]:8080" },
] as const

const bad = [
  { given: "http://www.zohoapis.com", problem: /unencrypted/ },
  { given: "http://localhost.example.org", problem: /unencrypted/ },
  { given: "http://127.0.0.1.example.org", problem: /unencrypted/ },
  { given: "http://128.0.0.1", problem: /unencrypted/ },
  { given: "http://0.0.0.0:8080", problem: /unencrypted/ },
  { given: "http://192.168.0.1", problem: /unencrypted/ },
  { given: "http://[::2]", problem: /unencrypted/ },
  { given: "ftp://www.zohoapis.com", problem: /unencrypted/ },
  { given: "https://user@www.zohoapis.com", problem: /user name or password/ },
  { given: "https://user:5ec2e7@www.zohoapis.com", problem: /user name or password/ },
  { given: "https://www.zohoapis.com@evil.example", problem: /user name or password/ },
  { given: "https://www.zohoapis.com/crm", problem: /contains more than a host/ },
  { given: "www.zohoapis.com/crm", problem: /contains more than a host/ },
  { given: "https://www.zohoapis.com?a=b", problem: /contains more than a host/ },
  { given: "https://www.zohoapis.com#a", problem: /contains more than a host/ },
  { given: "www zohoapis com", problem: /not a host/ },
  { given: "https://", problem: /not a host/ },
  { given: "www.zohoapis.com:99999", problem: /not a host/ },
  { given: " ", problem: /not a host/ },
] as const

const settings = [
  { key: "apiDomain", host: "api", flag: "--api-domain", variable: "ZOHO_API_DOMAIN" },
  { key: "accountsUrl", host: "accounts", flag: "--accounts-url", variable: "ZOHO_ACCOUNTS_URL" },
  { key: "uploadUrl", host: "upload", flag: "--upload-url", variable: "ZOHO_UPLOAD_URL" },
  { key: "downloadUrl", host: "download", flag: "--download-url", variable: "ZOHO_DOWNLOAD_URL" },
] as const

for (const { flag, host, key, variable } of settings) {
  describe(`\`${variable}\``, () => {
    it.each(good)("may be `$given`", ({ given, origin }) => {
      assert.strictEqual(originsOf({ variables: { [key]: given } })[host], origin)
    })

    it.each(bad)("may not be `$given`", ({ given, problem }) => {
      const ofVariable = problemWith({ variables: { [key]: given } })
      assert.deepStrictEqual(ofVariable.settings, [variable])
      assert.match(ofVariable.problem, problem)
      assert.isTrue(ofVariable.problem.startsWith(`${variable} `))
      assert.isAbove(ofVariable.remedy.length, 20)
      assert.deepStrictEqual(problemWith({ flags: { [key]: given } }).settings, [flag])
    })

    it("never shows a password that was put into it", () => {
      assert.notInclude(problemWith({ variables: { [key]: "https://user:5ec2e7@www.zohoapis.com" } }).message, "5ec2e7")
    })
  })
}
