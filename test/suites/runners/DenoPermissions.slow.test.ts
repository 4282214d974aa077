import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"
import { emulatorProcess } from "../../support/emulatorProcess.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { answering, serve } from "../../support/loopback.ts"
import { runProcess } from "../../support/processes.ts"
import { scriptWords } from "../../support/scripts.ts"
import { recorded } from "../../support/recordings.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const words = scriptWords("zoho-bulk:deno")

const withFlags = (...flags: ReadonlyArray<string>) => [
  words[0] ?? "",
  "run",
  "--quiet",
  "--no-prompt",
  ...flags,
  "packages/deno-runner/src/main.ts",
]

/** The same as a script of the workspace runs it. */
const ofWorkspace = [...withFlags().slice(0, -1), "packages/deno-runner/workspace.ts"]

const run = (args: ReadonlyArray<string>, command: ReadonlyArray<string>, env: Record<string, string> = {}) =>
  Effect.promise(() => runProcess("deno", args, { command, env }))

describe("the Deno script", () => {
  it.live("runs with no permission at all where it needs none", () =>
    Effect.gen(function* () {
      for (const [args, exitCode] of [
        [["--help"], 0],
        [["get", "--help"], 0],
        [["get", "4150868000005376042", "--emulator", "--json"], 0],
        [["demo"], 0],
        [["get", "x"], 2],
        [["get", "1", "--nonsense"], 2],
      ] as const) {
        const result = yield* run(args, withFlags())
        assert.strictEqual(result.exitCode, exitCode, `${args.join(" ")}: ${result.stderr}`)
        assert.notInclude(result.stderr, "NotCapable")
      }
    }),
  )

  it.live("runs in its own folder where it may not read which one the script of the workspace was called in", () =>
    Effect.gen(function* () {
      const result = yield* run(["get", "4150868000005376042", "--emulator"], ofWorkspace, { INIT_CWD: "/nowhere" })
      assert.strictEqual(result.exitCode, 0, result.stderr)
    }),
  )

  it.live("talks to one host with that host and two variables allowed", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const path = "/crm/bulk/v8/read/4150868000005376042"
        const server = yield* serve(answering(recorded("/crm/bulk/v2/read/4150868000005376042")))
        const flags = [`--allow-net=127.0.0.1:${server.port}`, "--allow-env=ZOHO_ACCESS_TOKEN,ZOHO_API_DOMAIN"]
        const env = { ZOHO_ACCESS_TOKEN: "t", ZOHO_API_DOMAIN: server.origin }
        const result = yield* run(["get", "4150868000005376042"], withFlags(...flags), env)
        assert.strictEqual(result.exitCode, 0, result.stderr)
        assert.strictEqual(server.requests[0]?.url, path)
      }),
    ),
  )

  it.live("a host that it may not reach is exit code 2, and the message names the flag to add", () =>
    Effect.gen(function* () {
      const command = withFlags("--allow-env=ZOHO_ACCESS_TOKEN")
      const result = yield* run(["get", "1", "--data-center", "eu"], command, { ZOHO_ACCESS_TOKEN: "t" })
      assert.strictEqual(result.exitCode, 2)
      assert.include(result.stderr, "--allow-net=www.zohoapis.eu")
    }),
  )

  it.live(
    "runs the command of a client secret with the flags that `--explain` names, and tells the one that is missing",
    () =>
      Effect.scoped(
        Effect.gen(function* () {
          const origin = yield* emulatorProcess()
          const folder = yield* temporaryFolder
          const env = { XDG_CONFIG_HOME: join(folder, "config"), XDG_STATE_HOME: join(folder, "state") }
          const get = ["get", "4150868000005376042"]
          const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator", "--api-domain", origin]
          const signIn = [...login, "--secret-command", "printf emu; echo lator"]
          const flagsOf = (args: ReadonlyArray<string>) =>
            Effect.map(
              run(
                [...args, "--explain", "--json"],
                withFlags(`--allow-env=${Object.keys(env).join(",")}`, "--allow-read"),
                env,
              ),
              ({ stderr, stdout }): ReadonlyArray<string> => {
                assert.include(stdout, "denoFlags", stderr)
                return JSON.parse(stdout).denoFlags
              },
            )
          for (const args of [signIn, get]) {
            const flags = yield* flagsOf(args)
            assert.include(flags, "--allow-run=sh")
            const less = yield* run(args, withFlags(...flags.filter((flag) => !flag.startsWith("--allow-run"))), env)
            assert.strictEqual(less.exitCode, 2)
            assert.include(less.stderr.replaceAll(/\s+/g, " "), "Deno does not let this program run sh")
            assert.include(less.stderr, "Add --allow-run=sh.")
            const enough = yield* run(args, withFlags(...flags), env)
            assert.strictEqual(enough.exitCode, 0, enough.stderr)
          }
        }),
      ),
  )

  it.live("journeys that it may not read are not taken for none, and the message names the flag to add", () =>
    Effect.gen(function* () {
      const state = yield* temporaryFolder
      const folder = join(state, "zoho-bulk")
      mkdirSync(join(folder, "journeys"), { recursive: true })
      for (const args of [["jobs"], ["resume"]]) {
        const result = yield* run(args, withFlags("--allow-env=XDG_STATE_HOME"), { XDG_STATE_HOME: state })
        assert.strictEqual(result.exitCode, 2, result.stdout)
        assert.include(result.stderr, `--allow-read=${folder}`)
      }
    }).pipe(Effect.scoped),
  )

  it.live("tells with `--explain` which files to allow before any of them is", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const env = { ZOHO_ACCESS_TOKEN: "t", HOME: folder }
      const rows = join(folder, "rows.csv")
      const copies = join(folder, "copies")
      for (const { args, file } of [
        { args: ["download", "4150868000005376042", "--output", rows], file: folder },
        { args: ["export", "Leads", "--output", rows], file: folder },
        { args: ["mirror", "Leads", "--to", copies], file: copies },
        { args: ["mirror", "Leads", "--to", `sqlite:${join(folder, "crm.db")}`], file: folder },
      ]) {
        const command = withFlags("--allow-env=ZOHO_ACCESS_TOKEN,HOME")
        const result = yield* run([...args, "--explain", "--json"], command, env)
        assert.strictEqual(result.exitCode, 0, `${args.join(" ")}: ${result.stderr}`)
        assert.include(result.stdout, `--allow-write=${file}`)
      }
    }).pipe(Effect.scoped),
  )

  it.live("names the folder to allow, so that following what it says comes to an end", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const output = join(folder, "rows.csv")
      const args = ["download", "4150868000005376042", "--output", output, "--emulator"]
      const refused = yield* run(args, withFlags(`--allow-read=${folder}`))
      assert.strictEqual(refused.exitCode, 2, refused.stderr)
      assert.include(refused.stderr, `Run with --allow-write=${folder} added.`)
    }).pipe(Effect.scoped),
  )

  it.live("a port that it may not listen on is told from one in use, with the flag to add", () =>
    Effect.gen(function* () {
      const result = yield* run(["emulator", "--port", "4150"], withFlags())
      assert.strictEqual(result.exitCode, 2)
      assert.include(
        result.stderr,
        "Port 4150 of 127.0.0.1 is not permitted: Deno does not let this program listen there",
      )
      assert.include(result.stderr, "Run with --allow-net=127.0.0.1 added.")
    }),
  )

  it.live("a variable that it may not read counts as unset", () =>
    Effect.gen(function* () {
      const result = yield* run(["get", "1"], withFlags("--allow-net=127.0.0.1"), { ZOHO_ACCESS_TOKEN: "t" })
      assert.strictEqual(result.exitCode, 2)
      assert.include(result.stderr, "ZOHO_ACCESS_TOKEN")
      assert.notInclude(result.stderr, "NotCapable")
    }),
  )

  it.live(
    "needs no other permissions than those that `--explain` tells, with a sign-in and whole journeys too",
    () =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        const { origin } = yield* emulatedOnPort({ jobDuration: 0 })
        const host = ["--api-domain", origin]
        const file = join(folder, "new.csv")
        writeFileSync(file, "Last_Name,Company\nBoyle,Zylker\n")
        const home = { HOME: folder, XDG_CONFIG_HOME: join(folder, "config"), XDG_STATE_HOME: join(folder, "state") }
        const secret = { ...home, ZOHO_CLIENT_SECRET: "emulator" }
        const runs: ReadonlyArray<readonly [ReadonlyArray<string>, Record<string, string>]> = [
          [["get", "4150868000005376042", ...host], { ZOHO_ACCESS_TOKEN: "emulator" }],
          [["auth", "login", ...host, "--client-id", "emulator", "--code", "emulator"], secret],
          [["doctor"], home],
          [["wait", "4150868000005376042"], home],
          [["download", "4150868000005376042", "--output", join(folder, "rows.csv")], home],
          [["export", "Leads", "--output", join(folder, "leads.csv")], home],
          [["import", file, "--module", "Leads", "--operation", "insert", "--rejects", join(folder, "no.csv")], home],
          [["jobs"], home],
          [["auth", "status"], home],
          [["auth", "logout"], home],
        ]
        for (const [args, env] of runs) {
          const explained = yield* zohoBulk([...args, "--explain", "--json"], { env, onDisk: true })
          const { denoFlags } = JSON.parse(explained.stdout)
          const result = yield* run(args, withFlags(...denoFlags), env)
          assert.strictEqual(result.exitCode, 0, `${args.join(" ")} with ${denoFlags.join(" ")}: ${result.stderr}`)
          assert.notInclude(result.stderr, "NotCapable")
          assert.notInclude(result.stderr, "nothing is cached in")
          if (args[1] === "status") assert.include(result.stdout, "Emulated Organisation")
        }
      }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
    180_000,
  )
})
