import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient, HttpClientError, HttpClientResponse } from "effect/http"
import { document, type Run } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

interface Check {
  readonly name: string
  readonly state: string
  readonly found: string
  readonly remedy?: string
}

const checksOf = ({ stdout }: Run): ReadonlyArray<Check> => document(stdout)["checks"] as ReadonlyArray<Check>

const firstFault = (run: Run): Check | undefined => checksOf(run).find(({ state }) => state === "failed")

const doctor = ["doctor", "--json"]
const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
const grant = {
  ZOHO_ACCESS_TOKEN: "",
  ZOHO_CLIENT_ID: "emulator",
  ZOHO_CLIENT_SECRET: "emulator",
  ZOHO_REFRESH_TOKEN: "emulator",
}
const login = ["auth", "login", "--client-id", "emulator"]
const secret = { ...nothingSet, ZOHO_CLIENT_SECRET: "emulator" }

const answering =
  (body: string, status = 200, type = "text/html") =>
  () =>
    HttpClient.make((request) =>
      Effect.succeed(
        HttpClientResponse.fromWeb(request, new Response(body, { status, headers: { "content-type": type } })),
      ),
    )

const unreachable = () =>
  HttpClient.make((request) =>
    Effect.fail(
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({
          request,
          cause: Object.assign(new Error("getaddrinfo ENOTFOUND www.zohoapis.com"), { code: "ENOTFOUND" }),
        }),
      }),
    ),
  )

const twoHoursLater = (zoho: HttpClient.HttpClient): HttpClient.HttpClient =>
  HttpClient.transformResponse(
    zoho,
    Effect.map((response) =>
      HttpClientResponse.fromWeb(
        response.request,
        new Response('{"code":"AUTHENTICATION_FAILURE","details":{},"message":"m","status":"error"}', {
          status: 401,
          headers: { date: new Date(Date.now() + 7_230_000).toUTCString(), "content-type": "application/json" },
        }),
      ),
    ),
  )

describe("`zoho-bulk doctor`", () => {
  it.live("finds nothing where all is well, and ends with code 0", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const checked = yield* run(doctor, { env: grant })
      assert.strictEqual(checked.exitCode, 0, checked.stdout)
      assert.isTrue(document(checked.stdout)["ok"])
      assert.isUndefined(firstFault(checked))
      assert.isAbove(checksOf(checked).length, 10)
    }),
  )

  it.live("names another data centre where a token is good there, and that heals it", () =>
    Effect.gen(function* () {
      const { run } = yield* machine({ dataCenter: "eu" })
      for (const env of [grant, {}]) {
        const checked = yield* run(doctor, { env })
        assert.strictEqual(checked.exitCode, 3)
        assert.include(firstFault(checked)?.remedy, "--data-center eu")
        assert.strictEqual((yield* run([...doctor, "--data-center", "eu"], { env })).exitCode, 0)
      }
    }),
  )

  it.live("says that nobody has signed in after a code that was too old, and signing in heals it", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      yield* run([...login, "--code", "old"], { env: secret })
      const checked = yield* run(doctor, { env: nothingSet })
      assert.include(firstFault(checked)?.remedy, "zoho-bulk auth login")
      yield* run([...login, "--code", "emulator"], { env: secret })
      assert.strictEqual((yield* run(doctor, { env: nothingSet })).exitCode, 0)
    }),
  )

  it.live("finds a refresh token that was revoked", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const checked = yield* run(doctor, { env: { ...grant, ZOHO_REFRESH_TOKEN: "1000.gone" } })
      assert.strictEqual(checked.exitCode, 3)
      assert.deepInclude(firstFault(checked), { name: "Token" })
      assert.include(firstFault(checked)?.found, "invalid_code")
    }),
  )

  it.live("names the scope that each operation lacks", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const checked = yield* run(doctor, { env: { ZOHO_ACCESS_TOKEN: "emulator-no-scope" } })
      assert.strictEqual(checked.exitCode, 3)
      const missing = checksOf(checked).filter(({ state }) => state === "failed")
      assert.deepStrictEqual(
        missing.map(({ name }) => name),
        ["Organisation", "Look at read jobs", "Look at write jobs"],
      )
      assert.include(missing[1]?.remedy, "ZohoCRM.bulk.READ")
      assert.include(missing[2]?.remedy, "ZohoCRM.bulk.CREATE")
    }),
  )

  it.live.each([
    {
      what: "a page of somebody else's in Zoho's place",
      between: answering("<html>Sign in to the company's network</html>"),
      found: "but not as Zoho's API does",
      exitCode: 2,
    },
    {
      what: "a version that the host does not know",
      between: answering(
        '{"code":"INVALID_URL_PATTERN","details":{},"message":"m","status":"error"}',
        404,
        "application/json",
      ),
      found: "does not know the path of version v8",
      exitCode: 2,
    },
    { what: "no network", between: unreachable, found: "host not found", exitCode: 6 },
    { what: "a clock that is wrong", between: twoHoursLater, found: "2 h 0 min behind", exitCode: 2 },
  ])("finds $what", ({ between, exitCode, found }) =>
    Effect.gen(function* () {
      const { run } = yield* machine({}, between)
      const checked = yield* run(doctor)
      assert.include(firstFault(checked)?.found, found)
      assert.strictEqual(checked.exitCode, exitCode)
    }),
  )

  it.live("finds a file of sign-ins that cannot be read, and moving it away heals it", () =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      yield* run([...login, "--code", "emulator"], { env: secret })
      write("config/zoho-bulk/profiles.json", "{ not JSON")
      const checked = yield* run(doctor, { env: nothingSet })
      assert.deepInclude(firstFault(checked), { name: "Settings" })
      assert.include(firstFault(checked)?.found, "profiles.json")
      write("config/zoho-bulk/profiles.json", "{}")
      yield* run([...login, "--code", "emulator"], { env: secret })
      assert.strictEqual((yield* run(doctor, { env: nothingSet })).exitCode, 0)
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
    }),
  )
})
