import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

describe("the list of journeys", () => {
  it.live.each([80, 120])("fits %i columns, with its numbers set apart, however long its names are", (columns) =>
    Effect.gen(function* () {
      const here = yield* machine({ records: { Contacts: 1234, Sales_Orders: 3 } })
      const long = here.path("a-name-of-a-file-that-is-longer-than-a-screen-is-wide-and-goes-on-and-on.csv")
      yield* here.run(["export", "Contacts", "--fields", "Email", "--output", here.path("contacts.csv")])
      yield* here.run(["export", "Sales_Orders", "--fields", "Subject", "--output", long])
      const { exitCode, stdout } = yield* here.run(["journeys"], { terminal: "both", columns, env: { NO_COLOR: "1" } })
      assert.strictEqual(exitCode, 0)
      assert.include(stdout, "1,234")
      for (const line of stdout.split("\n")) assert.isAtMost([...line].length, columns, line)
    }),
  )
})
