import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"
import { countOf, machine } from "../../support/onDisk.ts"

describe("`zoho-bulk export --limit`", () => {
  it.live.each([
    [3, 1],
    [100, 1],
    [101, 2],
    [250, 3],
    [1_000, 3],
  ])("of %i rows orders %i pages of a hundred records, and is finished then", ([limit = 0, pages = 0]) =>
    Effect.gen(function* () {
      const here = yield* machine({ records: { Contacts: 250 }, recordsPerPage: 100, jobDuration: 1 })
      const args = ["export", "Contacts", "--fields", "Last_Name", "--limit", `${limit}`, "--no-metadata"]
      const { exitCode, stdout } = yield* here.run([...args, "--output", here.path("some.csv"), "--json"])
      assert.strictEqual(exitCode, 0)
      const rows = Math.min(limit, 250)
      assert.strictEqual(JSON.parse(stdout).rows, rows)
      assert.lengthOf(here.read("some.csv").trim().split("\n"), rows + 1)
      assert.strictEqual(yield* countOf(here, "createReadJob"), pages)
      const { journeys } = JSON.parse((yield* here.run(["journeys", "--json"])).stdout)
      assert.deepInclude(journeys[0], { state: "finished", rows, file: here.path("some.csv") })
    }),
  )

  it.effect.each([
    { args: ["--since", "yesterday"], problem: "--limit and --since contradict each other" },
    { args: ["--format", "ics"], problem: "--limit counts rows, and calendar entries are not rows" },
  ])("is refused with $args", ({ args, problem }) =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* zohoBulk(["export", "Events", "--limit", "3", ...args, "--emulator"])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, problem)
    }),
  )
})
