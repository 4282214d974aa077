import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

const rows = "Last_Name,Company,Email\nA,Z,a@example.com\n"

describe("a file that was imported before", () => {
  it.live.each([
    { operation: ["insert"], isTold: true },
    { operation: ["upsert", "--find-by", "Email"], isTold: false },
  ])("is imported once more by $operation.0, and that it is added again is told: $isTold", ({ isTold, operation }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["import", here.write("leads.csv", rows), "--module", "Leads", "--operation", ...operation]
      const first = yield* here.run(args)
      const second = yield* here.run(args)
      const told = /import-leads-\S+ has already imported this file: its rows will be added again\./
      assert.notMatch(first.stderr, told)
      assert.strictEqual(told.test(second.stderr), isTold)
      assert.notStrictEqual(second.exitCode, 2)
    }),
  )

  it.live("is another one once its rows have changed", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["import", here.path("leads.csv"), "--module", "Leads", "--operation", "insert"]
      here.write("leads.csv", rows)
      yield* here.run(args)
      here.write("leads.csv", rows.replace("A,Z", "B,Z"))
      assert.notInclude((yield* here.run(args)).stderr, "already")
    }),
  )
})
