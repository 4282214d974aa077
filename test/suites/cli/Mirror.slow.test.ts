import { existsSync, readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, type FileSystem, PlatformError } from "effect"
import { document } from "../../support/commandLine.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { fits } from "../../support/fits.ts"
import { countOf, machine } from "../../support/onDisk.ts"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const idOf = (number: number): string => `41508680130000000${String(number).padStart(2, "0")}`

const records = { Leads: 30, Contacts: 10, Deals: 5 }

/** A machine whose copies lie in a folder of it. */
const withCopies = (options: Emulator.EmulatorOptions = {}) =>
  Effect.map(machine({ records, ...options }), (here) => ({
    ...here,
    mirror: (...args: ReadonlyArray<string>) => here.run(["mirror", ...args, "--to", here.path("copies")]),
    inCopies: () => readdirSync(here.path("copies")).filter((name) => name !== "journals"),
  }))

interface Line {
  readonly module: string
  readonly state: string
  readonly rows?: number
  readonly changed?: number
  readonly deleted?: number
  readonly read?: string
  readonly error?: string
}

const modulesIn = (stdout: string) => document(stdout)["modules"] as ReadonlyArray<Line>

const lines = (text: string): ReadonlyArray<string> => text.trimEnd().split("\n")

const edits: ReadonlyArray<Emulator.Edit> = [
  { module: "Leads", update: { id: idOf(3), Last_Name: "Noether" } },
  { module: "Leads", create: { Last_Name: "Hopper", Company: "Zylker" } },
  { module: "Leads", delete: idOf(7) },
]

describe("`zoho-bulk mirror`", () => {
  it.live(
    "takes modules with spaces or commas between them, and its status has them by name, whichever came first",
    () =>
      Effect.gen(function* () {
        const { mirror, path, run } = yield* withCopies()
        const { exitCode, stderr } = yield* mirror("Leads,Deals", "Contacts,")
        assert.strictEqual(exitCode, 0, stderr)
        const { stdout } = yield* run(["mirror", "status", path("copies"), "--json"])
        assert.deepStrictEqual(
          modulesIn(stdout).map(({ module }) => module),
          ["Contacts", "Deals", "Leads"],
        )
      }),
  )

  it.live("reads a module whole the first time, and what has changed from then on", () =>
    Effect.gen(function* () {
      const { emulator, inCopies, mirror, read, run, path } = yield* withCopies()
      const first = yield* mirror("Leads")
      assert.strictEqual(first.exitCode, 0, first.stderr)
      assert.match(first.stdout, /^Leads +30 +30 +0 +all: first copy$/m)
      assert.match(read("copies/Leads.csv"), /^id,First_Name,Last_Name,Company,/)
      yield* emulator.edit(edits)
      const second = yield* mirror("Leads")
      assert.match(second.stdout, /^Leads +30 +2 +1 +changes$/m)
      const [changes = ""] = inCopies().filter((name) => name.includes("changes"))
      assert.match(changes, /^Leads\.changes-\d{8}T\d{6}Z\.ndjson$/)
      assert.include(read(`copies/${changes}`), `{"change":"delete","id":"${idOf(7)}"}`)
      assert.strictEqual((yield* run(["verify", path("copies")])).exitCode, 0)
    }).pipe(Effect.scoped),
  )

  it.live("keeps what it has for its owner alone", () =>
    Effect.gen(function* () {
      const { inCopies, mirror, path } = yield* withCopies()
      yield* mirror("Leads")
      assert.strictEqual(statSync(path("copies")).mode & 0o777, 0o700)
      for (const name of inCopies()) assert.strictEqual(statSync(path(`copies/${name}`)).mode & 0o077, 0, name)
    }).pipe(Effect.scoped),
  )

  it.live("merges changes into the file where it is told to, in the form that is named", () =>
    Effect.gen(function* () {
      const { emulator, inCopies, mirror, read } = yield* withCopies()
      yield* mirror("Leads", "--merge", "--format", "ndjson")
      yield* emulator.edit(edits)
      yield* mirror("Leads", "--merge", "--format", "ndjson")
      assert.sameMembers(inCopies(), ["Leads.ndjson", "manifest.json"])
      const kept = read("copies/Leads.ndjson")
      assert.include(kept, '"Last_Name":"Noether"')
      assert.notInclude(kept, idOf(7))
    }).pipe(Effect.scoped),
  )

  it.live("copies every module that bulk read supports, but for what it is told to leave out", () =>
    Effect.gen(function* () {
      const { mirror, read } = yield* withCopies()
      const args = ["--all", "--except", "Calls,Meetings", "--exclude", "Leads.Description,Leads.last name"]
      const { exitCode, stderr, stdout } = yield* mirror(...args, "--json")
      assert.strictEqual(exitCode, 0, stderr)
      fits("mirror", stdout)
      const states = new Map(modulesIn(stdout).map(({ module, state }) => [module, state]))
      assert.deepStrictEqual([states.get("Contacts"), states.get("Notes")], ["copied", "leftOut"])
      assert.isFalse(states.has("Calls") || states.has("Events"))
      const [header = ""] = lines(read("copies/Leads.csv"))
      assert.include(header, "Company")
      assert.notMatch(header, /Description|Last_Name/)
    }).pipe(Effect.scoped),
  )

  it.live("finishes the other modules where one fails, and ends with 8", () =>
    Effect.gen(function* () {
      const { mirror } = yield* withCopies()
      const { exitCode, stdout } = yield* mirror("Leads", "Notes", "Deals")
      assert.strictEqual(exitCode, 8)
      assert.match(stdout, /^Leads +30/m)
      assert.match(stdout, /^Deals +5/m)
      assert.include(stdout, "Failed: Notes: ")
      assert.include(stdout, "Copied: ")
      assert.include(stdout, "2 modules, 35 rows received, 1 failed")
    }).pipe(Effect.scoped),
  )

  it.live("ends with the code of the failure where it is that of all modules", () =>
    Effect.gen(function* () {
      const { mirror } = yield* withCopies({ faults: [{ does: "unauthorized", operation: "createReadJob" }] })
      const { exitCode, stdout } = yield* mirror("Leads", "Deals", "--json")
      assert.strictEqual(exitCode, 3)
      assert.deepStrictEqual(
        modulesIn(stdout).map(({ error, state }) => [state, error]),
        [
          ["failed", "TokenRefused"],
          ["failed", "TokenRefused"],
        ],
      )
    }).pipe(Effect.scoped),
  )

  it.live("takes what a file says, from its folder, and what flags say first", () =>
    Effect.gen(function* () {
      const { path, read, run, write } = yield* withCopies()
      const config = write(
        "nightly.json",
        JSON.stringify({
          name: "nightly",
          target: "kept",
          format: "ndjson",
          modules: [
            { module: "Leads", fields: ["Company", "Last Name"], where: "Last_Name is not empty" },
            { module: "deals", exclude: ["Stage"] },
          ],
        }),
      )
      const { exitCode, stderr, stdout } = yield* run(["mirror", "--config", config, "--json"])
      assert.strictEqual(exitCode, 0, stderr)
      assert.deepInclude(document(stdout), { name: "nightly", target: path("kept") })
      const [lead = ""] = lines(read("kept/Leads.ndjson"))
      assert.sameMembers(Object.keys(JSON.parse(lead)), ["id", "Last_Name", "Company", "Modified_Time"])
      assert.notInclude(read("kept/Deals.ndjson"), '"Stage"')
      const csv = yield* run(["mirror", "--config", config, "--to", path("csv"), "--format", "csv"])
      assert.include(csv.stdout, `Copied: nightly (${path("csv")})`)
      assert.isTrue(existsSync(path("csv/Leads.csv")))
    }).pipe(Effect.scoped),
  )

  it.live("plans what it would read and what it costs, and orders nothing", () =>
    Effect.gen(function* () {
      const here = yield* withCopies()
      const before = yield* here.mirror("Leads", "Deals", "--plan")
      assert.match(before.stdout, /^Leads +30 +all: first copy +52$/m)
      assert.include(before.stdout, "104 credits in all")
      yield* here.mirror("Leads")
      const after = yield* here.mirror("Leads", "--plan", "--json")
      fits("mirrorPlan", after.stdout)
      assert.strictEqual(modulesIn(after.stdout)[0]?.read, "changes")
      assert.strictEqual(yield* countOf(here, "createReadJob"), 1)
      const all = yield* here.mirror("Leads", "--plan", "--whole", "--compare-ids", "always", "--refresh-every", "1d")
      assert.match(all.stdout, /^Leads +30 +all: requested +104$/m)
    }).pipe(Effect.scoped),
  )

  it.live("plans the others where a column of one module is of another type now, and says what is of that one", () =>
    Effect.gen(function* () {
      const { emulator, mirror } = yield* withCopies()
      const rank = { api_name: "Rank", data_type: "integer" }
      yield* emulator.edit([{ module: "Leads", addField: rank }])
      yield* mirror("Leads", "Deals")
      yield* emulator.edit([
        { module: "Leads", removeField: "Rank" },
        { module: "Leads", addField: { ...rank, data_type: "text" } },
      ])
      const planned = yield* mirror("Leads", "Deals", "--plan")
      assert.strictEqual(planned.exitCode, 0, planned.stderr)
      assert.match(planned.stdout, /^Leads +30 +nothing +0$/m)
      assert.match(planned.stdout, /^Deals +5 +changes since .* +52$/m)
      assert.include(planned.stdout, "Failed: Leads: Rank of Leads is now of type text")
      assert.include(planned.stdout, "--text-columns")
      const asText = yield* mirror("Leads", "Deals", "--plan", "--text-columns", "--json")
      fits("mirrorPlan", asText.stdout)
      assert.deepStrictEqual(
        modulesIn(asText.stdout).map(({ read }) => read),
        ["all", "changes"],
      )
      const json = yield* mirror("Leads", "Deals", "--plan", "--json")
      fits("mirrorPlan", json.stdout)
      assert.strictEqual(modulesIn(json.stdout)[0]?.error, "ColumnTypeChanged")
    }).pipe(Effect.scoped),
  )

  it.live("spends no more credits than it may, and goes on in the next run", () =>
    Effect.gen(function* () {
      const here = yield* withCopies()
      const first = yield* here.mirror("Leads", "Deals", "--max-credits", "70")
      assert.strictEqual(first.exitCode, 8)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 1)
      assert.strictEqual((yield* here.mirror("Leads", "Deals", "--max-credits", "120")).exitCode, 0)
    }).pipe(Effect.scoped),
  )

  it.live("tells what happens with --jsonl, and the keys that are selected", () =>
    Effect.gen(function* () {
      const { mirror } = yield* withCopies()
      const { stdout } = yield* mirror("Leads", "--jsonl")
      const events = lines(stdout).map((line) => JSON.parse(line))
      assert.deepInclude(events[0], { event: "ordered", part: "Leads page 1" })
      assert.deepInclude(events.at(-1), { module: "Leads", state: "copied", rows: 30 })
      const selected = yield* mirror("Leads", "--json", "--select", "module,changed")
      assert.deepStrictEqual(document(selected.stdout), { modules: [{ module: "Leads", changed: 0 }] })
    }).pipe(Effect.scoped),
  )
})

describe("a column whose type has changed", () => {
  it.live("stops its module, which says what to do, and goes on as text", () =>
    Effect.gen(function* () {
      const { emulator, mirror } = yield* withCopies()
      yield* mirror("Deals")
      yield* emulator.edit([
        { module: "Deals", removeField: "Amount" },
        { module: "Deals", addField: { api_name: "Amount", field_label: "Amount", data_type: "text" } },
      ])
      const stopped = yield* mirror("Deals")
      assert.strictEqual(stopped.exitCode, 2)
      assert.include(stopped.stdout, "Nothing was copied: ")
      assert.include(stopped.stdout, "What to do: Keep such columns as text with --text-columns")
      const gone = yield* mirror("Deals", "--text-columns")
      assert.strictEqual(gone.exitCode, 0)
      assert.include(gone.stdout, "Deals: now kept as text: Amount")
    }).pipe(Effect.scoped),
  )
})

/** A disk on which there is no room for some files. */
const fullFor =
  (isMeant: (path: string) => boolean) =>
  (fs: FileSystem.FileSystem): FileSystem.FileSystem => ({
    ...fs,
    open: (path, options) =>
      Effect.map(fs.open(path, options), (file) => {
        const cause = Object.assign(new Error("ENOSPC"), { code: "ENOSPC" })
        const full = PlatformError.systemError({ _tag: "Unknown", module: "FileSystem", method: "write", cause })
        return isMeant(path) ? Object.assign(Object.create(file), { writeAll: () => Effect.fail(full) }) : file
      }),
  })

describe("a mirror that is cut short", () => {
  it.live("by a full disk says so, leaves the copies as they were and nothing beside them, and is made good", () =>
    Effect.gen(function* () {
      let isFull = false
      const here = yield* machine(
        { records },
        undefined,
        fullFor((path) => isFull && path.includes("Leads.")),
      )
      const mirror = here.run(["mirror", "Leads", "Deals", "--to", here.path("copies")])
      yield* mirror
      yield* here.emulator.edit(edits)
      isFull = true
      const before = readdirSync(here.path("copies"))
      const full = yield* mirror
      assert.strictEqual(full.exitCode, 8)
      assert.match(full.stdout, /Failed: Leads: Could not write .*: the disk is full/)
      assert.sameMembers(
        readdirSync(here.path("copies")).filter((name) => !name.startsWith("Deals.changes")),
        before,
      )
      assert.strictEqual((yield* here.run(["verify", here.path("copies")])).exitCode, 0)
      isFull = false
      assert.match((yield* mirror).stdout, /^Leads +30 +2 +1 +changes$/m)
    }).pipe(Effect.scoped),
  )

  it.live("by somebody who stops it says what became of the copies, and leaves nothing beside them", () =>
    Effect.gen(function* () {
      const copies = join(yield* temporaryFolder, "copies")
      const { origin } = yield* emulatedOnPort({ records, faults: [{ does: "job-never-ends" }] })
      const { exitCode, stderr } = yield* Effect.promise(() => {
        let stop = () => {}
        return runProcess(thisRuntime, ["mirror", "Leads", "--to", copies], {
          env: { ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" },
          onStart: (kill) => void (stop = () => kill("SIGINT")),
          onStderr: (text) => void (text.includes("working on") && stop()),
        })
      })
      assert.strictEqual(exitCode, 130)
      assert.include(stderr, "Stopped: each copy is unchanged or up to date. To continue, run the same command again.")
      assert.deepStrictEqual(readdirSync(copies), ["journals"])
    }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
  )
})

describe("two mirrors of one target", () => {
  it.live("are not run at once: the second names the holder and ends with 2, or waits", () =>
    Effect.gen(function* () {
      const here = yield* withCopies({ jobDuration: 1_500 })
      const seen = Effect.repeat(Effect.delay(countOf(here, "createReadJob"), "20 millis"), {
        until: (count) => count > 0,
      })
      const [first, [taken, waited]] = yield* Effect.all(
        [
          here.mirror("Leads"),
          Effect.andThen(seen, Effect.all([here.mirror("Deals"), here.mirror("Deals", "--wait")])),
        ],
        { concurrency: "unbounded" },
      )
      assert.strictEqual(first.exitCode, 0, first.stderr)
      assert.strictEqual(taken.exitCode, 2)
      assert.match(taken.stderr, /^Error: Another process is working on .*copies: .+/)
      assert.strictEqual(waited.exitCode, 0, waited.stderr)
      assert.isTrue(existsSync(join(here.path("copies"), "Deals.csv")))
    }).pipe(Effect.scoped),
  )
})
