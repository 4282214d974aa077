import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { fits } from "../../support/fits.ts"
import { type Machine, machine } from "../../support/onDisk.ts"

const records = { Leads: 30 }

const idOf = (number: number): string => `41508680130000000${String(number).padStart(2, "0")}`

const exportOf = ({ path, run }: Machine, since: string, ...more: ReadonlyArray<string>) =>
  run(["export", "Leads", "--fields", "Last_Name", "--since", since, "--output", path("leads.csv"), ...more])

const rowsIn = ({ read }: Machine): number => read("leads.csv").trimEnd().split("\n").length - 1

describe("`zoho-bulk export --since last`", () => {
  it.live("reads all records the first time and says so, and what has changed from then on", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records })
      const first = yield* exportOf(here, "last")
      assert.strictEqual(first.exitCode, 0, first.stderr)
      assert.include(
        first.stderr,
        "Reading all records of Leads: no finished export of the same records to the same output is known here",
      )
      assert.strictEqual(rowsIn(here), 30)
      yield* here.emulator.edit([{ module: "Leads", update: { id: idOf(3), Last_Name: "Noether" } }])
      const second = yield* exportOf(here, "last")
      assert.match(second.stderr, /Reading only records changed since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/)
      assert.strictEqual(here.read("leads.csv"), `id,Last_Name\n${idOf(3)},Noether\n`)
      const third = yield* exportOf(here, "last", "--json")
      fits("export", third.stdout)
      assert.deepInclude(document(third.stdout), { rows: 1 })
      assert.match(String(document(third.stdout)["since"]), /Z$/)
    }).pipe(Effect.scoped),
  )

  it.live("begins ten minutes before the first order of the last one, by Zoho's clock", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records })
      const before = Date.now()
      yield* exportOf(here, "last")
      const { stdout } = yield* exportOf(here, "last", "--json")
      const since = Date.parse(String(document(stdout)["since"]))
      assert.isAtLeast(since, before - 602_000)
      assert.isAtMost(since, Date.now() - 600_000)
    }).pipe(Effect.scoped),
  )

  it.live("takes no export for the last that failed, or went elsewhere, or was of another module", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records, faults: [{ does: "job-fails", operation: "createReadJob", nth: 1 }] })
      assert.strictEqual((yield* exportOf(here, "last")).exitCode, 5)
      yield* here.run(["export", "Leads", "--fields", "Email", "--output", here.path("other.csv")])
      yield* here.run(["export", "Deals", "--fields", "Stage", "--output", here.path("leads.csv")])
      assert.include((yield* exportOf(here, "last")).stderr, "Reading all records of Leads")
      assert.strictEqual(rowsIn(here), 30)
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { what: "met a condition", asked: ["--fields", "Last_Name", "--where", "Last_Name = Noether"] },
    { what: "had other columns", asked: ["--fields", "Email"] },
    { what: "was cut off by a limit", asked: ["--fields", "Last_Name", "--limit", "3"] },
    { what: "began with a time", asked: ["--fields", "Last_Name", "--since", "2 days ago"] },
  ])("takes no export for the last that $what: what it left out would never be read", ({ asked }) =>
    Effect.gen(function* () {
      const here = yield* machine({ records })
      const narrower = yield* here.run(["export", "Leads", ...asked, "--output", here.path("leads.csv")])
      assert.strictEqual(narrower.exitCode, 0, narrower.stderr)
      const { stderr } = yield* exportOf(here, "last")
      assert.include(stderr, "Reading all records of Leads")
      assert.strictEqual(rowsIn(here), 30)
    }).pipe(Effect.scoped),
  )

  it.live(
    "goes on from what went to stdout where that was asked for by it as well, and not from a look at the rows",
    () =>
      Effect.gen(function* () {
        const { run } = yield* machine({ records })
        const rowsOf = (...more: ReadonlyArray<string>) =>
          Effect.map(
            run(["export", "Leads", "--fields", "Last_Name", ...more]),
            ({ stdout }) => stdout.trimEnd().split("\n").length - 1,
          )
        assert.strictEqual(yield* rowsOf(), 30)
        assert.strictEqual(yield* rowsOf("--since", "last"), 30)
        assert.strictEqual(yield* rowsOf("--since", "last"), 0)
      }).pipe(Effect.scoped),
  )

  it.live("shows its condition in what it explains, and plans without ordering", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records })
      yield* exportOf(here, "last")
      const asked = ["--where", "Last_Name is not empty"]
      yield* exportOf(here, "last", ...asked)
      const { stdout } = yield* exportOf(here, "last", "--explain", ...asked)
      assert.match(stdout, /"api_name":"Modified_Time"\},"comparator":"greater_equal","value":"\d{4}-/)
      assert.include(stdout, '"group_operator":"and"')
      assert.strictEqual((yield* exportOf(here, "last", "--plan")).exitCode, 0)
    }).pipe(Effect.scoped),
  )
})

describe("`zoho-bulk export --since` with a time", () => {
  it.live("takes a moment, a day, or a time from now", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records })
      yield* here.emulator.edit([{ module: "Leads", update: { id: idOf(3), Last_Name: "Noether" } }])
      for (const since of ["2 days ago", "30m", "yesterday", new Date(Date.now() - 60_000).toISOString()]) {
        const { exitCode, stderr } = yield* exportOf(here, since)
        assert.strictEqual(exitCode, 0, stderr)
        assert.strictEqual(rowsIn(here), 1, since)
      }
    }).pipe(Effect.scoped),
  )

  it.live("refuses what is none", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records })
      const { exitCode, stderr } = yield* exportOf(here, "lately")
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "--since lately is not a time")
    }).pipe(Effect.scoped),
  )
})
