import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { storeOnMachine } from "../../support/storeOnMachine.ts"

/** Each kind of journey, with the least that it takes. */
const kinds = (path: (name: string) => string): ReadonlyArray<ReadonlyArray<string>> => [
  ["export", "Leads", "--output", path("leads.csv")],
  ["import", path("in.csv"), "--module", "Leads", "--operation", "insert", "--results", path("told.csv")],
  ["mirror", "Leads", "--to", path("copies")],
  ["wait", "4150868000005376042", "--kind", "read"],
]

describe("a submitted journey", () => {
  it.live("is for the organisation of the sign-in that a flag or a variable names", () =>
    Effect.gen(function* () {
      const plain = yield* storeOnMachine()
      const withVariable = yield* storeOnMachine({ env: { ZOHO_PROFILE: "boyle" } })
      plain.write("in.csv", "Last_Name\nPatel\n")
      withVariable.write("in.csv", "Last_Name\nPatel\n")
      for (const kind of kinds(plain.path)) {
        const [name = ""] = kind
        const named = yield* plain.documentOf("submit", ...kind, "--profile", "boyle", "--key", name)
        assert.strictEqual(named.organization, "boyle", JSON.stringify(named))
      }
      for (const kind of kinds(withVariable.path)) {
        const [name = ""] = kind
        const named = yield* withVariable.documentOf("submit", ...kind, "--key", name)
        assert.strictEqual(named.organization, "boyle", JSON.stringify(named))
      }
      const { journeys } = yield* plain.documentOf("journeys")
      assert.deepStrictEqual(
        journeys.map(({ organization }: { readonly organization: string }) => organization),
        ["boyle", "boyle", "boyle", "boyle"],
      )
    }).pipe(Effect.scoped),
  )

  it.live("is refused where a sign-in and the organisation contradict each other", () =>
    Effect.gen(function* () {
      const { documentOf, path, run } = yield* storeOnMachine({ env: { ZOHO_PROFILE: "boyle" } })
      const [exported = []] = kinds(path)
      for (const [flags, other] of [
        [["--organization", "zylker"], "ZOHO_PROFILE=boyle"],
        [["--organization", "zylker", "--profile", "acme"], "--profile acme"],
      ] as const) {
        for (const explain of [[], ["--explain"]]) {
          const { exitCode, stderr } = yield* run("submit", ...exported, ...flags, ...explain)
          assert.strictEqual(exitCode, 2)
          assert.include(stderr.replaceAll(/\s+/g, " "), `--organization zylker and ${other} contradict each other`)
        }
      }
      for (const flags of [
        ["--organization", "zylker", "--profile", "zylker"],
        ["--profile", "zylker"],
      ]) {
        const { organization } = yield* documentOf("submit", ...exported, ...flags, "--key", "leads")
        assert.strictEqual(organization, "zylker")
      }
    }).pipe(Effect.scoped),
  )

  it.live("is refused with flags of a connection that nobody would make", () =>
    Effect.gen(function* () {
      const { path, run, write } = yield* storeOnMachine({ env: { ZOHO_DATA_CENTER: "eu" } })
      write("in.csv", "Last_Name\nPatel\n")
      for (const [flag, ...value] of [
        ["--data-center", "eu"],
        ["--environment", "sandbox"],
        ["--api-domain", "http://127.0.0.1:8080"],
        ["--accounts-url", "http://127.0.0.1:8080"],
        ["--upload-url", "http://127.0.0.1:8080"],
        ["--download-url", "http://127.0.0.1:8080"],
        ["--api-version", "8"],
        ["--org-id", "1"],
        ["--max-concurrency", "2"],
        ["--records", "Leads=3"],
        ["--emulator"],
      ] as const) {
        for (const kind of kinds(path)) {
          const { exitCode, stderr } = yield* run("submit", ...kind, flag, ...value)
          assert.strictEqual(exitCode, 2, flag)
          assert.include(stderr.replaceAll(/\s+/g, " "), `${flag} would be ignored`)
        }
      }
      // What variables say of a connection is for the runner's own environment to say.
      const [exported = []] = kinds(path)
      assert.strictEqual((yield* run("submit", ...exported)).exitCode, 0)
    }).pipe(Effect.scoped),
  )
})

describe("who submits a journey", () => {
  it.live("is told that nobody has signed in to its organisation on this machine", () =>
    Effect.gen(function* () {
      const signedIn = {
        clientId: "1000.X",
        clientSecret: "secret",
        refreshToken: "1000.a.b",
        settings: { dataCenter: "com" },
        savedAt: 1_700_000_000_000,
      }
      const { path, run } = yield* storeOnMachine()
      mkdirSync(path("config/zoho-bulk"), { recursive: true, mode: 0o700 })
      writeFileSync(path("config/zoho-bulk/profiles.json"), JSON.stringify({ zylker: signedIn }), { mode: 0o600 })
      const exported = kinds(path)[3] ?? []
      const lost = yield* run("submit", ...exported, "--organization", "boyle", "--key", "one")
      assert.strictEqual(lost.exitCode, 0)
      assert.include(lost.stderr, "There is no sign-in boyle here")
      assert.include(lost.stderr, "auth login --profile boyle")
      for (const flags of [["--organization", "zylker"], [], ["--organization", "boyle", "--quiet"]]) {
        const { exitCode, stderr } = yield* run("submit", ...exported, ...flags, "--key", `key${flags.length}`)
        assert.strictEqual(exitCode, 0, stderr)
        assert.notInclude(stderr, "There is no sign-in")
      }
      const without = yield* storeOnMachine({ env: { ZOHO_ACCESS_TOKEN: "" } })
      const { stderr } = yield* without.run("submit", ...exported)
      assert.include(stderr, "There is no sign-in default here")
    }).pipe(Effect.scoped),
  )

  it.live("is refused where Deno does not let us see which of several sign-ins is meant", () =>
    Effect.gen(function* () {
      const readable = ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "ZOHO_ACCESS_TOKEN"]
      const { path, run } = yield* storeOnMachine({ readable, env: { ZOHO_PROFILE: "boyle" } })
      const signIn = { clientId: "1000.X", clientSecret: "s", refreshToken: "1000.a.b", settings: {}, savedAt: 1 }
      mkdirSync(path("config/zoho-bulk"), { recursive: true, mode: 0o700 })
      const signIns = JSON.stringify({ default: signIn, boyle: signIn })
      writeFileSync(path("config/zoho-bulk/profiles.json"), signIns, { mode: 0o600 })
      const exported = kinds(path)[3] ?? []
      const { exitCode, stderr } = yield* run("submit", ...exported)
      assert.strictEqual(exitCode, 2)
      assert.include(stderr.replaceAll(/\s+/g, " "), "It is not clear whether to use the sign-in default")
      assert.strictEqual((yield* run("submit", ...exported, "--profile", "boyle")).exitCode, 0)
    }).pipe(Effect.scoped),
  )

  it.live("is refused a file in a folder that does not exist, and stdout", () =>
    Effect.gen(function* () {
      const { path, run, write } = yield* storeOnMachine()
      write("in.csv", "Last_Name\nPatel\n")
      const file = path("nowhere/leads.csv")
      const [exported = [], imported = []] = kinds(path)
      for (const [kind, flag] of [
        [exported.slice(0, -1), "--output"],
        [imported.slice(0, -1), "--results"],
      ] as const) {
        const nowhere = yield* run("submit", ...kind, file)
        assert.strictEqual(nowhere.exitCode, 2)
        assert.include(nowhere.stderr.replaceAll(/\s+/g, " "), `there is no folder ${path("nowhere")}`)
        const stdout = yield* run("submit", ...kind, "-")
        assert.strictEqual(stdout.exitCode, 2)
        assert.include(stdout.stderr.replaceAll(/\s+/g, " "), `${flag} - is stdout`)
      }
      assert.isFalse(existsSync(path("journeys.db")))
    }).pipe(Effect.scoped),
  )
})
