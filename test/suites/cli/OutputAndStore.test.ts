import { mkdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { storeOnMachine } from "../../support/storeOnMachine.ts"

const said = (text: string): string => text.replaceAll(/\s+/g, " ")

const exported = ["submit", "export", "Leads", "--organization", "boyle"]
const imported = (file: string) => [
  "submit",
  "import",
  file,
  "--module",
  "Leads",
  "--operation",
  "insert",
  "--organization",
  "boyle",
]
const mirrored = ["submit", "mirror", "Leads", "--organization", "boyle"]

describe("a submitted journey whose output is its own store", () => {
  it.live("is refused, as it is for what stands beside the store, and the store stays as it is", () =>
    Effect.gen(function* () {
      const { path, run, store, write } = yield* storeOnMachine()
      const rows = write("in.csv", "Last_Name\nPatel\n")
      yield* run(...exported, "--output", path("leads.csv"), "--key", "leads")
      symlinkSync(path("."), path("linked"))
      symlinkSync(store, path("other.csv"))
      mkdirSync(`${store}-journeys`)
      const before = readFileSync(store)
      const companions = ["-wal", "-shm", "-journal", ".runner", ".runner-name", "-journeys/leads.csv"]
      const files = [
        store,
        path("linked/journeys.db"),
        path("other.csv"),
        ...companions.flatMap((each) => [`${store}${each}`, path(`linked/journeys.db${each}`)]),
      ]
      for (const file of files) {
        for (const [args, flag, named] of [
          [exported, "--output", file],
          [imported(rows), "--results", file],
          [mirrored, "--to", `sqlite:${file}`],
        ] as const) {
          const { exitCode, stderr } = yield* run(...args, flag, named)
          assert.strictEqual(exitCode, 2, `${flag} ${named}: ${stderr}`)
          assert.include(said(stderr), `${flag} ${named} belongs to --store ${store}`)
        }
      }
      assert.deepStrictEqual(readFileSync(store), before)
      assert.strictEqual((yield* run(...exported, "--output", `${store}.csv`)).exitCode, 0)
    }).pipe(Effect.scoped),
  )

  it.live("is refused where the store is not there yet, or is named through a link", () =>
    Effect.gen(function* () {
      const here = yield* storeOnMachine()
      const refused = yield* here.run(...mirrored, "--to", `sqlite:${here.store}`)
      assert.strictEqual(refused.exitCode, 2)
      assert.include(said(refused.stderr), `--to sqlite:${here.store} belongs to --store ${here.store}`)
      const linked = yield* storeOnMachine()
      symlinkSync(linked.write("real.db", ""), linked.store)
      for (const file of ["real.db", "real.db-wal", "real.db.runner", "journeys.db-journeys/leads.csv"]) {
        mkdirSync(linked.path("journeys.db-journeys"), { recursive: true })
        const { exitCode, stderr } = yield* linked.run(...exported, "--output", linked.path(file))
        assert.strictEqual(exitCode, 2, file)
        assert.include(said(stderr), "belongs to --store")
      }
    }).pipe(Effect.scoped),
  )

  it.live("is refused where copies would be among the files that journeys resume with, whoever names the folder", () =>
    Effect.gen(function* () {
      const { path, run, store, write } = yield* storeOnMachine()
      const folder = `${store}-journeys`
      for (const each of [folder, `${folder}/deep/copies`]) {
        const { exitCode, stderr } = yield* run(...mirrored, "--to", each)
        assert.strictEqual(exitCode, 2, each)
        assert.include(said(stderr), `--to ${each} belongs to --store ${store}`)
      }
      const config = write("copies.json", JSON.stringify({ target: folder, modules: [{ module: "Leads" }] }))
      const { exitCode, stderr } = yield* run("submit", "mirror", "--config", config, "--organization", "boyle")
      assert.strictEqual(exitCode, 2)
      assert.include(said(stderr), `The target ${folder} of --config ${config} belongs to --store ${store}`)
      assert.strictEqual((yield* run(...mirrored, "--to", path("copies"))).exitCode, 0)
    }).pipe(Effect.scoped),
  )
})

describe("two submitted journeys that name one file", () => {
  it.live("by two paths are seen to write the same file, which is in the store by its real path", () =>
    Effect.gen(function* () {
      const { documentOf, path, run, write } = yield* storeOnMachine()
      const rows = write("in.csv", "Last_Name\nPatel\n")
      mkdirSync(path("data"))
      symlinkSync(path("data"), path("linked"))
      yield* run(...exported, "--output", path("linked/leads.csv"), "--key", "one")
      const [known] = (yield* documentOf("journeys", "one")).journeys
      const real = `${realpathSync(path("data"))}/leads.csv`
      assert.strictEqual(known.request.output, real)
      const again = yield* run(...exported, "--output", path("linked/leads.csv"), "--key", "one")
      assert.include(again.stdout, "was already submitted")
      for (const refused of [
        yield* run(...exported, "--output", path("data/leads.csv"), "--key", "two"),
        yield* run(...exported, "--output", path("data/leads.csv"), "--key", "two", "--every", "24h"),
        yield* run(...imported(rows), "--results", path("linked/../data/leads.csv"), "--key", "three"),
      ]) {
        assert.strictEqual(refused.exitCode, 2)
        assert.include(said(refused.stderr), `The journey one, which is queued, also writes to ${real}`)
      }
    }).pipe(Effect.scoped),
  )

  it.live("are told that the file to import is that of its results, by whatever path", () =>
    Effect.gen(function* () {
      const { path, run, write } = yield* storeOnMachine()
      mkdirSync(path("data"))
      symlinkSync(path("data"), path("linked"))
      const rows = write("data/in.csv", "Last_Name\nPatel\n")
      const { exitCode, stderr } = yield* run(...imported(rows), "--results", path("linked/in.csv"))
      assert.strictEqual(exitCode, 2)
      assert.include(said(stderr), "is the file being imported")
    }).pipe(Effect.scoped),
  )
})
