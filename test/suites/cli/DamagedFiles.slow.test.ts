import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document, type Run } from "../../support/commandLine.ts"
import { grant, loginWith, nothingSet, secret } from "../../support/doctor.ts"
import { type Machine, machine } from "../../support/onDisk.ts"

const deep = (levels: number): string => `${"[".repeat(levels)}1${"]".repeat(levels)}`

/** What may lie where a file of ours is to be read, by what it is. */
const damages: ReadonlyArray<{ readonly what: string; readonly put: (path: string) => void }> = [
  { what: "cut short", put: (path) => writeFileSync(path, '{"format":"zoho-bulk tok') },
  { what: "zeroes, as a power cut leaves them", put: (path) => writeFileSync(path, new Uint8Array(512)) },
  { what: "bytes that are no text", put: (path) => writeFileSync(path, Uint8Array.of(0xff, 0xfe, 0xc3, 0x28, 0x00)) },
  { what: "of another type", put: (path) => writeFileSync(path, '{"a":[1],"format":7,"grants":"x"}\n') },
  { what: "of a later version", put: (path) => writeFileSync(path, '{"format":"zoho-bulk tokens 2","grants":{}}\n') },
  { what: "nested a million times", put: (path) => writeFileSync(path, `{"a":${deep(1_000_000)}}\n`) },
  {
    what: "of a million keys",
    put: (path) =>
      writeFileSync(path, `{${Array.from({ length: 1_000_000 }, (_, nth) => `"${nth}":{"requestedAt":[]}`).join()}}\n`),
  },
  {
    what: "of a gigabyte",
    put: (path) => {
      writeFileSync(path, "{")
      truncateSync(path, 2 ** 30)
    },
  },
  { what: "a folder", put: (path) => mkdirSync(path) },
  { what: "a pipe that nobody writes to", put: (path) => execFileSync("mkfifo", [path]) },
  { what: "a device without an end", put: (path) => symlinkSync("/dev/zero", path) },
]

const put = ({ path }: Machine, name: string, damage: (typeof damages)[number]): string => {
  const place = path(name)
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  rmSync(place, { recursive: true, force: true })
  damage.put(place)
  return place
}

/** Fails the test where a run took long, or ended by a bug of its own. */
const isWell = (run: Run): void => {
  assert.notInclude(run.stderr, "Internal error in zoho-bulk")
  assert.isAbove((run.stdout + run.stderr).length, 0)
}

const job = ["get", "4150868000005376042", "--json"]

describe("a token file", () => {
  it.live.each(damages)("that is $what is set aside and made anew", (damage) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const place = put(here, "state/zoho-bulk/tokens.json", damage)
      const run = yield* here.run(job, { env: grant })
      isWell(run)
      assert.strictEqual(run.exitCode, 0, run.stderr)
      const names = readdirSync(dirname(place)).toSorted()
      assert.match(names.join(), /^tokens\.json,tokens\.json\.\w+\.damaged$/)
      const again = yield* here.run(job, { env: grant })
      assert.deepStrictEqual([again.exitCode, again.stderr], [0, ""])
    }).pipe(Effect.timeout("60 seconds")),
  )

  it.live("that is damaged again and again leaves no more than some beside it", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      for (let n = 0; n < 8; n++) {
        const place = put(here, "state/zoho-bulk/tokens.json", damages[0] ?? assert.fail())
        assert.strictEqual((yield* here.run(job, { env: grant })).exitCode, 0)
        assert.isAtMost(readdirSync(dirname(place)).length, 5)
      }
    }),
  )

  it.live("that is damaged is left alone by who only looks", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      yield* here.run(loginWith("emulator"), { env: secret })
      for (const damage of damages) {
        const place = put(here, "state/zoho-bulk/tokens.json", damage)
        const run = yield* here.run(["auth", "status", "--json"], { env: nothingSet })
        isWell(run)
        assert.strictEqual(run.exitCode, 0, damage.what + run.stderr)
        assert.deepStrictEqual(readdirSync(dirname(place)), ["tokens.json"])
      }
    }),
  )

  it.live("with a byte order mark, or with a key twice, is read", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      yield* here.run(job, { env: grant })
      const text = here.read("state/zoho-bulk/tokens.json")
      here.write("state/zoho-bulk/tokens.json", `\ufeff${text.replace("{", '{"format":"x",')}`)
      const run = yield* here.run(job, { env: grant })
      assert.deepStrictEqual([run.exitCode, run.stderr], [0, ""])
    }),
  )

  it.live("gives no token that cannot be sent, or whose times are none", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      yield* here.run(job, { env: grant })
      const text = here.read("state/zoho-bulk/tokens.json")
      const wrong = [
        text.replace(/"accessToken": ?"[^"]*"/, '"accessToken":"a\\r\\nX-Evil: 1"'),
        text.replace(/"expiresAt": ?\d+/, '"expiresAt":1e308'),
        text.replace(/"issuedAt": ?\d+/, '"issuedAt":-1e300'),
      ]
      for (const each of wrong) {
        assert.notStrictEqual(each, text)
        here.write("state/zoho-bulk/tokens.json", each)
        const run = yield* here.run(job, { env: grant })
        assert.deepStrictEqual([run.exitCode, run.stderr], [0, ""])
        assert.notMatch(here.read("state/zoho-bulk/tokens.json"), /X-Evil|e\+30/)
      }
    }),
  )
})

describe("a file of sign-ins", () => {
  it.live.each(damages)("that is $what is named, with what to do, and left as it is", (damage) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const place = put(here, "config/zoho-bulk/profiles.json", damage)
      for (const args of [job, ["auth", "status", "--json"], [...loginWith("emulator"), "--json"]]) {
        const run = yield* here.run(args, { env: secret })
        isWell(run)
        assert.strictEqual(run.exitCode, 1, damage.what + run.stderr)
        const said = document(run.stderr.slice(run.stderr.indexOf("{\n")))
        assert.deepStrictEqual([said["error"], run.stderr.includes(place)], ["StorageFailed", true])
        assert.match(String(said["remedy"]), /^Move it away/)
      }
      assert.deepStrictEqual(readdirSync(dirname(place)), ["profiles.json"])
    }).pipe(Effect.timeout("60 seconds")),
  )
})

/** The folder of the one journey that was begun on a machine, and cut short. */
const cutShort = Effect.gen(function* () {
  const here = yield* machine({ faults: [{ operation: "createReadJob", nth: 1, does: "job-fails" }] })
  const began = yield* here.run(["export", "Leads", "--output", here.path("leads.csv")])
  assert.notStrictEqual(began.exitCode, 0)
  const [id = ""] = readdirSync(here.path("state/zoho-bulk/journeys"))
  return { here, id, folder: `state/zoho-bulk/journeys/${id}` }
})

describe("a journey", () => {
  it.live.each(damages)("whose description is $what is named, with what to do, and hides no other", (damage) =>
    Effect.gen(function* () {
      const { folder, here, id } = yield* cutShort
      yield* here.run(["export", "Contacts", "--output", here.path("contacts.csv")])
      const place = put(here, `${folder}/journey.json`, damage)
      const listed = yield* here.run(["jobs", "--json"])
      isWell(listed)
      assert.strictEqual(listed.exitCode, 0, listed.stderr)
      assert.include(listed.stderr, place)
      assert.match(listed.stderr, /[Mm]ove/)
      assert.lengthOf(document(listed.stdout)["journeys"] as ReadonlyArray<unknown>, 1)
      const resumed = yield* here.run(["resume", id, "--json"])
      assert.strictEqual(resumed.exitCode, 2)
    }).pipe(Effect.timeout("60 seconds")),
  )

  it.live.each(damages.filter(({ what }) => !what.includes("million keys")))(
    "of whose journal an entry is $what goes on from the others, or says which file it is",
    (damage) =>
      Effect.gen(function* () {
        const { folder, here, id } = yield* cutShort
        const [entry = ""] = readdirSync(here.path(`${folder}/journal`))
        put(here, `${folder}/journal/${entry}`, damage)
        const listed = yield* here.run(["jobs", "--json"])
        isWell(listed)
        assert.strictEqual(listed.exitCode, 0, listed.stderr)
        const resumed = yield* here.run(["resume", id, "--json"])
        isWell(resumed)
        if (resumed.exitCode === 1) assert.include(resumed.stderr, here.path(`${folder}/journal`))
      }).pipe(Effect.timeout("60 seconds")),
  )

  it.live.each(damages.slice(5))("whose lock is $what does not hang", (damage) =>
    Effect.gen(function* () {
      const { folder, here, id } = yield* cutShort
      const place = put(here, `${folder}/lock`, damage)
      const resumed = yield* here.run(["resume", id, "--json"])
      isWell(resumed)
      if (resumed.exitCode === 1) assert.include(resumed.stderr, place)
      assert.isTrue(resumed.exitCode === 0 || existsSync(place), resumed.stderr)
    }).pipe(Effect.timeout("60 seconds")),
  )

  it.live.each(damages)("of an older version whose lines are $what is read in no time", (damage) =>
    Effect.gen(function* () {
      const { folder, here } = yield* cutShort
      rmSync(here.path(`${folder}/journal`), { recursive: true })
      put(here, `${folder}/journal.ndjson`, damage)
      const listed = yield* here.run(["jobs", "--json"])
      isWell(listed)
      assert.strictEqual(listed.exitCode, 0, listed.stderr)
    }).pipe(Effect.timeout("60 seconds")),
  )
})
