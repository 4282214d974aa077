import { chmodSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { grant, loginWith, nothingSet, secret } from "../../support/doctor.ts"
import { machine } from "../../support/onDisk.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { commandWords, root } from "../../support/scripts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const job = ["get", "4150868000005376042", "--json"]

/** What meets each of the user's own folders, with the variables that it takes. */
const meetings = {
  config: [
    { args: job, env: nothingSet },
    { args: ["auth", "status", "--json"], env: nothingSet },
    { args: ["auth", "logout", "--json"], env: nothingSet },
    { args: [...loginWith("emulator"), "--json"], env: secret },
  ],
  state: [
    { args: job, env: grant },
    { args: ["jobs", "--json"], env: {} },
    { args: ["resume", "--json"], env: {} },
    { args: ["export", "Leads", "--json", "--output", "/dev/null"], env: {} },
  ],
} as const

const cases = (["config", "state"] as const).flatMap((kind) => meetings[kind].map((each) => ({ kind, ...each })))

/** A user that is neither root nor whoever runs the tests. */
const somebody = 54_321

describe("a folder of the user's own", () => {
  for (const { args, env, kind } of cases) {
    const what = args.slice(0, 2).join(" ")

    it.live(`to which others may write is refused by ${what}, with the command that mends it`, () =>
      Effect.gen(function* () {
        for (const mode of [0o777, 0o775, 0o722, 0o702, 0o1777]) {
          const { path, run } = yield* machine()
          const folder = path(`${kind}/zoho-bulk`)
          mkdirSync(folder, { recursive: true })
          chmodSync(folder, mode)
          const { exitCode, stderr } = yield* run(args, { env })
          assert.notStrictEqual(exitCode, 0)
          assert.include(stderr, folder)
          assert.include(stderr, `mode ${mode.toString(8).padStart(4, "0")}`)
          assert.include(stderr, `chmod go-w '${folder}'`)
          assert.include(stderr, `XDG_${kind.toUpperCase()}_HOME`)
          chmodSync(folder, mode & 0o755)
          assert.notInclude((yield* run(args, { env })).stderr, "others may write")
        }
      }),
    )

    it.live(`of another user is refused by ${what}, and so is a link of theirs`, () =>
      Effect.gen(function* () {
        const { path, run } = yield* machine()
        const folder = path(`${kind}/zoho-bulk`)
        mkdirSync(path("mine"), { mode: 0o700 })
        for (const isLink of [false, true]) {
          const { path: own, run: runHere } = isLink ? yield* machine() : { path, run }
          const place = isLink ? own(`${kind}/zoho-bulk`) : folder
          mkdirSync(join(place, ".."), { recursive: true })
          if (isLink) symlinkSync(path("mine"), place)
          else mkdirSync(place, { mode: 0o700 })
          // Only root can give things away; everybody else looks at them as somebody who is not their owner.
          const { uid } = lstatSync(place)
          if (uid === 0) lchownSync(place, somebody, somebody)
          const owner = lstatSync(place).uid
          const { exitCode, stderr } = yield* runHere(args, { env, user: owner + 1 })
          assert.notStrictEqual(exitCode, 0)
          assert.include(stderr, `it belongs to another user (uid ${owner})`)
          assert.include(stderr, place)
          for (const user of [owner, 0]) {
            assert.notInclude((yield* runHere(args, { env, user })).stderr, "belongs to another")
          }
        }
      }),
    )
  }

  it.live("may lie in one that all may write to, such as /tmp, and be a link of the user's own", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      mkdirSync(path("state"))
      chmodSync(path("state"), 0o1777)
      mkdirSync(path("elsewhere"), { mode: 0o700 })
      symlinkSync(path("elsewhere"), path("state/zoho-bulk"))
      const { uid } = lstatSync(path("state"))
      assert.strictEqual((yield* run(job, { env: grant, user: uid })).exitCode, 0)
      assert.deepStrictEqual(readdirSync(path("elsewhere")), ["tokens.json"])
    }),
  )

  it.live("is made for its owner alone", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      yield* run(job, { env: grant })
      for (const folder of ["state", "state/zoho-bulk"]) {
        assert.strictEqual((lstatSync(path(folder)).mode & 0o777).toString(8), "700")
      }
    }),
  )

  it.live("that can never be made is told of in no time", () =>
    Effect.gen(function* () {
      const place = existsSync("/proc/self/fd") ? "/proc/1/x" : "/dev/null/x"
      const env = { XDG_STATE_HOME: place, ZOHO_ACCESS_TOKEN: "emulator" }
      const { run } = yield* machine()
      const exported = yield* run(["export", "Leads", "--json", "--output", "/dev/null"], { env })
      assert.strictEqual(exported.exitCode, 1)
      assert.strictEqual(document(exported.stderr)["error"], "StorageFailed")
      assert.include(exported.stderr, place)
      assert.include(exported.stderr, "XDG_STATE_HOME")
    }).pipe(Effect.timeout("30 seconds")),
  )

  it.live("is none where HOME is no absolute path, which is said once", () =>
    Effect.gen(function* () {
      const cwd = yield* temporaryFolder
      const command = commandWords(thisRuntime).map((word) => (word.startsWith("packages/") ? root + word : word))
      const run = (args: ReadonlyArray<string>, env: Record<string, string>) =>
        Effect.promise(() => runProcess(thisRuntime, args, { command, cwd, env: { HOME: "relative", ...env } }))
      const listed = yield* run(["jobs"], {})
      assert.strictEqual(listed.exitCode, 0, listed.stderr)
      assert.lengthOf(listed.stderr.split("HOME is relative, which is not an absolute path").slice(1), 1)
      const login = yield* run(["doctor", "--json"], { ZOHO_ACCESS_TOKEN: "t", ZOHO_API_DOMAIN: "http://127.0.0.1:1" })
      assert.include(login.stdout, "so nothing is saved")
      // Deno keeps its own things there.
      for (const name of [".local", ".config"]) assert.isFalse(existsSync(join(cwd, "relative", name)))
    }).pipe(Effect.timeout("60 seconds")),
  )
})

describe("a name that is known beforehand", () => {
  it.live("is not followed where somebody has put a link there: neither a half-written output nor a lock", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ operation: "createReadJob", nth: 1, does: "job-fails" }] })
      yield* here.run(["export", "Leads", "--output", here.path("leads.csv")])
      const [id = ""] = readdirSync(here.path("state/zoho-bulk/journeys"))
      const victim = here.write("victim.txt", "mine")
      for (const name of [`leads.csv.${id}.tmp`, `leads.csv.${id}.x.tmp`, `state/zoho-bulk/journeys/${id}/lock`]) {
        symlinkSync(victim, here.path(name))
      }
      const resumed = yield* here.run(["resume", id])
      assert.strictEqual(resumed.exitCode, 0, resumed.stderr)
      assert.strictEqual(here.read("victim.txt"), "mine")
      assert.isTrue(lstatSync(here.path("leads.csv")).isFile())
      assert.include(here.read("leads.csv"), "Last_Name")
    }),
  )

  it.live("of the output may be a link of the user's own, which goes on leading to its target", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const target = here.write("target.csv", "old")
      symlinkSync(target, here.path("leads.csv"))
      const run = yield* here.run(["export", "Leads", "--output", here.path("leads.csv")])
      assert.strictEqual(run.exitCode, 0, run.stderr)
      assert.isTrue(lstatSync(here.path("leads.csv")).isSymbolicLink())
      assert.include(here.read("target.csv"), "Last_Name")
    }),
  )
})
