import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { type Run, zohoBulk } from "../../support/commandLine.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { scriptWords } from "../../support/scripts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const deno = scriptWords("zoho-bulk:deno")[0] ?? ""

/** Runs the command on Deno with flags and variables, and nothing else; one that serves is stopped once it does. */
const run = (args: ReadonlyArray<string>, flags: ReadonlyArray<string>, env: Record<string, string>) =>
  Effect.promise(() => {
    let stop = () => {}
    const command = [deno, "run", "--quiet", "--no-prompt", ...flags, "packages/deno-runner/src/main.ts"]
    return runProcess("deno", args, {
      command,
      env,
      onStart: (kill) => void (stop = () => kill("SIGINT")),
      onStdout: () => args[0] === "emulator" && stop(),
    })
  })

/** A flag without one of its values, which it has the others of. */
const withoutOne = (flags: ReadonlyArray<string>) =>
  flags.flatMap((flag, at) => {
    const [name = "", list = ""] = flag.split("=")
    const values = list.split(",")
    return values.map((value) => {
      const others = values.filter((each) => each !== value)
      const changed = others.length === 0 ? [] : [`${name}=${others.join(",")}`]
      return { name, value, rest: [...flags.slice(0, at), ...changed, ...flags.slice(at + 1)] }
    })
  })

/** Whether a run names the flag that it lacks; of files, it may name one in the folder that it may not read or write. */
const names = ({ stderr, stdout }: Run, name: string, value: string): boolean => {
  const said = stdout + stderr
  if (name === "--allow-read" || name === "--allow-write") return said.includes(`${name}=${value}`)
  return [...said.matchAll(/(--allow-\w+)=([\w.:,[\]-]+)/g)].some(
    ([, flag, list = ""]) => flag === name && list.replace(/\.$/, "").split(",").includes(value),
  )
}

/** What each command is run with, in an order in which one may need what another has done. */
const casesIn = (folder: string, origin: string) => {
  const place = (...names: ReadonlyArray<string>) => join(folder, ...names)
  for (const name of ["in", "out", "home"]) mkdirSync(place(name))
  writeFileSync(place("in", "new.csv"), "Last_Name,Company\nBoyle,Zylker\n")
  writeFileSync(place("in", "faults.json"), "[]")
  const host = { ZOHO_API_DOMAIN: origin }
  const home = { XDG_CONFIG_HOME: place("config"), XDG_STATE_HOME: place("state") }
  const token = { ...host, ZOHO_ACCESS_TOKEN: "emulator" }
  const grant = {
    ...host,
    ZOHO_CLIENT_ID: "emulator",
    ZOHO_CLIENT_SECRET: "emulator",
    ZOHO_REFRESH_TOKEN: "emulator",
  }
  const login = ["auth", "login", "--api-domain", origin, "--client-id", "emulator", "--code", "emulator"]
  const secret = { ...home, ZOHO_CLIENT_SECRET: "emulator" }
  const job = "4150868000005376042"
  const out = (name: string) => ["--output", place("out", name)]
  const [, port = ""] = origin.split("127.0.0.1:")
  const rejects = ["--rejects", place("out", "no.csv")]
  const rows = ["import", place("in", "new.csv"), "--module", "Leads", "--operation", "insert", "--again", ...rejects]
  const begun: ReadonlyArray<string> = ["export", "Leads", ...out("cut.csv")]
  const cases: ReadonlyArray<{
    readonly args: ReadonlyArray<string>
    readonly env: Record<string, string>
    /** What has to have been done before. */
    readonly after?: { readonly args: ReadonlyArray<string>; readonly env: Record<string, string> }
  }> = [
    { args: ["demo"], env: {} },
    { args: ["emulator", "--port", "0", "--faults", place("in", "faults.json")], env: {} },
    { args: ["get", job], env: token },
    { args: ["get", job], env: { ...grant, HOME: place("home") } },
    { args: ["jobs"], env: { HOME: place("home") } },
    { args: login, env: secret },
    { args: ["wait", job], env: home },
    { args: ["resume"], env: home, after: { args: begun, env: home } },
    { args: ["download", job, ...out("rows.csv")], env: home },
    { args: ["export", "Leads", ...out("leads.csv")], env: { ...token, ...home } },
    { args: ["mirror", "Leads", "--to", place("out", "copies")], env: token },
    { args: ["mirror", "status", place("out", "copies")], env: {} },
    { args: ["verify", place("out", "copies"), "--against-zoho"], env: token },
    { args: [...rows, "--upload-url", `http://localhost:${port}`], env: home },
    { args: ["jobs"], env: home },
    { args: ["doctor"], env: home },
    { args: ["auth", "status"], env: home },
    { args: [...login, "--profile", "work"], env: secret },
    { args: ["get", job], env: { ...home, ZOHO_PROFILE: "work" } },
    { args: ["get", job], env: home },
    { args: ["auth", "logout", "--keep-grant"], env: { ...home, ZOHO_PROFILE: "work" } },
    { args: ["auth", "logout"], env: home },
  ]
  return cases
}

describe("least privilege on Deno", () => {
  it.live(
    "every command needs what `--explain` tells, and nothing else; without any one of that it fails, and names it",
    () =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        const { origin } = yield* emulatedOnPort({
          jobDuration: 0,
          faults: [{ operation: "createReadJob", nth: 1, does: "job-fails" }],
        })
        for (const { after, args, env } of casesIn(folder, origin)) {
          if (after !== undefined) yield* run(after.args, ["-A"], after.env)
          const explained = yield* zohoBulk([...args, "--explain", "--json"], { env, onDisk: true })
          assert.strictEqual(explained.exitCode, 0, `${args.join(" ")}: ${explained.stderr}`)
          const flags: ReadonlyArray<string> = JSON.parse(explained.stdout).denoFlags
          // Deno fails in the same way, whatever runs this test.
          for (const { name, rest, value } of thisRuntime === "deno" ? withoutOne(flags) : []) {
            const refused = yield* run(args, rest, env)
            const what = `${args.join(" ")} without ${name}=${value}: ${refused.stdout}${refused.stderr}`
            assert.notStrictEqual(refused.exitCode, 0, what)
            assert.isTrue(names(refused, name, value), what)
            assert.notInclude(refused.stderr, "Internal error in zoho-bulk", what)
          }
          const done = yield* run(args, flags, env)
          const isDone = done.exitCode === (args[0] === "emulator" ? 130 : 0)
          assert.isTrue(isDone, `${args.join(" ")} with ${flags.join(" ")}: ${done.stdout}${done.stderr}`)
        }
      }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
    600_000,
  )
})
