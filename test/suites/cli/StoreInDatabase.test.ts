import { assert, describe, it } from "@effect/vitest"
import { environmentVariables, LoadPostgres } from "@zoho-bulk/core/cli"
import { databasePasswordVariables, databaseVariables } from "@zoho-bulk/core/postgres"
import { Effect } from "effect"
import { clusterSockets, connectPostgres } from "../../support/connectPostgres.ts"
import { zohoBulk } from "../../support/commandLine.ts"

const byRuntime = { connect: async () => connectPostgres, sockets: async () => clusterSockets }

/** A port on which nobody listens: who gets so far was not refused before. */
const here = "postgresql://zoho@127.0.0.1:1/journeys"
const far = "postgresql://zoho@db.example.com/journeys"

const refused = Effect.fnUntraced(function* (
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  postgres = byRuntime,
) {
  const run = yield* Effect.provideService(zohoBulk([...args, "--json"], { env }), LoadPostgres, postgres)
  assert.strictEqual(run.stdout, "")
  const { message, remedy } = JSON.parse(run.stderr)
  return { exitCode: run.exitCode, message, remedy, stderr: run.stderr }
})

const submitted = (output: string, ...flags: ReadonlyArray<string>) =>
  refused(["submit", "export", "Contacts", "--output", output, "--key", "contacts", "--database", here, ...flags])

describe("a store in a database", () => {
  it.effect("is named without a password, which is told nowhere", () =>
    Effect.gen(function* () {
      for (const url of [
        "postgresql://zoho:sesame-open@127.0.0.1/journeys",
        "postgresql://zoho@127.0.0.1/journeys?password=sesame-open",
        "postgresql:///zoho:sesame-open@127.0.0.1/journeys",
      ]) {
        for (const command of [
          ["journeys"],
          ["runner"],
          ["prune"],
          ["cancel", "contacts"],
          ["journeys", "--explain"],
        ]) {
          const { exitCode, stderr } = yield* refused([...command, "--database", url])
          assert.strictEqual(exitCode, 2)
          assert.notInclude(stderr, "sesame")
        }
      }
      const { message, remedy } = yield* refused(["journeys", "--database", "postgresql://zoho:sesame@127.0.0.1/j"])
      assert.include(message, "contains a password")
      assert.include(remedy, "ZOHO_DATABASE_PASSWORD_FILE")
    }),
  )

  it.effect("takes the password from a variable, and tells nobody of it", () =>
    Effect.gen(function* () {
      const ZOHO_DATABASE_PASSWORD = "open/sesame%41 that nobody else knows"
      const { exitCode, message, stderr } = yield* refused(["journeys", "--database", here], { ZOHO_DATABASE_PASSWORD })
      assert.strictEqual(exitCode, 1)
      assert.strictEqual(message, "Could not connect to the database on 127.0.0.1: the database cannot be reached")
      assert.notInclude(stderr, "sesame")
    }),
  )

  it.effect("is meant by a variable where no flag means another one", () =>
    Effect.gen(function* () {
      const env = { ZOHO_DATABASE_URL: "postgresql://zoho:sesame@127.0.0.1:1/journeys" }
      for (const command of [["journeys"], ["prune"], ["submit", "wait", "4150868000005376042", "--kind", "read"]]) {
        assert.include((yield* refused(command, env)).message, "Could not connect to the database on 127.0.0.1")
      }
      const inFile = yield* refused(["cancel", "contacts", "--store", "journeys.db"], env)
      assert.include(inFile.message, "There is no store journeys.db")
      const nowhere = yield* refused(["prune"])
      assert.strictEqual(nowhere.exitCode, 2)
      assert.include(nowhere.message, "No store of journeys is named")
      const both = yield* refused(["prune", "--store", "journeys.db", "--database", here])
      assert.include(both.message, "contradict each other")
    }),
  )

  it.effect("is not spoken to beyond this machine without TLS, unless somebody insists", () =>
    Effect.gen(function* () {
      const plain = yield* refused(["journeys", "--database", `${far}?sslmode=disable`])
      assert.strictEqual(plain.exitCode, 2)
      assert.include(plain.message, "unencrypted")
      assert.include(plain.remedy, "--insecure-database")
      const explained = yield* zohoBulk(["journeys", "--database", far, "--insecure-database", "--explain", "--json"])
      assert.deepStrictEqual(JSON.parse(explained.stdout).denoFlags, ["--allow-net=db.example.com:5432"])
    }),
  )

  it.effect("says what to install where its client is missing", () =>
    Effect.gen(function* () {
      const absent = "@effect/sql-pg-that-is-not-installed"
      const connect = () => import(/* @vite-ignore */ absent)
      const { exitCode, message, remedy } = yield* refused(
        ["journeys", "--database", here],
        {},
        { ...byRuntime, connect },
      )
      assert.strictEqual(exitCode, 2)
      assert.include(message, "not installed")
      assert.include(remedy, "npm install @effect/sql-pg")
    }),
  )

  it("has variables that the command reads", () => {
    assert.includeMembers([...environmentVariables], [...databaseVariables, ...databasePasswordVariables])
  })
})

describe("a journey for runners on many machines", () => {
  it.effect("is refused where its files cannot move to another one", () =>
    Effect.gen(function* () {
      for (const [output, shared, problem] of [
        ["/srv/zoho/contacts.csv", [], "no shared folder is named"],
        ["contacts.csv", ["--shared", "/srv/zoho"], "contacts.csv is not an absolute path"],
        ["/home/ann/contacts.csv", ["--shared", "/srv/zoho"], "/home/ann/contacts.csv is not in /srv/zoho"],
        ["/srv/zoho/../ann.csv", ["--shared", "/srv/zoho"], "is not in /srv/zoho"],
        ["/srv/zoho/contacts.csv", ["--shared", "zoho"], "zoho is not an absolute path"],
      ] as const) {
        const { exitCode, message, remedy } = yield* submitted(output, ...shared)
        assert.strictEqual(exitCode, 2)
        assert.include(message, problem)
        assert.isNotEmpty(remedy)
      }
      assert.include(
        (yield* submitted("/srv/zoho/..contacts.csv", "--shared", "/srv/zoho")).message,
        "cannot be reached",
      )
      const mirror = ["submit", "mirror", "Leads", "--to", "copies", "--database", here, "--shared", "/srv/zoho"]
      assert.include((yield* refused(mirror)).message, "copies is not an absolute path")
      const wait = ["submit", "wait", "4150868000005376042", "--kind", "read", "--database", here]
      assert.include((yield* refused(wait)).message, "cannot be reached")
      const inFile = ["submit", "export", "Contacts", "--output", "c.csv", "--store", "j.db", "--shared", "/srv/zoho"]
      assert.include((yield* refused(inFile)).message, "contradict each other")
    }),
  )
})

describe("where a runner is among others", () => {
  it.effect("is an address of its own that only they reach", () =>
    Effect.gen(function* () {
      for (const [flags, problem, remedy] of [
        [
          ["--database", here, "--cluster", "0.0.0.0:34431"],
          "neither a loopback nor a private address",
          "--insecure-listen",
        ],
        [
          ["--database", here, "--cluster", "0.0.0.0:34431", "--insecure-listen"],
          "cannot reach this one there",
          "--announce",
        ],
        [["--database", here, "--cluster", "34431"], "--cluster is not HOST:PORT", "127.0.0.1:34431"],
        [["--database", here, "--announce", "10.0.0.7"], "--announce is not HOST:PORT", "127.0.0.1:34431"],
        [["--database", far], "could not reach this one on 127.0.0.1:34431", "--cluster"],
        [["--store", "journeys.db", "--cluster", "127.0.0.1:34431"], "has one runner", "Leave --cluster"],
      ] as const) {
        for (const explain of [[], ["--explain"]]) {
          const failure = yield* refused(["runner", ...flags, ...explain])
          assert.strictEqual(failure.exitCode, 2)
          assert.include(failure.message, problem)
          assert.include(failure.remedy, remedy)
        }
      }
      const announced = ["--cluster", "0.0.0.0:34431", "--insecure-listen", "--announce", "runner-1:34431"]
      const explained = yield* zohoBulk([
        "runner",
        "--database",
        far,
        ...announced,
        "--explain",
        "--emulator",
        "--json",
      ])
      assert.include(JSON.parse(explained.stdout).denoFlags[0], "0.0.0.0:34431,db.example.com:5432")
    }),
  )
})
