import { assert, describe, it } from "@effect/vitest"
import { lines } from "@zoho-bulk/core/cli"
import { Effect } from "effect"
import { fits, isOf } from "../../support/fits.ts"
import { machine } from "../../support/onDisk.ts"

describe("what the command writes with --jsonl", () => {
  const run = Effect.map(machine({ jobDuration: 300 }), ({ path, run: runOn, write }) => ({ path, write, runOn }))
  const lead = "Last_Name,Company\nBoyle,Zylker\n"

  it.live("is an event on each line, and then the summary", () =>
    Effect.gen(function* () {
      const { path, runOn, write } = yield* run
      const runs = [
        ["export", ["export", "Leads", "--output", path("leads.csv")], ["ordered", "looked", "flowed"]],
        [
          "import",
          ["import", write("new.csv", lead), "--module", "Leads", "--operation", "insert"],
          ["split", "uploaded", "ordered", "looked", "flowed"],
        ],
      ] as const
      for (const [name, args, expected] of runs) {
        const { exitCode, stdout } = yield* runOn([...args, "--jsonl"])
        assert.strictEqual(exitCode, 0)
        const texts = stdout.trimEnd().split("\n")
        fits(name, texts.pop() ?? "")
        for (const text of texts) isOf(lines.event, "event", text)
        const events = texts.map((text) => JSON.parse(text).event)
        assert.sameMembers([...new Set(events)], [...expected])
      }
    }),
  )

  it.live("is a job each time that it is in another state, and an item of a list on each line", () =>
    Effect.gen(function* () {
      const { path, runOn } = yield* run
      const recorded = ["4150868000005376042", "4150868000005350003"]
      const waited = yield* runOn(["wait", ...recorded, "--jsonl"])
      assert.sameMembers(
        waited.stdout
          .trimEnd()
          .split("\n")
          .map((text) => {
            isOf(lines.wait, "wait", text)
            return JSON.parse(text).id
          }),
        recorded,
      )
      yield* runOn(["export", "Leads", "--output", path("leads.csv")])
      for (const [schema, args] of [
        [lines.jobs, ["jobs"]],
        [lines.doctor, ["doctor"]],
      ] as const) {
        const { stdout } = yield* runOn([...args, "--jsonl"])
        for (const text of stdout.trimEnd().split("\n")) isOf(schema, args[0], text)
      }
    }),
  )

  it.live("is the rows themselves where they go to stdout, and an error is a line of stderr", () =>
    Effect.gen(function* () {
      const { runOn } = yield* run
      const { stdout } = yield* runOn(["export", "Leads", "--fields", "Company", "--jsonl"])
      const rows = stdout
        .trimEnd()
        .split("\n")
        .map((text) => JSON.parse(text))
      assert.strictEqual(rows.length, 120)
      assert.hasAllKeys(rows[0], ["id", "Company"])
      const refused = yield* runOn(["get", "1", "--jsonl"])
      assert.strictEqual(refused.stderr.trimEnd().split("\n").length, 1)
      fits("error", refused.stderr)
      assert.strictEqual((yield* runOn(["export", "Leads", "--format", "csv", "--jsonl"])).exitCode, 2)
      assert.strictEqual((yield* runOn(["export", "Leads", "--select", "rows"])).exitCode, 2)
    }),
  )

  it.live("has none that --select misspells: nothing is sent then", () =>
    Effect.gen(function* () {
      const { path, runOn, write } = yield* run
      for (const args of [
        ["export", "Leads", "--output", path("a.csv")],
        ["import", write("new.csv", lead), "--module", "Leads", "--operation", "insert"],
        ["wait", "4150868000005376042"],
        ["jobs"],
      ]) {
        const { exitCode, stderr } = yield* runOn([...args, "--json", "--select", "sate"])
        assert.strictEqual(exitCode, 2, stderr)
        assert.include(stderr, "--select names sate")
      }
      assert.strictEqual((yield* runOn(["jobs"])).stdout, "Nothing has been started from here.\n")
    }),
  )

  it.live("of several jobs has the keys that --select picks of each", () =>
    Effect.gen(function* () {
      const { runOn } = yield* run
      const ids = ["4150868000005376042", "4150868000005350003"]
      const { stdout } = yield* runOn(["wait", ...ids, "--json", "--select", "id"])
      assert.deepStrictEqual(JSON.parse(stdout), { jobs: ids.map((id) => ({ id })) })
    }),
  )

  it.live("has the keys that --select picks, on the lines that have any of them", () =>
    Effect.gen(function* () {
      const { path, runOn } = yield* run
      const { stdout } = yield* runOn(["export", "Leads", "--output", path("a.csv"), "--jsonl", "--select", "rows"])
      // The last look at the job, the rows that have flowed, and the summary.
      assert.strictEqual(stdout, '{"rows":120}\n'.repeat(3))
    }),
  )
})
