import { readdirSync, statSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { systemError } from "../../support/faultyFiles.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
const secret = { ...nothingSet, ZOHO_CLIENT_SECRET: "emulator" }
const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator"]

describe("`zoho-bulk auth`", () => {
  it.live("signs in once, and then nothing has to be set", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const signedIn = yield* here.run([...login, "--data-center", "eu", "--json"], { env: secret })
      assert.strictEqual(signedIn.exitCode, 0, signedIn.stderr)
      assert.deepInclude(document(signedIn.stdout), { profile: "default", dataCenter: "eu" })
      const used = yield* here.run(["get", "4150868000005376042", "--json"], { env: nothingSet })
      assert.strictEqual(used.exitCode, 0)
      yield* here.run(["export", "Contacts"], { env: nothingSet })
      const { requests } = yield* here.emulator.report
      const hosts = requests.map(({ host }) => host)
      assert.sameMembers([...new Set(hosts)], ["accounts.zoho.eu", "www.zohoapis.eu"])
      // One was for the code, and one for all that followed.
      assert.strictEqual(yield* countOf(here, "renewToken"), 2)
    }),
  )

  it.live("is not hidden by the variables that a sign-in itself asks for", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const env = { ...secret, ZOHO_CLIENT_ID: "emulator" }
      assert.strictEqual((yield* run(["get", "4150868000005376042"], { env })).exitCode, 2)
      yield* run(login, { env })
      assert.strictEqual((yield* run(["get", "4150868000005376042"], { env })).exitCode, 0)
    }),
  )

  it.live("keeps sign-ins and tokens for their owner alone, and shows no secret", () =>
    Effect.gen(function* () {
      const { path, read, run } = yield* machine()
      yield* run(login, { env: secret })
      yield* run(["get", "4150868000005376042"], { env: nothingSet })
      const files = ["config/zoho-bulk/profiles.json", "state/zoho-bulk/tokens.json"]
      for (const file of files) assert.strictEqual(statSync(path(file)).mode & 0o777, 0o600)
      const { refreshToken } = JSON.parse(read(files[0] ?? "")).default
      const status = yield* run(["auth", "status"], { env: nothingSet })
      assert.notInclude(status.stdout, refreshToken)
      assert.include(status.stdout, "Emulated Organisation")
      const { signIns } = document((yield* run(["auth", "status", "--json"])).stdout) as {
        signIns: ReadonlyArray<{ tokenSecondsLeft: number; fingerprint: string; scopes: ReadonlyArray<string> }>
      }
      assert.isAbove(signIns[0]?.tokenSecondsLeft ?? 0, 3_500)
      assert.match(signIns[0]?.fingerprint ?? "", /^[0-9a-f]{12}$/)
      assert.include(signIns[0]?.scopes ?? [], "ZohoCRM.bulk.ALL")
    }),
  )

  it.live.each(["EACCES", "ENOSPC"])("spends no code where the sign-in could not be kept (%s)", (code) =>
    Effect.gen(function* () {
      const here = yield* machine({}, undefined, (files) => ({
        ...files,
        open: (path, options) =>
          path.includes("config") && options?.flag !== undefined && options.flag !== "r"
            ? Effect.fail(systemError(code, path))
            : files.open(path, options),
      }))
      const { exitCode, stderr } = yield* here.run(login, { env: secret })
      assert.notStrictEqual(exitCode, 0)
      assert.include(stderr.replaceAll(/\s+/g, " "), "Set XDG_CONFIG_HOME to use another place for sign-ins")
      assert.strictEqual(yield* countOf(here, "renewToken"), 0)
    }),
  )

  it.live("leaves nothing beside the sign-in that it keeps, nor where Zoho refuses the code", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      const refused = yield* run(["auth", "login", "--client-id", "emulator", "--code", "wrong"], { env: secret })
      assert.notStrictEqual(refused.exitCode, 0)
      assert.deepStrictEqual(readdirSync(path("config/zoho-bulk")), [])
      yield* run(login, { env: secret })
      assert.deepStrictEqual(readdirSync(path("config/zoho-bulk")), ["profiles.json"])
    }),
  )

  it.live("looks at nothing above its own folder where Deno would ask a person for that", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const here = yield* machine({}, undefined, (files) => ({
        ...files,
        stat: (path) =>
          Effect.andThen(
            Effect.sync(() => void seen.push(path)),
            files.stat(path),
          ),
        open: (path, options) =>
          Effect.andThen(
            Effect.sync(() => void seen.push(path)),
            files.open(path, options),
          ),
      }))
      const own = ["config", "state"].map((name) => here.path(`${name}/zoho-bulk`))
      const isOwn = (path: string): boolean => own.some((folder) => path === folder || path.startsWith(`${folder}/`))
      const signedIn = yield* here.run(login, { env: secret, mayRead: isOwn })
      assert.strictEqual(signedIn.exitCode, 0, signedIn.stderr)
      const used = yield* here.run(["export", "Leads"], { env: nothingSet, mayRead: isOwn })
      assert.strictEqual(used.exitCode, 0, used.stderr)
      assert.deepStrictEqual(
        seen.filter((path) => !isOwn(path)),
        [],
      )
    }),
  )

  it.live("knows several by name", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const signedIn = yield* run([...login, "--profile", "work", "--data-center", "in"], { env: secret })
      assert.include(signedIn.stdout, "as work. To use it: --profile work (or ZOHO_PROFILE=work).")
      const named = yield* run(["get", "4150868000005376042", "--profile", "work"], { env: nothingSet })
      assert.strictEqual(named.exitCode, 0)
      const none = yield* run(["get", "4150868000005376042"], { env: nothingSet })
      assert.strictEqual(none.exitCode, 2)
      assert.include(none.stderr, "nobody has signed in")
      assert.include(none.stderr, "Sign in with zoho-bulk auth login; or set ZOHO_ACCESS_TOKEN to a token")
      assert.include(none.stderr, "Without an account, try it with --emulator.")
      const unknown = yield* run(["get", "4150868000005376042", "--profile", "home"], { env: nothingSet })
      assert.include(unknown.stderr, "There is no sign-in home")
    }),
  )

  it.live(
    "is for the data centre where it was signed in: another one is a contradiction, and nothing is sent there",
    () =>
      Effect.gen(function* () {
        const here = yield* machine()
        yield* here.run([...login, "--data-center", "eu"], { env: secret })
        const get = ["get", "4150868000005376042"]
        const byFlag = yield* here.run([...get, "--data-center", "us"], { env: nothingSet })
        const byVariable = yield* here.run(get, { env: { ...nothingSet, ZOHO_DATA_CENTER: "us" } })
        assert.deepStrictEqual([byFlag.exitCode, byVariable.exitCode], [2, 2])
        assert.include(byFlag.stderr, "The sign-in default is for data centre eu, but --data-center names us")
        assert.include(byVariable.stderr, "ZOHO_DATA_CENTER names us")
        const { requests } = yield* here.emulator.report
        assert.deepStrictEqual(
          requests.filter(({ host }) => host.endsWith(".com")),
          [],
        )
        const same = yield* here.run([...get, "--data-center", "EU"], { env: nothingSet })
        const again = yield* here.run([...login, "--data-center", "us"], { env: secret })
        assert.deepStrictEqual([same.exitCode, again.exitCode], [0, 0], `${same.stderr}${again.stderr}`)
      }),
  )

  it.live("keeps all sign-ins that are saved at once", () =>
    Effect.gen(function* () {
      const { read, run } = yield* machine()
      const names = ["eu", "us", "in", "jp", "au", "ca", "sa", "uk"]
      const signIns = names.map((name) => run([...login, "--profile", name, "--data-center", name], { env: secret }))
      for (const { exitCode, stderr } of yield* Effect.all(signIns, { concurrency: "unbounded" })) {
        assert.strictEqual(exitCode, 0, stderr)
      }
      assert.sameMembers(Object.keys(JSON.parse(read("config/zoho-bulk/profiles.json"))), names)
    }),
  )

  it.live("gives way to a token in the environment", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      yield* here.run([...login, "--data-center", "eu"], { env: secret })
      yield* here.run(["get", "4150868000005376042"])
      const { requests } = yield* here.emulator.report
      assert.strictEqual(requests.at(-1)?.host, "www.zohoapis.com")
    }),
  )

  it.live("signs out: Zoho revokes the grant, and it is forgotten", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      yield* here.run(login, { env: secret })
      yield* here.run(["get", "4150868000005376042"], { env: nothingSet })
      const saved = here.read("config/zoho-bulk/profiles.json")
      assert.strictEqual((yield* here.run(["auth", "logout"], { env: nothingSet })).exitCode, 0)
      assert.strictEqual(yield* countOf(here, "revokeToken"), 1)
      assert.strictEqual(here.read("config/zoho-bulk/profiles.json"), "{}\n")
      assert.deepStrictEqual(JSON.parse(here.read("state/zoho-bulk/tokens.json")).grants, {})
      here.write("config/zoho-bulk/profiles.json", saved)
      const revoked = yield* here.run(["get", "4150868000005376042"], { env: nothingSet })
      assert.strictEqual(revoked.exitCode, 3)
      const nobody = yield* here.run(["auth", "logout", "--profile", "home"], { env: nothingSet })
      assert.strictEqual(nobody.exitCode, 2)
    }),
  )

  it.live("says what is missing where nobody can be asked, and which step comes next", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, stderr } = yield* run(["auth", "login", "--data-center", "ca"], { env: nothingSet })
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "https://api-console.zohocloud.ca")
      assert.include(stderr, "Client id, client secret and code are missing, and there is no terminal to ask for them")
      assert.include(stderr, "Give them with --client-id, the variable ZOHO_CLIENT_SECRET and --code.")
      const only = yield* run(["auth", "login", "--client-id", "emulator"], { env: secret })
      assert.strictEqual(only.exitCode, 2)
      assert.include(only.stderr, "Code is missing, and there is no terminal to ask for it")
      assert.include(only.stderr, "Give it with --code.")
      const wrong = yield* run(["auth", "login", "--client-id", "emulator", "--code", "old"], { env: secret })
      assert.strictEqual(wrong.exitCode, 3)
      assert.include(wrong.stderr, "invalid_code")
    }),
  )
})
