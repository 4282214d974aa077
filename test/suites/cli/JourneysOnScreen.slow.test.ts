import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

describe("the list of journeys", () => {
  it.live.each([60, 80, 120])("fits %i columns, with its numbers set apart, however long its names are", (columns) =>
    Effect.gen(function* () {
      const here = yield* machine({ records: { Contacts: 1234, Leads: 3 } })
      const long = here.path("a-name-of-a-file-that-is-longer-than-a-screen-is-wide-and-goes-on-and-on.csv")
      for (const [module, file] of [
        ["Contacts", here.path("contacts.csv")],
        ["Leads", long],
      ] as const) {
        const exported = yield* here.run(["export", module, "--fields", "Email", "--output", file])
        assert.strictEqual(exported.exitCode, 0, exported.stderr)
      }
      const { exitCode, stdout } = yield* here.run(["journeys"], { terminal: "both", columns, env: { NO_COLOR: "1" } })
      assert.strictEqual(exitCode, 0, stdout)
      assert.include(stdout, "1,234")
      for (const end of ["acts.csv", "d-on.csv"]) assert.include(stdout, end)
      for (const state of ["finished", ...(columns === 60 ? ["· 1,234 rows", "· 3 rows"] : [])])
        assert.include(stdout, state)
      for (const line of stdout.split("\n")) assert.isAtMost([...line].length, columns, line)
    }),
  )
})
