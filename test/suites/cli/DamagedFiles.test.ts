import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { type Machine, machine } from "../../support/onDisk.ts"

const put = (here: Machine, name: string, text: string): void => {
  mkdirSync(dirname(here.path(name)), { recursive: true })
  writeFileSync(here.path(name), text)
}

const journey = (id: string, changes: object = {}): string =>
  JSON.stringify({
    id,
    command: "export",
    begunAt: 1_790_000_000_000,
    module: "Contacts",
    settings: {},
    request: { module: "Contacts", format: "csv" },
    output: "-",
    ...changes,
  })

const putJourney = (here: Machine, id: string, changes: object = {}, lines = ""): void => {
  put(here, `state/zoho-bulk/journeys/${id}/journey.json`, journey(id, changes))
  put(here, `state/zoho-bulk/journeys/${id}/journal.ndjson`, lines)
}

const ids = (stdout: string) =>
  (document(stdout)["journeys"] as ReadonlyArray<{ readonly id: string }>).map(({ id }) => id)

/** Has rows of NDJSON imported. */
const imported = (here: Machine, rows: string, ...more: ReadonlyArray<string>) =>
  here.run(["import", here.write("rows.ndjson", rows), "--module", "Leads", "--operation", "insert", ...more, "--json"])

/** Numbers that are no moments. */
const noMoments = [1e308, 9e15, -9e15]

describe("a moment that is none", () => {
  it.live("in one journey hides no other, and its folder is named", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      putJourney(here, "whole")
      noMoments.forEach((begunAt, at) => putJourney(here, `damaged-${at}`, { begunAt }))
      const forPrograms = yield* here.run(["jobs", "--json"])
      assert.strictEqual(forPrograms.exitCode, 0, forPrograms.stderr)
      assert.deepStrictEqual(ids(forPrograms.stdout), ["whole"])
      const forPeople = yield* here.run(["jobs"])
      for (const at of noMoments.keys()) {
        assert.match(forPeople.stderr, new RegExp(`damaged-${at} does not contain a readable journey`))
      }
    }),
  )

  it.live("in a journal leaves its order unknown, and what goes wrong with it is said", () =>
    Effect.gen(function* () {
      for (const at of noMoments) {
        const here = yield* machine()
        putJourney(here, "a", {}, `{"step":"ordering","part":"page 1","at":${at}}\n`)
        const listed = yield* here.run(["jobs", "--json"])
        assert.deepStrictEqual(ids(listed.stdout), ["a"], listed.stderr)
        const { exitCode, stderr } = yield* here.run(["resume", "a"])
        assert.strictEqual(exitCode, 9, stderr)
        assert.include(stderr, "may exist")
      }
    }),
  )

  it.live("in a page of an export is no reason to fall over", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const line = (step: string, more: object) => `${JSON.stringify({ step, part: "page 1", at: 8.64e15, ...more })}\n`
      putJourney(here, "a", {}, line("ordering", {}) + line("ordered", { jobId: "1" }) + line("paged", {}))
      const listed = yield* here.run(["jobs", "--json"])
      assert.strictEqual(listed.exitCode, 0, listed.stderr)
      assert.deepStrictEqual(ids(listed.stdout), ["a"])
    }),
  )

  it.live("in a sign-in is told with the file that it is in", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      for (const savedAt of noMoments) {
        const signIn = { clientId: "c", clientSecret: "s", refreshToken: "r", settings: {}, savedAt }
        put(here, "config/zoho-bulk/profiles.json", JSON.stringify({ default: signIn }))
        const { exitCode, stderr } = yield* here.run(["auth", "status", "--json"])
        assert.strictEqual(exitCode, 1)
        assert.strictEqual(document(stderr)["error"], "StorageFailed")
        assert.include(String(document(stderr)["message"]), "profiles.json")
      }
    }),
  )
})

const inherited = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"]

describe("a name that every object has", () => {
  it.live.each(inherited)("is no sign-in: %s", (name) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const calls = [
        { args: ["get", "1", "--profile", name] },
        { args: ["get", "1"], env: { ZOHO_PROFILE: name } },
        { args: ["auth", "logout", "--profile", name] },
      ]
      for (const { args, env = {} } of calls) {
        const { exitCode, stderr } = yield* here.run([...args, "--json"], { env: { ZOHO_ACCESS_TOKEN: "", ...env } })
        assert.strictEqual(exitCode, 2, stderr)
        assert.strictEqual(document(stderr)["message"], `There is no sign-in ${name}`)
      }
      const doctor = yield* here.run(["doctor", "--profile", name], { env: { ZOHO_ACCESS_TOKEN: "" } })
      assert.strictEqual(doctor.exitCode, 2, doctor.stderr)
      assert.include(doctor.stdout, `There is no sign-in ${name}`)
    }),
  )

  it.live.each(inherited)("can be that of a sign-in: %s", (name) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator", "--profile", name]
      const signedIn = yield* here.run(login, { env: { ZOHO_ACCESS_TOKEN: "", ZOHO_CLIENT_SECRET: "emulator" } })
      assert.strictEqual(signedIn.exitCode, 0, signedIn.stderr)
      const status = yield* here.run(["auth", "status", "--json"], { env: { ZOHO_ACCESS_TOKEN: "" } })
      assert.deepInclude(document(status.stdout)["signIns"] as ReadonlyArray<object>, {
        ...(document(status.stdout)["signIns"] as ReadonlyArray<object>)[0],
        profile: name,
      })
      const used = yield* here.run(["get", "4150868000005376042", "--profile", name], {
        env: { ZOHO_ACCESS_TOKEN: "" },
      })
      assert.strictEqual(used.exitCode, 0, used.stderr)
    }),
  )

  it.live.each(inherited)(
    "is an empty cell where a row of NDJSON leaves it out, and empty cells change nothing: %s",
    (name) =>
      Effect.gen(function* () {
        const here = yield* machine()
        const rows = `{"Last_Name":"A","${name}":"x"}\n{"Last_Name":"B"}\n`
        const { exitCode, stderr } = yield* imported(here, rows, "--ignore-empty", "--plan", "--no-check")
        assert.strictEqual(exitCode, 0, stderr)
      }),
  )
})

describe("a row of NDJSON", () => {
  const nested = `{"Last_Name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`
  it.live.each([
    { what: "nests 100,000 deep", row: nested, told: "nested too deeply" },
    { what: "has 5 MB", row: JSON.stringify({ Last_Name: "x".repeat(5_000_000) }), told: "characters" },
    { what: "is 2.2 MB of quotes", row: JSON.stringify({ Last_Name: '"'.repeat(2_200_000) }), told: "characters" },
  ])("that $what is refused with its line", ({ row, told }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* imported(here, `{"Last_Name":"A"}\n${row}\n`)
      assert.strictEqual(exitCode, 2, stderr.slice(0, 500))
      assert.strictEqual(document(stderr)["error"], "InputUnreadable")
      assert.include(stderr, told)
      assert.include(stderr, "line 2")
    }),
  )
})

describe("`--where` with thousands of parentheses", () => {
  it.live.each(["(", "(a=1 or ", '{"group":['])("is refused in words: %s", (piece) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run(["export", "Leads", "--where", piece.repeat(20_000), "--json"])
      assert.strictEqual(exitCode, 2)
      assert.match(String(document(stderr)["message"]), /nest/)
      assert.notInclude(stderr, "RangeError")
    }),
  )
})
