import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { keyringIn } from "../../support/keyrings.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
const secret = { ...nothingSet, ZOHO_CLIENT_SECRET: "emulator" }
const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator"]
const get = ["get", "4150868000005376042"]
const profiles = "config/zoho-bulk/profiles.json"

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ")

/** A machine with a keyring of its own. */
const machineWith = Effect.fnUntraced(function* (program: "secret-tool" | "security") {
  const here = yield* machine()
  const programsIn = here.path("keyring")
  const platform = program === "security" ? "darwin" : "linux"
  const keyring = keyringIn(programsIn, program)
  const own = ["arguments", program]
  return {
    ...here,
    keyring,
    entries: () =>
      readdirSync(programsIn)
        .filter((name) => !own.includes(name))
        .map((name) => join(programsIn, name)),
    run: (args: ReadonlyArray<string>, env: Record<string, string> = nothingSet) =>
      here.run(args, { env, programsIn, platform, columns: 400 }),
  }
})

describe.each(["secret-tool", "security"] as const)("the system's keyring, by %s", (program) => {
  it.live("keeps the client secret of a sign-in; no argument and no file of ours has it", () =>
    Effect.gen(function* () {
      const { emulator, entries, keyring, read, run } = yield* machineWith(program)
      const signedIn = yield* run([...login, "--keyring", "--profile", "work.v2"], secret)
      assert.strictEqual(signedIn.exitCode, 0, signedIn.stderr)
      const profile = JSON.parse(read(profiles))["work.v2"]
      assert.deepStrictEqual(profile.clientSecretFrom, { keyring: program })
      assert.notProperty(profile, "clientSecret")
      assert.strictEqual(entries().length, 1)
      const used = yield* run([...get, "--profile", "work.v2"])
      assert.strictEqual(used.exitCode, 0, used.stderr)
      assert.strictEqual(yield* countOf({ emulator }, "renewToken"), 2)
      for (const call of keyring.calls()) assert.notInclude(call, "emulator")
    }),
  )

  it.live("has no entry whose name would be a flag", () =>
    Effect.gen(function* () {
      const { emulator, entries, run } = yield* machineWith(program)
      const { exitCode, stderr } = yield* run([...login, "--keyring", "--profile=-s"], secret)
      assert.notStrictEqual(exitCode, 0)
      assert.include(oneLine(stderr), "the name of the sign-in cannot name an entry of the keyring")
      assert.deepStrictEqual(entries(), [])
      assert.strictEqual(yield* countOf({ emulator }, "renewToken"), 0)
    }),
  )

  it.live("is told by `auth status` and `--explain`, and has nothing any more after a sign-out", () =>
    Effect.gen(function* () {
      const { entries, run } = yield* machineWith(program)
      yield* run([...login, "--keyring"], secret)
      assert.include((yield* run(["auth", "status"])).stdout, "in the system's keyring")
      const { signIns } = document((yield* run(["auth", "status", "--json"])).stdout)
      assert.deepInclude((signIns as ReadonlyArray<object>)[0], { clientSecret: { from: "keyring" } })
      for (const args of [get, [...login, "--keyring"], ["auth", "logout"]]) {
        const { denoFlags } = document((yield* run([...args, "--explain", "--json"])).stdout)
        assert.include(denoFlags as ReadonlyArray<string>, `--allow-run=${program}`)
      }
      const out = yield* run(["auth", "logout"])
      assert.strictEqual(out.exitCode, 0, out.stderr)
      assert.deepStrictEqual(entries(), [])
    }),
  )

  it.live("keeps nothing of a sign-in that is made anew without it", () =>
    Effect.gen(function* () {
      const { entries, read, run } = yield* machineWith(program)
      yield* run([...login, "--keyring"], secret)
      yield* run(login, secret)
      assert.deepStrictEqual(entries(), [])
      assert.strictEqual(JSON.parse(read(profiles)).default.clientSecret, "emulator")
    }),
  )

  it.live("keeps the secret of a sign-in until the one in its place is saved, and that is explained", () =>
    Effect.gen(function* () {
      const { keyring, path, read, run } = yield* machineWith(program)
      yield* run([...login, "--keyring"], secret)
      const { denoFlags } = document((yield* run([...login, "--explain", "--json"], secret)).stdout)
      assert.include(denoFlags as ReadonlyArray<string>, `--allow-run=${program}`)
      keyring.place(`cp ${path(profiles)} ${path("meanwhile")}`)
      yield* run(login, secret)
      assert.strictEqual(JSON.parse(read("meanwhile")).default.clientSecret, "emulator")
    }),
  )

  it.live("has the secret that it had where the sign-in in its place cannot be saved, and no other", () =>
    Effect.gen(function* () {
      const { entries, keyring, path, run } = yield* machineWith(program)
      yield* run([...login, "--keyring"], secret)
      for (const entry of entries()) writeFileSync(entry, "of-the-client-before")
      const file = path(profiles)
      keyring.first(
        `case "$*" in *probe*) ;; lookup*|find*) if [ -f "${file}" ]; then mv "${file}" "${file}.kept"; mkdir "${file}"; fi ;; esac`,
      )
      for (const more of [[], ["--profile", "work"]]) {
        const { exitCode, stderr } = yield* run([...login, "--keyring", ...more], secret)
        assert.strictEqual(exitCode, 1, stderr)
        assert.deepStrictEqual(
          entries().map((entry) => readFileSync(entry, "utf8")),
          ["of-the-client-before"],
        )
        rmdirSync(file)
        renameSync(`${file}.kept`, file)
      }
    }),
  )

  it.live("has the secret that it had where it does not give back the one in its place", () =>
    Effect.gen(function* () {
      const { entries, keyring, run } = yield* machineWith(program)
      yield* run([...login, "--keyring"], secret)
      const [entry = ""] = entries()
      writeFileSync(entry, "of-the-client-before")
      keyring.first(
        `case "$*" in *probe*) ;; lookup*|find*) grep -q of-the-client-before "${entry}" || { echo locked >&2; exit 5; } ;; esac`,
      )
      const { exitCode, stderr } = yield* run([...login, "--keyring"], secret)
      assert.notStrictEqual(exitCode, 0, stderr)
      assert.include(oneLine(stderr), "locked")
      assert.strictEqual(readFileSync(entry, "utf8"), "of-the-client-before")
    }),
  )

  it.live("that has lost the secret is told, with what to do, and Zoho is asked nothing", () =>
    Effect.gen(function* () {
      const { emulator, keyring, run } = yield* machineWith(program)
      yield* run([...login, "--keyring"], secret)
      keyring.place(program === "security" ? "exit 44" : "exit 1")
      const used = yield* run(get)
      assert.strictEqual(used.exitCode, 2)
      assert.include(oneLine(used.stderr), "the keyring has no client secret of the sign-in default")
      assert.include(oneLine(used.stderr), "Sign in again with zoho-bulk auth login --keyring, or without --keyring.")
      assert.strictEqual(yield* countOf({ emulator }, "renewToken"), 1)
    }),
  )

  it.live("that cannot be reached when somebody signs out keeps its entry, and that is told", () =>
    Effect.gen(function* () {
      const { keyring, read, run } = yield* machineWith(program)
      yield* run([...login, "--keyring"], secret)
      keyring.place("echo no daemon >&2; exit 1")
      const out = yield* run(["auth", "logout"])
      assert.strictEqual(out.exitCode, 1)
      assert.include(
        oneLine(out.stderr),
        "Could not take the client secret of default, which is signed out, from the keyring",
      )
      assert.strictEqual(read(profiles), "{}\n")
    }),
  )
})

describe("a machine without a keyring", () => {
  const left = (file: string) =>
    `Leave --keyring out, and it is kept in ${file}, which you alone can read (mode 0600); or name a command that prints it, with --secret-command.`

  it.live.each<{ where: string; script?: string; platform?: string; says: string }>([
    {
      where: "no program asks one",
      says: "the keyring's secret-tool cannot be run: there is no program secret-tool (it comes with libsecret, in Debian's package libsecret-tools)",
    },
    {
      where: "no keyring answers",
      script: "echo 'secret-tool: Cannot autolaunch D-Bus without X11 $DISPLAY' >&2; exit 1",
      says: "the keyring's secret-tool ended with exit code 1: secret-tool: Cannot autolaunch D-Bus without X11 $DISPLAY",
    },
    { where: "what is put there is not given back", script: "exit 0", says: "the keyring has no client secret" },
    { where: "the system has none that is known", platform: "win32", says: "none is known on this system" },
  ])("says so before a code is spent, and what can be done instead: where $where", ({ platform, says, script }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const programsIn = here.path("keyring")
      if (script !== undefined) keyringIn(programsIn, "secret-tool").place(script)
      const more = { env: secret, programsIn, ...(platform === undefined ? {} : { platform }) }
      const { exitCode, stderr } = yield* here.run([...login, "--keyring"], more)
      assert.strictEqual(exitCode, 2)
      assert.include(oneLine(stderr), `The client secret cannot be put into the system's keyring: ${says}`)
      assert.include(oneLine(stderr), left(here.path(profiles)))
      assert.isFalse(existsSync(here.path(profiles)))
      assert.strictEqual(yield* countOf(here, "renewToken"), 0)
    }),
  )
})
