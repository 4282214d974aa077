import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { desk } from "../../support/desk.ts"
import { emulatorProcess } from "../../support/emulatorProcess.ts"
import { comesTrue, isRunning } from "../../support/otherProcesses.ts"
import { runProcess } from "../../support/processes.ts"
import { shellLine } from "../../support/pseudoTerminal.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { commandWords, scriptVariables } from "../../support/scripts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const minutes = 60_000

const ctrlC = "\u0003"

const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator"]
const get = ["get", "4150868000005376042", "--kind", "read"]

const given = commandWords(thisRuntime)

/** What starts the command, with the programs allowed that `--explain` names on Deno. */
const words = (...programs: ReadonlyArray<string>): ReadonlyArray<string> =>
  thisRuntime === "node" ? given : [...given.slice(0, -1), `--allow-run=${programs.join(",")}`, ...given.slice(-1)]

const homeIn = (folder: string) => ({
  HOME: folder,
  XDG_CONFIG_HOME: join(folder, "config"),
  XDG_STATE_HOME: join(folder, "state"),
})

describe(`programs that give a client secret, on ${thisRuntime}`, () => {
  it.live.each(["SIGINT", "SIGTERM"] as const)(
    "are stopped by %s, with all that they have started",
    (signal) =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        const note = join(folder, "pids")
        writeFileSync(
          join(folder, "slow.sh"),
          `echo $$ >${note}\nsleep 300 | sh -c 'echo $$ >>${note}; sleep 301; :'\n`,
        )
        const pids = () => (existsSync(note) ? readFileSync(note, "utf8").trim().split("\n").map(Number) : [])
        let kill: (signal: "SIGINT" | "SIGTERM") => void = () => {}
        const running = runProcess(thisRuntime, [...login, "--secret-command", `sh ${join(folder, "slow.sh")}`], {
          command: words("sh"),
          env: homeIn(folder),
          onStart: (signals) => (kill = signals),
        })
        yield* comesTrue(() => pids().length === 2)
        kill(signal)
        const { exitCode } = yield* Effect.promise(() => running)
        assert.strictEqual(exitCode, signal === "SIGINT" ? 130 : 143)
        for (const pid of pids()) assert.isFalse(isRunning(pid), String(pid))
      }),
    2 * minutes,
  )

  it.live(
    "may ask whoever sits at the terminal, and end with Ctrl-C",
    () =>
      Effect.gen(function* () {
        const origin = yield* emulatorProcess()
        const { opens, path, read, write } = yield* desk
        write(
          "ask.sh",
          `echo $$ >${path("pid")}; printf "Word of the vault: " >/dev/tty; read -r word </dev/tty; echo "$word"`,
        )
        const assignments = Object.entries(scriptVariables(thisRuntime === "node" ? "zoho-bulk" : "zoho-bulk:deno"))
        const line = shellLine([
          "env",
          ...assignments.map(([name, value]) => `${name}=${value}`),
          ...words("sh"),
          ...login,
          "--api-domain",
          origin,
          "--secret-command",
          `sh ${path("ask.sh")}`,
        ])
        const stopped = yield* opens(line)
        yield* stopped.types(ctrlC, "Word of the vault")
        assert.strictEqual(yield* stopped.ended, 130, stopped.screen())
        const pid = Number(read("pid"))
        assert.isFalse(isRunning(pid), String(pid))
        const signingIn = yield* opens(line)
        yield* signingIn.types("emulator\r", "Word of the vault")
        assert.strictEqual(yield* signingIn.ended, 0, signingIn.screen())
        const { default: profile } = JSON.parse(read("config/zoho-bulk/profiles.json"))
        assert.deepStrictEqual(profile.clientSecretFrom, { command: `sh ${path("ask.sh")}` })
      }),
    2 * minutes,
  )

  it.live(
    "keep it in a keyring of the desktop's, from the sign-in to the sign-out",
    () =>
      Effect.gen(function* () {
        const origin = yield* emulatorProcess()
        const folder = yield* temporaryFolder
        const script = `echo | gnome-keyring-daemon --unlock --foreground --components=secrets >/dev/null 2>&1 &
          keyring=$!
          trap 'kill $keyring' EXIT
          while ! echo | secret-tool store --label=probe service probe; do sleep 0.1; done
          set -e
          zoho() { ${shellLine(words("secret-tool"))} "$@"; }
          ZOHO_CLIENT_SECRET=emulator zoho ${shellLine([...login, "--keyring", "--api-domain", origin])}
          secret-tool lookup service zoho-bulk profile default >/dev/null
          ! grep clientSecret\\" "$XDG_CONFIG_HOME/zoho-bulk/profiles.json"
          zoho ${shellLine(get)}
          zoho auth logout
          ! secret-tool lookup service zoho-bulk profile default`
        writeFileSync(join(folder, "session.sh"), script)
        const { exitCode, stderr, stdout } = yield* Effect.promise(() =>
          runProcess(thisRuntime, [], {
            command: ["/usr/bin/dbus-run-session", "--", "sh", join(folder, "session.sh")],
            env: { ...homeIn(folder), XDG_RUNTIME_DIR: folder },
          }),
        )
        assert.strictEqual(exitCode, 0, stdout + stderr)
        assert.include(stdout, "completed")
      }),
    2 * minutes,
  )
})
