import { readdirSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { type EmulatorOptions, withAdvancingClock } from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { HttpBody, HttpClientRequest } from "effect/http"
import { document } from "../../support/commandLine.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
const client = { ...nothingSet, ZOHO_CLIENT_ID: "emulator", ZOHO_CLIENT_SECRET: "emulator" }
const login = ["auth", "login", "--device"]

interface Consent {
  readonly options?: EmulatorOptions
  readonly says?: "allow" | "deny" | "nothing"
  readonly args?: ReadonlyArray<string>
}

/** Signs in without a terminal, while a person elsewhere enters the code in a browser. */
const signIn = ({ args = [], options = {}, says = "allow" }: Consent = {}) =>
  Effect.gen(function* () {
    const here = yield* machine(options)
    const lines: Array<string> = []
    let isEntered = says === "nothing"
    const enter = (url: string, code: string) =>
      here.emulator.httpClient.execute(
        HttpClientRequest.post(url, {
          body: HttpBody.text(`user_code=${code}&consent=${says}`, "application/x-www-form-urlencoded"),
        }),
      )
    const heard = (text: string) =>
      Effect.suspend(() => {
        lines.push(text)
        const said = lines.join("")
        const [, url] = /Open (\S+\/oauth\/v3\/device) /.exec(said) ?? []
        const [code] = /[0-9A-F]{4}-[0-9A-F]{4}/.exec(said) ?? []
        if (isEntered || url === undefined || code === undefined) return Effect.void
        isEntered = true
        return Effect.ignore(enter(url, code))
      })
    const run = yield* withAdvancingClock(here.run([...login, ...args], { env: client, heard }))
    return { here, run, lines }
  })

describe("`zoho-bulk auth login --device`", () => {
  it.live("signs in where there is neither a browser nor a terminal", () =>
    Effect.gen(function* () {
      const { here, run } = yield* signIn()
      assert.strictEqual(run.exitCode, 0, run.stderr)
      assert.include(run.stderr, "It was tried with the emulator, and not yet at Zoho.")
      assert.include(run.stdout, "Signed in to Emulated Organisation, as default.")
      const { scope } = JSON.parse(here.read("config/zoho-bulk/profiles.json")).default
      assert.include(scope, "ZohoCRM.bulk.ALL")
      const used = yield* here.run(["get", "4150868000005376042", "--json"], { env: nothingSet })
      assert.strictEqual(used.exitCode, 0, used.stderr)
    }),
  )

  it.live("shows the code to who reads JSON as well, and asks for what the sign-in is for", () =>
    Effect.gen(function* () {
      const { run } = yield* signIn({ args: ["--json", "--for", "read"] })
      const { scope } = document(run.stdout) as { scope: string }
      assert.include(scope, "ZohoCRM.bulk.READ")
      assert.notInclude(scope, "ZohoCRM.bulk.ALL")
    }),
  )

  it.live("is kept for the data centre of the account, which need not be that of the client", () =>
    Effect.gen(function* () {
      const { here, run } = yield* signIn({ options: { dataCenter: "eu" }, args: ["--json"] })
      assert.strictEqual(run.exitCode, 0, run.stderr)
      assert.deepInclude(document(run.stdout), { dataCenter: "eu" })
      yield* here.run(["get", "4150868000005376042"], { env: nothingSet })
      const { requests } = yield* here.emulator.report
      assert.strictEqual(requests.at(-1)?.host, "www.zohoapis.eu")
    }),
  )

  it.live("ends with exit code 3 and keeps nothing when the user refuses", () =>
    Effect.gen(function* () {
      const { here, run } = yield* signIn({ says: "deny" })
      assert.strictEqual(run.exitCode, 3)
      assert.include(run.stderr, "Could not get a token for the device code: the user refused")
      assert.include(run.stderr, "For another code: zoho-bulk auth login --device.")
      assert.deepStrictEqual(readdirSync(here.path("config/zoho-bulk")), [])
    }),
  )

  it.live("says twice a minute that it waits, and ends when the code has expired", () =>
    Effect.gen(function* () {
      const { here, run } = yield* signIn({ says: "nothing" })
      assert.strictEqual(run.exitCode, 3)
      const left = [...run.stderr.matchAll(/Waiting for the code to be entered: (.+) left/g)].map(([, time]) => time)
      assert.deepStrictEqual(left.slice(0, 3), ["4 min 30 s", "4 min 0 s", "3 min 30 s"])
      assert.isAtLeast(left.length, 9)
      assert.isAtMost(yield* countOf(here, "pollDeviceToken"), 10)
    }),
  )

  it.live("takes no code of the console, asks for what is missing, and can be explained", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const both = yield* run([...login, "--code", "emulator"], { env: client })
      assert.strictEqual(both.exitCode, 2)
      assert.include(both.stderr, "--device and --code contradict each other")
      const missing = yield* run(login, { env: nothingSet })
      assert.strictEqual(missing.exitCode, 2)
      assert.include(
        missing.stderr,
        "Client id and client secret are missing, and there is no terminal to ask for them",
      )
      const explained = yield* run([...login, "--explain", "--json"], { env: client })
      const { requests } = document(explained.stdout) as { requests: ReadonlyArray<{ operation: string }> }
      assert.deepStrictEqual(
        requests.map(({ operation }) => operation),
        ["requestDeviceCode", "pollDeviceToken", "getOrganization"],
      )
    }),
  )
})
