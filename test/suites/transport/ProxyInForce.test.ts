import { assert, describe, it } from "@effect/vitest"
import { isLoopback, isThisMachine, proxyInForce, proxyVariables } from "@zoho-bulk/core/runtime"

const proxy = "http://proxy.example:3128"

/** Whether a URL is reached through the proxy, with these variables. */
const isProxied = (url: string, variables: Readonly<Record<string, string>>): boolean =>
  proxyInForce((name) => variables[name])?.isFor(new URL(url)) ?? false

const here = [
  "localhost",
  "LOCALHOST",
  "localhost.",
  "app.localhost",
  "127.0.0.1",
  "127.0.0.2",
  "127.1",
  "0x7f.1",
  "017700000001",
  "2130706433",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f12:3456]",
  "0.0.0.0",
  "[::]",
  "[::ffff:0.0.0.0]",
]

const elsewhere = [
  "www.zohoapis.com",
  "localhost.example.com",
  "127.0.0.1.example.com",
  "notlocalhost",
  "128.0.0.1",
  "[::2]",
  "[::ffff:128.0.0.1]",
]

describe("this machine", () => {
  for (const host of here) {
    it(`is ${host}, and reached through no proxy, whatever variable names it`, () => {
      assert.isTrue(isThisMachine(new URL(`https://${host}:8443/`)))
      for (const variable of Object.values(proxyVariables).flat()) {
        assert.isFalse(isProxied(`https://${host}:8443/`, { [variable]: proxy }))
        assert.isFalse(isProxied(`http://${host}:8080/`, { [variable]: proxy }))
      }
    })
  }

  it.each(elsewhere)("is not %s", (host) => {
    assert.isFalse(isThisMachine(new URL(`https://${host}/`)))
    assert.isFalse(isLoopback(new URL(`https://${host}/`)))
    assert.isTrue(isProxied(`https://${host}/`, { HTTPS_PROXY: proxy }))
  })

  it.each(["app.localhost", "0.0.0.0", "[::]"])("is not trusted with plain http where it is called %s", (host) => {
    assert.isFalse(isLoopback(new URL(`http://${host}/`)))
  })
})

interface Spared {
  readonly list: string
  readonly spared?: ReadonlyArray<string>
  readonly proxied?: ReadonlyArray<string>
}

const zoho = "https://www.zohoapis.com/x"

const lists: ReadonlyArray<Spared> = [
  { list: "", proxied: [zoho] },
  { list: " , ", proxied: [zoho] },
  { list: "*", spared: [zoho, "https://10.1.2.3", "https://[2001:db8::1]"] },
  {
    list: "zohoapis.com",
    spared: ["https://zohoapis.com", zoho, "https://zohoapis.com.", "https://a.b.zohoapis.com:8443"],
    proxied: ["https://notzohoapis.com", "https://zohoapis.com.example", "https://com"],
  },
  { list: ".zohoapis.com", spared: [zoho, "https://zohoapis.com"], proxied: ["https://notzohoapis.com"] },
  { list: "*.zohoapis.com", spared: [zoho, "https://zohoapis.com"], proxied: ["https://notzohoapis.com"] },
  { list: "www.ZOHOapis.COM", spared: [zoho], proxied: ["https://zohoapis.com"] },
  { list: "zohoapis.com.", spared: [zoho] },
  { list: "www.zohoapis.com:443", spared: [zoho], proxied: ["https://www.zohoapis.com:8443"] },
  { list: ".zohoapis.com:8443", spared: ["https://www.zohoapis.com:8443"], proxied: [zoho] },
  { list: "a.example, b.example zohoapis.com\tc.example", spared: [zoho, "https://b.example"] },
  {
    list: "10.0.0.0/8",
    spared: ["https://10.0.0.0", "https://10.255.255.255", "https://[::ffff:10.1.2.3]", "https://0xa.1"],
    proxied: ["https://11.0.0.0", "https://9.255.255.255", "https://10.example"],
  },
  { list: "192.0.2.7", spared: ["https://192.0.2.7:8443"], proxied: ["https://192.0.2.8"] },
  { list: "192.0.2.7:8443", spared: ["https://192.0.2.7:8443"], proxied: ["https://192.0.2.7"] },
  { list: "192.0.2.7-192.0.2.9", spared: ["https://192.0.2.8"], proxied: ["https://192.0.2.10", "https://192.0.2.6"] },
  { list: "0.0.0.0/0", spared: ["https://192.0.2.7"], proxied: [zoho, "https://[2001:db8::1]"] },
  { list: "192.0.2.0/33 192.0.2.0/ 192.0.2.0/x", proxied: ["https://192.0.2.0", zoho] },
  { list: "2001:db8::1", spared: ["https://[2001:db8:0:0::1]"], proxied: ["https://[2001:db8::2]"] },
  { list: "[2001:DB8::1]", spared: ["https://[2001:db8::1]"] },
  { list: "[2001:db8::1]:8443", spared: ["https://[2001:db8::1]:8443"], proxied: ["https://[2001:db8::1]"] },
  { list: "2001:db8::/32", spared: ["https://[2001:db8:ffff::1]"], proxied: ["https://[2001:db9::1]"] },
  { list: ". *. : :443 / - [ ] [x] http://www.zohoapis.com", proxied: [zoho, "https://10.1.2.3"] },
]

describe("`NO_PROXY`", () => {
  for (const { list, proxied = [], spared = [] } of lists) {
    it(`of ${JSON.stringify(list)} spares what it names`, () => {
      for (const variable of proxyVariables.none) {
        const variables = { HTTPS_PROXY: proxy, [variable]: list }
        for (const url of spared) assert.isFalse(isProxied(url, variables), url)
        for (const url of proxied) assert.isTrue(isProxied(url, variables), url)
      }
    })
  }
})

describe("the proxy in force", () => {
  it.each([
    { variables: { https_proxy: "one:1", HTTPS_PROXY: "two:2", ALL_PROXY: "three:3" }, variable: "https_proxy" },
    { variables: { HTTPS_PROXY: "two:2", all_proxy: "three:3" }, variable: "HTTPS_PROXY" },
    { variables: { ALL_PROXY: "three:3" }, variable: "ALL_PROXY" },
    { variables: { http_proxy: "one:1", HTTP_PROXY: "two:2" }, variable: undefined },
  ])("is that of $variable", ({ variable, variables }) => {
    const read = (name: string): string | undefined => {
      assert.include(Object.values(proxyVariables).flat(), name)
      return (variables as Readonly<Record<string, string>>)[name]
    }
    const found = proxyInForce(read)
    assert.strictEqual(found?.variable, variable)
    assert.strictEqual(found?.address, variable === undefined ? undefined : `http://${read(variable)}`)
  })
})
