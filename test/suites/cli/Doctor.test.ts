import { copyFileSync, renameSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient, HttpClientError, HttpClientRequest, HttpClientResponse } from "effect/http"
import { document } from "../../support/commandLine.ts"
import {
  checksOf,
  doctor,
  faultsOf,
  firstFault,
  grant,
  lineOf,
  loginWith,
  nothingSet,
  secret,
} from "../../support/doctor.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const answer = (body: string, status: number, type: string) =>
  HttpClient.make((request) =>
    Effect.succeed(
      HttpClientResponse.fromWeb(request, new Response(body, { status, headers: { "content-type": type } })),
    ),
  )

const refusal = (code: string, status: number) =>
  answer(`{"code":"${code}","details":{},"message":"m","status":"error"}`, status, "application/json")

const loginPage = answer("<html>Sign in to the company's network</html>", 200, "text/html")

const broken = (code: string, words: string) =>
  HttpClient.make((request) =>
    Effect.fail(
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({ request, cause: Object.assign(new Error(words), { code }) }),
      }),
    ),
  )

const noNetwork = broken("ENOTFOUND", "getaddrinfo ENOTFOUND www.zohoapis.com")

/** Something that stands in the way, of some requests or all, until it is taken away. */
const obstacle = (inTheWay: HttpClient.HttpClient, isFor: (url: URL) => boolean = () => true) => {
  const there = { isThere: true }
  const between = (zoho: HttpClient.HttpClient) =>
    HttpClient.make((request) => (there.isThere && isFor(new URL(request.url)) ? inTheWay : zoho).execute(request))
  return { between, takeAway: () => void (there.isThere = false) }
}

/** Zoho as a server on this machine, all of it at one origin. */
const onThisMachine = (zoho: HttpClient.HttpClient) =>
  HttpClient.mapRequest(zoho, (request) => {
    const { pathname, search } = new URL(request.url)
    const host = pathname.startsWith("/oauth/") ? "accounts.zoho.com" : "www.zohoapis.com"
    return HttpClientRequest.setUrl(request, `https://${host}${pathname}${search}`)
  })

/** Zoho's answers, dated as by a clock that is wrong by so much. */
const datedBy = (skew: () => number) => (zoho: HttpClient.HttpClient) =>
  HttpClient.transformResponse(
    zoho,
    Effect.map(
      (response) =>
        new Proxy(response, {
          get: (target, key) =>
            key === "headers"
              ? { ...target.headers, date: new Date(Date.now() + skew()).toUTCString() }
              : Reflect.get(target, key, target),
        }),
    ),
  )

describe("`zoho-bulk doctor`", () => {
  it.live("finds nothing where all is well, and ends with code 0", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const checked = yield* run(doctor, { env: grant })
      assert.strictEqual(checked.exitCode, 0, checked.stdout)
      assert.isTrue(document(checked.stdout)["ok"])
      assert.deepStrictEqual(
        checksOf(checked).map(({ name, state }) => [state, name].join(" ")),
        [
          ["Settings", "Proxy", "Name resolution", "TLS", "API host", "Clock"],
          ["Folder of sign-ins", "Folder of journals", "Sign-in", "Token"],
          ["Look at read jobs", "Create read jobs", "Download results", "Upload files"],
          ["Look at write jobs", "Create write jobs", "Organisation", "Modules and fields", "Upload host"],
        ].flatMap((names) => names.map((name) => `ok ${name}`)),
      )
    }),
  )

  it.live("names another data centre where a token is good there, and that heals it", () =>
    Effect.gen(function* () {
      const { run } = yield* machine({ dataCenter: "eu" })
      for (const env of [grant, {}]) {
        const checked = yield* run(doctor, { env })
        assert.strictEqual(checked.exitCode, 3)
        assert.strictEqual(firstFault(checked)?.remedy, "Set --data-center eu (ZOHO_DATA_CENTER=eu).")
        assert.strictEqual((yield* run([...doctor, "--data-center", "eu"], { env })).exitCode, 0)
      }
    }),
  )

  it.live("says that nobody has signed in after a code that had expired, and signing in heals it", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      assert.strictEqual((yield* run(loginWith("expired"), { env: secret })).exitCode, 3)
      const checked = yield* run(doctor, { env: nothingSet })
      assert.strictEqual(firstFault(checked)?.name, "Sign-in")
      assert.include(firstFault(checked)?.remedy, "Sign in with zoho-bulk auth login")
      yield* run(loginWith("emulator"), { env: secret })
      assert.strictEqual((yield* run(doctor, { env: nothingSet })).exitCode, 0)
    }),
  )

  it.live("finds that the refresh token of a sign-in was revoked, and signing in again heals it", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine({ dataCenter: "eu" })
      const inEurope = [...loginWith("emulator"), "--data-center", "eu"]
      yield* run([...inEurope, "--profile", "work"], { env: secret })
      copyFileSync(path("config/zoho-bulk/profiles.json"), path("kept.json"))
      yield* run(["auth", "logout", "--profile", "work"], { env: nothingSet })
      renameSync(path("kept.json"), path("config/zoho-bulk/profiles.json"))
      const checked = yield* run([...doctor, "--profile", "work"], { env: nothingSet })
      assert.strictEqual(checked.exitCode, 3)
      assert.deepInclude(firstFault(checked), {
        name: "Token",
        remedy: "Sign in again: zoho-bulk auth login --profile work --data-center eu",
      })
      assert.include(firstFault(checked)?.found, "invalid_code")
      yield* run([...inEurope, "--profile", "work"], { env: secret })
      assert.strictEqual((yield* run([...doctor, "--profile", "work"], { env: nothingSet })).exitCode, 0)
    }),
  )

  it.live.each([
    { what: "refresh token", wrong: { ZOHO_REFRESH_TOKEN: "1000.gone" }, variable: "ZOHO_REFRESH_TOKEN" },
    { what: "client id", wrong: { ZOHO_CLIENT_ID: "1000.OTHER" }, variable: "ZOHO_CLIENT_ID" },
    { what: "client secret", wrong: { ZOHO_CLIENT_SECRET: "other" }, variable: "ZOHO_CLIENT_SECRET" },
    { what: "access token", wrong: { ...nothingSet, ZOHO_ACCESS_TOKEN: "old" }, variable: "ZOHO_ACCESS_TOKEN" },
  ])("names the variable of a wrong $what, and setting it heals it", ({ variable, what, wrong }) =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const right = what === "access token" ? {} : grant
      const checked = yield* run(doctor, { env: { ...right, ...wrong } })
      assert.strictEqual(checked.exitCode, 3)
      assert.strictEqual(firstFault(checked)?.name, "Token")
      assert.match(firstFault(checked)?.remedy ?? "", new RegExp(`^Set ${variable} to `))
      assert.strictEqual((yield* run(doctor, { env: right })).exitCode, 0)
    }),
  )

  it.live("tries a client secret even where a token is kept that was made with another, and spoils nothing", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      assert.strictEqual((yield* here.run(["modules"], { env: grant })).exitCode, 0)
      const kept = here.read("state/zoho-bulk/tokens.json")
      const checked = yield* here.run(doctor, { env: { ...grant, ZOHO_CLIENT_SECRET: "other" } })
      assert.strictEqual(checked.exitCode, 3)
      assert.match(firstFault(checked)?.remedy ?? "", /^Set ZOHO_CLIENT_SECRET to /)
      const [before, after] = [kept, here.read("state/zoho-bulk/tokens.json")].map((text) =>
        text.match(/1000\.[\w.]+/g),
      )
      assert.deepStrictEqual(after, before)
      assert.strictEqual((yield* here.run(["modules"], { env: grant })).exitCode, 0)
    }),
  )

  it.live("asks for one token where none is kept, and says that a grant was not tried where Zoho gives no more", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      assert.strictEqual((yield* here.run(doctor, { env: grant })).exitCode, 0)
      assert.strictEqual(yield* countOf(here, "renewToken"), 1)
      for (let times = 0; times < 10; times++) yield* here.run(doctor, { env: grant })
      const checked = yield* here.run(doctor, { env: grant })
      assert.strictEqual(checked.exitCode, 0)
      assert.strictEqual(lineOf(checked, "Grant")?.state, "skipped")
      assert.include(lineOf(checked, "Grant")?.found, "saved by an earlier run")
      assert.strictEqual(lineOf(checked, "Token")?.state, "ok")
      assert.strictEqual(yield* countOf(here, "renewToken"), 10)
    }),
  )

  it.live.each([
    { what: "blanks", ZOHO_ACCESS_TOKEN: " " },
    { what: "a line break in it", ZOHO_ACCESS_TOKEN: "1000.5ec2e7\n" },
  ])("finds an access token of $what after what is in order before it", ({ ZOHO_ACCESS_TOKEN }) =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const checked = yield* run(doctor, { env: { ZOHO_ACCESS_TOKEN } })
      assert.strictEqual(checked.exitCode, 2, checked.stderr)
      assert.strictEqual(lineOf(checked, "API host")?.state, "ok")
      assert.strictEqual(firstFault(checked)?.name, "Token")
      assert.include(firstFault(checked)?.found, "ZOHO_ACCESS_TOKEN is not a valid access token")
      const forPeople = yield* run(["doctor"], { env: { ZOHO_ACCESS_TOKEN } })
      assert.match(forPeople.stdout, /✗ Token/)
      assert.notInclude(checked.stdout + checked.stderr + forPeople.stdout, "5ec2e7")
    }),
  )

  it.live("says that the word is emulator where a grant is wrong at a server on this machine", () =>
    Effect.gen(function* () {
      const { run } = yield* machine({}, onThisMachine)
      const checked = yield* run([...doctor, "--api-domain", "http://127.0.0.1:8080"], {
        env: { ...grant, ZOHO_CLIENT_SECRET: "other" },
      })
      assert.strictEqual(firstFault(checked)?.name, "Token")
      assert.include(firstFault(checked)?.remedy, "are all the word emulator")
    }),
  )

  it.live("finds that there is no network, and being connected heals it", () =>
    Effect.gen(function* () {
      const { between, takeAway } = obstacle(noNetwork)
      const { run } = yield* machine({}, between)
      const checked = yield* run(doctor)
      assert.strictEqual(checked.exitCode, 6)
      assert.deepInclude(firstFault(checked), {
        name: "Name resolution",
        found: "www.zohoapis.com: host not found",
        remedy: "Connect this machine to the network; if a proxy leads out of it, set HTTPS_PROXY to it.",
      })
      takeAway()
      assert.strictEqual((yield* run(doctor)).exitCode, 0)
    }),
  )

  it.live("finds a host that is not Zoho's, and leaving it out heals it", () =>
    Effect.gen(function* () {
      const { between } = obstacle(loginPage, ({ host }) => host === "crm.example")
      const { run } = yield* machine({}, between)
      const checked = yield* run([...doctor, "--api-domain", "crm.example"])
      assert.strictEqual(checked.exitCode, 2)
      assert.deepInclude(firstFault(checked), {
        name: "API host",
        found: "crm.example answers (HTTP 200), but not as Zoho's API does",
        remedy: "Leave out --api-domain (ZOHO_API_DOMAIN), or set it to Zoho's: www.zohoapis.com.",
      })
      assert.strictEqual((yield* run(doctor)).exitCode, 0)
      assert.strictEqual((yield* run([...doctor, "--api-domain", "www.zohoapis.com"])).exitCode, 0)
    }),
  )

  it.live("finds a page of somebody else's in Zoho's place, and signing in to the network heals it", () =>
    Effect.gen(function* () {
      const { between, takeAway } = obstacle(loginPage)
      const { run } = yield* machine({}, between)
      const checked = yield* run(doctor)
      assert.strictEqual(firstFault(checked)?.name, "API host")
      assert.include(firstFault(checked)?.remedy, "Sign in to this network with a browser")
      takeAway()
      assert.strictEqual((yield* run(doctor)).exitCode, 0)
    }),
  )

  it.live("finds the newest version that a host knows, and setting it heals it", () =>
    Effect.gen(function* () {
      const { between } = obstacle(refusal("INVALID_URL_PATTERN", 404), ({ pathname }) => pathname.includes("/v8"))
      const { run } = yield* machine({}, between)
      const checked = yield* run(doctor)
      assert.strictEqual(checked.exitCode, 2)
      assert.deepInclude(firstFault(checked), {
        name: "API host",
        found: "www.zohoapis.com does not know the path of version v8",
        remedy: "Set --api-version v7 (ZOHO_API_VERSION=v7).",
      })
      assert.strictEqual((yield* run([...doctor, "--api-version", "v7"])).exitCode, 0)
    }),
  )

  it.live("refuses a version that is none, and names those that are", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const checked = yield* run([...doctor, "--api-version", "v9"])
      assert.strictEqual(checked.exitCode, 2)
      assert.strictEqual(firstFault(checked)?.name, "Settings")
      assert.include(firstFault(checked)?.remedy, "v8")
    }),
  )

  it.live("finds a clock that is wrong, and setting it heals it", () =>
    Effect.gen(function* () {
      let skew = 7_230_000
      const { run } = yield* machine(
        {},
        datedBy(() => skew),
      )
      const checked = yield* run(doctor)
      assert.strictEqual(checked.exitCode, 2)
      assert.deepInclude(firstFault(checked), { name: "Clock", found: "this machine's clock is 2 h 0 min behind" })
      assert.strictEqual(lineOf(checked, "Token")?.state, "ok")
      skew = 0
      assert.strictEqual((yield* run(doctor)).exitCode, 0)
    }),
  )

  it.live.each([
    {
      code: "CERT_HAS_EXPIRED",
      found: "not valid at this machine's time",
      remedy: "Set this machine's clock; if it is right already",
    },
    { code: "ERR_TLS_CERT_ALTNAME_INVALID", found: "certificate of another host", remedy: "Sign in to this network" },
    {
      code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      found: "by a CA that this machine does not know",
      remedy: "NODE_EXTRA_CA_CERTS",
    },
    { code: "DEPTH_ZERO_SELF_SIGNED_CERT", found: "is self-signed", remedy: "DENO_CERT" },
  ])("tells by the line TLS what is wrong with a certificate: $code", ({ code, found, remedy }) =>
    Effect.gen(function* () {
      const { run } = yield* machine({}, obstacle(broken(code, "no")).between)
      const checked = yield* run(doctor)
      assert.strictEqual(checked.exitCode, 6)
      assert.strictEqual(firstFault(checked)?.name, "TLS")
      assert.include(firstFault(checked)?.found, found)
      assert.include(firstFault(checked)?.remedy, remedy)
    }),
  )

  it.live.each([
    { host: "127.0.0.1:8080", remedy: "Set --api-domain (ZOHO_API_DOMAIN) to http://127.0.0.1:8080" },
    { host: "crm.example", remedy: "Correct --api-domain (ZOHO_API_DOMAIN): Zoho's is www.zohoapis.com." },
    { host: "www.zohoapis.com", remedy: "Sign in to this network with a browser" },
  ])("tells by the line TLS that $host speaks none", ({ host, remedy }) =>
    Effect.gen(function* () {
      const { between } = obstacle(broken("EPROTO", "write EPROTO: SSL routines:wrong version number"))
      const { run } = yield* machine({}, between)
      const checked = yield* run([...doctor, "--api-domain", `https://${host}`])
      assert.strictEqual(checked.exitCode, 6)
      assert.deepInclude(firstFault(checked), { name: "TLS", found: `${host} does not use TLS` })
      assert.include(firstFault(checked)?.remedy, remedy)
    }),
  )

  it.live("names the organisation that the token is of where another is set, and setting it heals it", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const own = yield* run(doctor, { env: grant })
      const [zgid = ""] = /\d+$/.exec(lineOf(own, "Organisation")?.found ?? "") ?? []
      for (const checked of [
        yield* run([...doctor, "--org-id", "42"]),
        yield* run(doctor, { env: { ZOHO_ORG_ID: "42" } }),
      ]) {
        assert.strictEqual(checked.exitCode, 2)
        assert.deepStrictEqual(faultsOf(checked), [
          {
            name: "Organisation",
            state: "failed",
            found: `the token is for Emulated Organisation, zgid ${zgid}, but the settings name 42`,
            remedy: `Set --org-id ${zgid} (ZOHO_ORG_ID=${zgid}), or leave it out.`,
          },
        ])
      }
      assert.strictEqual((yield* run([...doctor, "--org-id", zgid])).exitCode, 0)
    }),
  )

  it.live("blames a proxy only for hosts that are reached through it", () =>
    Effect.gen(function* () {
      const { run } = yield* machine({}, obstacle(broken("ECONNREFUSED", "connect ECONNREFUSED")).between)
      const HTTPS_PROXY = "http://me:secret@proxy.example:3128"
      const checked = yield* run(doctor, { env: { HTTPS_PROXY } })
      assert.deepInclude(firstFault(checked), {
        name: "Proxy",
        found: "nothing listens at proxy.example:3128, which HTTPS_PROXY names",
      })
      assert.notInclude(checked.stdout, "secret")
      for (const NO_PROXY of ["example.org,www.zohoapis.com", ".zohoapis.com", "*"]) {
        const around = yield* run(doctor, { env: { HTTPS_PROXY, NO_PROXY } })
        assert.deepInclude(firstFault(around), { name: "API host", found: "nothing listens at www.zohoapis.com" })
        assert.include(lineOf(around, "Proxy")?.found, "; not used for www.zohoapis.com")
      }
    }),
  )

  it.live("asks no other data centre about a token for a host that is not Zoho's", () =>
    Effect.gen(function* () {
      const hosts: Array<string> = []
      const { run } = yield* machine({}, (zoho) =>
        HttpClient.tapRequest(zoho, (request) => Effect.sync(() => void hosts.push(new URL(request.url).host))),
      )
      yield* run([...doctor, "--api-domain", "zoho.proxy.example"], { env: { ZOHO_ACCESS_TOKEN: "t" } })
      assert.deepStrictEqual([...new Set(hosts)], ["zoho.proxy.example"])
      assert.isEmpty(faultsOf(yield* run(doctor)))
    }),
  )
})
