import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { untilOverOnDisk } from "../../support/time.ts"
import { document, zohoBulk } from "../../support/commandLine.ts"

describe("what people type out of habit", () => {
  it.effect.each([
    { typed: ["help"], meant: ["--help"] },
    { typed: ["help", "export"], meant: ["export", "--help"] },
    { typed: ["help", "auth", "login"], meant: ["auth", "login", "--help"] },
    { typed: ["version"], meant: ["--version"] },
    { typed: ["completion", "bash"], meant: ["--completions", "bash"] },
    { typed: ["completions", "fish"], meant: ["--completions", "fish"] },
    { typed: ["jobs", "--help"], meant: ["journeys", "--help"] },
  ])("$typed is understood as $meant", ({ meant, typed }) =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(typed)
      assert.deepStrictEqual([run.exitCode, run.stderr], [0, ""])
      assert.strictEqual(run.stdout, (yield* zohoBulk(meant)).stdout)
    }),
  )

  it.effect.each([
    ["login", "auth login"],
    ["logout", "auth logout"],
    ["status", "auth status"],
    ["list", "journeys"],
    ["describe", "fields"],
    ["query", "export"],
    ["upsert", "import"],
    ["sync", "mirror"],
  ])("%s leads to %s", ([typed = "", meant = ""]) =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* zohoBulk([typed])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, `Did you mean ${meant}?`)
    }),
  )
})

describe("a call in which something is missing", () => {
  it.effect.each([
    { args: ["import"], problem: "zoho-bulk import needs <file>, --module and --operation" },
    { args: ["import", "leads.csv"], problem: "zoho-bulk import needs --module and --operation" },
    { args: ["import", "leads.csv", "-m", "Leads"], problem: "zoho-bulk import needs --operation" },
    { args: ["import", "leads.csv", "--operation=insert"], problem: "zoho-bulk import needs --module" },
    { args: ["export"], problem: "zoho-bulk export needs <module>" },
    { args: ["get", "1", "2"], problem: 'zoho-bulk get does not accept "2"' },
    {
      args: ["wait", "1", "--timeout", "5x"],
      problem:
        '--timeout is "5x"; expected a duration such as 90s, 10m or 2h, at most 365d; a bare number is in seconds',
    },
    {
      args: ["wait", "1", "--timeout", "999999999h"],
      problem:
        '--timeout is "999999999h"; expected a duration such as 90s, 10m or 2h, at most 365d; a bare number is in seconds',
    },
    { args: ["export", "Leads", "--limit", "0"], problem: '--limit is "0"; expected a number of rows, 1 or more' },
  ])("$args is told all of it at once", ({ args, problem }) =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* zohoBulk([...args, "--json"])
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.strictEqual(document(stderr).message, problem)
    }),
  )

  it.effect.each([{ args: ["verify"] }, { args: ["mirror", "status"] }])(
    "$args is told that it takes one place",
    ({ args }) =>
      Effect.gen(function* () {
        const { exitCode, stderr } = yield* zohoBulk([...args, "Contacts", "Leads", "sqlite:crm.db"])
        assert.strictEqual(exitCode, 2)
        assert.include(stderr, "It accepts one target, with all the modules in it.")
        assert.notInclude(stderr, "Quote")
      }),
  )

  it.effect("two forms of an answer contradict each other", () =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* zohoBulk(["modules", "--emulator", "--json", "--jsonl"])
      assert.strictEqual(exitCode, 2)
      assert.strictEqual(document(stderr).message, "--json and --jsonl contradict each other")
    }),
  )
})

describe("short flags", () => {
  const run = (args: ReadonlyArray<string>) => untilOverOnDisk(zohoBulk([...args, "--emulator"]))

  it.effect("mean what the long ones do", () =>
    Effect.gen(function* () {
      const where = 'Last_Name = "Boyle"'
      const long = yield* run(["export", "Contacts", "--where", where, "--format", "ndjson", "--quiet"])
      const short = yield* run(["export", "Contacts", "-w", where, "-f", "ndjson", "-q"])
      assert.deepStrictEqual(short, long)
      assert.deepStrictEqual([short.exitCode, short.stderr], [0, ""])
      assert.include(short.stdout, "Boyle")
    }),
  )
})

describe("an id that was pasted", () => {
  it.effect("may have blanks around it", () =>
    Effect.gen(function* () {
      const { exitCode, stdout } = yield* zohoBulk(["get", " 4150868000005376042\n", "--emulator", "--json"])
      assert.strictEqual(exitCode, 0)
      assert.strictEqual(document(stdout).id, "4150868000005376042")
    }),
  )
})

describe("without a home", () => {
  it.effect.each([
    { args: ["get", "1"], says: "sign-ins cannot be looked up: HOME and XDG_CONFIG_HOME are unset" },
    { args: ["auth", "status"], says: "Sign-ins cannot be looked up: HOME and XDG_CONFIG_HOME are unset" },
    { args: ["journeys"], says: "The journeys started from here are not known: HOME and XDG_STATE_HOME are unset" },
  ])("$args says which variables are missing, and not that there is nothing", ({ args, says }) =>
    Effect.gen(function* () {
      const { stderr, stdout } = yield* zohoBulk(args)
      assert.include(stdout + stderr, says)
    }),
  )
})

describe("a module called all", () => {
  it.effect("leads to the command that copies every module", () =>
    Effect.gen(function* () {
      const { stderr } = yield* zohoBulk(["export", "all", "--emulator"])
      assert.include(stderr, "To copy every module: zoho-bulk mirror --all --to FOLDER.")
    }),
  )

  it.effect("and no name is suggested to who has just typed it", () =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* zohoBulk(["export", "Products", "--no-metadata", "--emulator"])
      assert.strictEqual(exitCode, 2)
      assert.notInclude(stderr, "Did you mean")
    }),
  )
})
