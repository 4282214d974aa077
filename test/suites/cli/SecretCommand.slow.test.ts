import { existsSync, readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { document } from "../../support/commandLine.ts"
import { countOf, type Machine, machine } from "../../support/onDisk.ts"
import { comesTrue, isRunning } from "../../support/otherProcesses.ts"

const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator"]
const get = ["get", "4150868000005376042"]
const profiles = "config/zoho-bulk/profiles.json"

/** A command that prints the secret of the emulator's client, and notes each time that it is run. */
const vault = ({ path, write }: Machine): string => {
  write("vault.sh", `echo asked >>${path("asked")}\nprintf '%s%s\\n' emu lator\n`)
  return `sh ${path("vault.sh")}`
}

const timesAsked = ({ path }: Machine): number =>
  existsSync(path("asked")) ? readFileSync(path("asked"), "utf8").trim().split("\n").length : 0

/** Signs in with a command that works, and has it be another one since. */
const signedInBefore = Effect.fnUntraced(function* (here: Machine, command: string) {
  const { exitCode, stderr } = yield* here.run([...login, "--secret-command", vault(here)], { env: nothingSet })
  assert.strictEqual(exitCode, 0, stderr)
  const { default: profile } = JSON.parse(here.read(profiles))
  here.write(profiles, JSON.stringify({ default: { ...profile, clientSecretFrom: { command } } }))
})

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ")

describe("a client secret that a command prints", () => {
  it.live("is asked for to sign in, and whenever a token is made; the command is kept, and never the secret", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const command = vault(here)
      const signedIn = yield* here.run([...login, "--secret-command", command], { env: nothingSet })
      assert.strictEqual(signedIn.exitCode, 0, signedIn.stderr)
      assert.strictEqual(timesAsked(here), 1)
      const { default: profile } = JSON.parse(here.read(profiles))
      assert.deepStrictEqual(profile.clientSecretFrom, { command })
      assert.notProperty(profile, "clientSecret")
      for (const _ of [1, 2]) {
        const used = yield* here.run(get, { env: nothingSet })
        assert.strictEqual(used.exitCode, 0, used.stderr)
      }
      // One was for the code, and one for all that followed.
      assert.deepStrictEqual([timesAsked(here), yield* countOf(here, "renewToken")], [2, 2])
    }),
  )

  it.live("is told by `auth status`, by the permissions of `--explain`, and not needed to sign out", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const command = vault(here)
      yield* here.run([...login, "--secret-command", command], { env: nothingSet })
      const status = yield* here.run(["auth", "status"], { env: nothingSet, columns: 200 })
      assert.include(status.stdout, `from a command: ${command}`)
      const { signIns } = document((yield* here.run(["auth", "status", "--json"], { env: nothingSet })).stdout)
      assert.deepInclude((signIns as ReadonlyArray<object>)[0], { clientSecret: { from: "command", command } })
      const explained = document((yield* here.run([...get, "--explain", "--json"], { env: nothingSet })).stdout)
      assert.include(explained["denoFlags"] as ReadonlyArray<string>, "--allow-run=sh")
      const asked = timesAsked(here)
      const out = yield* here.run(["auth", "logout"], { env: nothingSet })
      assert.strictEqual(out.exitCode, 0, out.stderr)
      assert.strictEqual(timesAsked(here), asked)
      assert.strictEqual(here.read(profiles), "{}\n")
    }),
  )

  it.live("goes before the variable, as flags do", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const env = { ...nothingSet, ZOHO_CLIENT_SECRET: "another" }
      const signedIn = yield* here.run([...login, "--secret-command", vault(here)], { env })
      assert.strictEqual(signedIn.exitCode, 0, signedIn.stderr)
    }),
  )

  it.live("is explained before anything is run", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const words = [...login, "--secret-command", vault(here), "--explain", "--json"]
      const { denoFlags } = document((yield* here.run(words, { env: nothingSet })).stdout)
      assert.include(denoFlags as ReadonlyArray<string>, "--allow-run=sh")
      assert.strictEqual(timesAsked(here), 0)
    }),
  )

  it.live.each([
    { command: "echo hush-hush; echo no key >&2; exit 3", says: "ended with exit code 3: no key" },
    { command: "kill -9 $$", says: "was ended by signal 9 (exit code 137)" },
    { command: "no-such-program-here", says: "ended with exit code 127: " },
    { command: "true", says: "prints nothing" },
    { command: "echo", says: "prints nothing" },
    { command: "echo hush-hush; echo hush-hush", says: "prints more than one line" },
    { command: "echo 'hush hush'", says: "cannot be a client secret: it contains a character" },
    { command: "yes", says: "prints more than a client secret can be" },
    { command: "echo hush-hush; echo hush-hush >&2; exit 1", says: "ended with exit code 1: <secret>" },
    { command: "printf 'a\\033[2Jb' >&2; exit 1", says: "ended with exit code 1: a [2Jb" },
    { command: "echo 0f1e2d3c4b5a69788796a5b4c3d2e1f0", says: "has the secret itself in it" },
  ])("is wrong where its command is `$command`: no code is spent, and no output is shown", ({ command, says }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr, stdout } = yield* here.run([...login, "--secret-command", command], { env: nothingSet })
      assert.strictEqual(exitCode, 2)
      assert.include(oneLine(stderr), says)
      assert.notInclude((stdout + stderr).replace(command, ""), "hush-hush\n")
      assert.isFalse(existsSync(here.path(profiles)))
      assert.strictEqual(yield* countOf(here, "renewToken"), 0)
    }),
  )

  it.live("cannot be had: the run says why, and Zoho is asked nothing", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      yield* signedInBefore(here, "echo the vault is sealed >&2; exit 1")
      const { exitCode, stderr } = yield* here.run(get, { env: nothingSet })
      assert.strictEqual(exitCode, 2)
      const said =
        "Could not renew the access token: the command for the client secret (echo the vault is sealed >&2; exit 1) ended with exit code 1: the vault is sealed"
      assert.include(oneLine(stderr), said)
      const doctor = yield* here.run(["doctor"], { env: nothingSet })
      assert.include(oneLine(doctor.stdout), "ended with exit code 1: the vault is sealed")
      assert.strictEqual(yield* countOf(here, "renewToken"), 1)
    }),
  )

  it.live("is no question to somebody where nobody can be asked, and stdin is the command's own data", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      yield* signedInBefore(here, "cat")
      const { exitCode, stderr } = yield* here.run(get, { env: nothingSet, stdin: "emulator\n" })
      assert.strictEqual(exitCode, 2)
      assert.include(oneLine(stderr), "(cat) prints nothing")
    }),
  )

  it.effect("does not come in time: its command is stopped, with all that it has started", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      here.write(
        "slow.sh",
        `echo $$ >${here.path("pids")}\nsleep 300 | sh -c 'echo $$ >>${here.path("pids")}; sleep 301'\n`,
      )
      const words = [...login, "--secret-command", `sh ${here.path("slow.sh")}`]
      const running = yield* Effect.forkChild(here.run(words, { env: nothingSet }))
      const pids = () => (existsSync(here.path("pids")) ? here.read("pids").trim().split("\n").map(Number) : [])
      yield* comesTrue(() => pids().length === 2)
      const stopping = yield* Effect.forkChild(
        Effect.forever(Effect.andThen(TestClock.adjust("20 seconds"), Effect.yieldNow)),
      )
      const { exitCode, stderr } = yield* Fiber.join(running)
      yield* Fiber.interrupt(stopping)
      assert.strictEqual(exitCode, 2)
      assert.include(oneLine(stderr), "did not end within 60 s, and was stopped")
      for (const pid of pids()) assert.isFalse(isRunning(pid), String(pid))
    }),
  )

  it.live("contradicts the keyring, and cannot be empty", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const both = yield* here.run([...login, "--secret-command", "true", "--keyring"], { env: nothingSet })
      assert.deepStrictEqual([both.exitCode, both.stdout], [2, ""])
      assert.include(both.stderr, "--keyring and --secret-command contradict each other")
      const none = yield* here.run([...login, "--secret-command", " "], { env: nothingSet })
      assert.include(none.stderr, "--secret-command is empty")
    }),
  )
})
