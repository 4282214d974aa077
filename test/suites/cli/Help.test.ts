import { assert, describe, it } from "@effect/vitest"
import { settingNames, version } from "@zoho-bulk/core/runtime"
import { Effect } from "effect"
import { getCurrentVersion } from "effect/Version"
import { zohoBulk } from "../../support/commandLine.ts"
import { thisRuntime } from "../../support/runtime.ts"

const commands = ["get", "wait", "download", "export", "import", "resume", "journeys", "doctor", "demo", "emulator"]
const ofAuth = ["login", "status", "logout"].map((name) => `auth ${name}`)

const flat = (text: string): string => text.replaceAll(/\s+/g, " ")

describe("help", () => {
  it.effect("goes to stdout with exit code 0, and lists every command, and every setting with its variable", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["--help"])
      assert.strictEqual(run.exitCode, 0)
      assert.strictEqual(run.stderr, "")
      for (const name of commands) assert.match(run.stdout, new RegExp(`^  ${name} `, "m"))
      for (const { flag, variable } of Object.values(settingNames)) {
        assert.include(run.stdout, `--${flag} `)
        assert.include(run.stdout, variable)
      }
    }),
  )

  it.effect("is what the command shows when it is called with nothing", () =>
    Effect.gen(function* () {
      const bare = yield* zohoBulk([])
      const asked = yield* zohoBulk(["--help"])
      assert.strictEqual(bare.exitCode, 0)
      assert.strictEqual(bare.stdout, asked.stdout)
    }),
  )

  it.effect.each([...commands, ...ofAuth])(
    "of `%s` has a sentence, credits, scopes, examples, and where the rest is",
    (name) =>
      Effect.gen(function* () {
        const { exitCode, stdout } = yield* zohoBulk([...name.split(" "), "--help"])
        assert.strictEqual(exitCode, 0)
        assert.match(stdout, /^DESCRIPTION\n {2}[A-Z][^]+?\.\n\n {2}Credits {2}\S[^]*?\n {2}Scopes {3}\S/)
        assert.include(stdout, "\nEXAMPLES\n")
        assert.include(stdout, `  zoho-bulk ${name}`)
        assert.match(flat(stdout), /--data-center.*: zoho-bulk --help $/)
      }),
  )

  it.effect("tells of the scopes that the operations table has", () =>
    Effect.gen(function* () {
      const { stdout } = yield* zohoBulk(["wait", "--help"])
      assert.include(flat(stdout), "to get the details of a write job: ZohoCRM.bulk.CREATE or ZohoCRM.bulk.ALL ")
    }),
  )

  it.effect("`--version` shows the version, and those of the runtime and of Effect", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["--version"])
      assert.strictEqual(run.stdout, `zoho-bulk v${version} (${thisRuntime} v0, effect v${getCurrentVersion()})\n`)
    }),
  )
})

describe("a slip", () => {
  it.effect.each([
    { args: ["gte", "1"], problem: "zoho-bulk has no command gte", meant: "get" },
    { args: ["auth", "logn"], problem: "zoho-bulk auth has no command logn", meant: "login" },
    { args: ["get", "1", "--jsn"], problem: "zoho-bulk get has no flag --jsn", meant: "--json" },
    { args: ["export", "Leads", "--filds", "a"], problem: "zoho-bulk export has no flag --filds", meant: "--fields" },
    { args: ["get", "1", "--data-center", "eur"], problem: '--data-center is "eur", which is not known', meant: "eu" },
    { args: ["get", "1", "--api-version", "v88"], problem: '--api-version is "v88", which is not known', meant: "v8" },
    { args: ["export", "contat", "--emulator"], problem: 'has no module "contat"', meant: "Contact" },
    { args: ["export", "Leds", "--emulator"], problem: 'has no module "Leds"', meant: "Leads" },
  ])("in $args is told with what was probably meant: $meant", ({ args, meant, problem }) =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* zohoBulk(args)
      assert.strictEqual(exitCode, 2)
      assert.include(flat(stderr), problem)
      assert.include(flat(stderr), `What to do: Did you mean ${meant}?`)
    }),
  )

  it.effect.each([
    { args: ["auth", "login", "--client-secret", "hunter2"], variable: "ZOHO_CLIENT_SECRET" },
    { args: ["get", "1", "--client-secret=hunter2"], variable: "ZOHO_CLIENT_SECRET" },
    { args: ["mirror", "Leads", "--refresh-token", "hunter2"], variable: "ZOHO_REFRESH_TOKEN" },
    { args: ["get", "1", "--access-token", "hunter2"], variable: "ZOHO_ACCESS_TOKEN" },
    { args: ["get", "1", "--token", "hunter2"], variable: "ZOHO_ACCESS_TOKEN" },
  ])("that gives a secret by a flag is told where secrets go: $args", ({ args, variable }) =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* zohoBulk(args)
      assert.strictEqual(exitCode, 2)
      assert.include(flat(stderr), "There are no flags for secrets")
      assert.include(flat(stderr), `set ${variable}, or sign in with zoho-bulk auth login`)
      assert.notInclude(stderr, "hunter2")
      assert.notInclude(stderr, "Did you mean")
    }),
  )

  it.effect("that is like nothing gets no guess", () =>
    Effect.gen(function* () {
      const { stderr } = yield* zohoBulk(["frobnicate"])
      assert.notInclude(stderr, "Did you mean")
    }),
  )
})
