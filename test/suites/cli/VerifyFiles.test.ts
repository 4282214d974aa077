import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

const inOneLine = (text: string): string => text.replace(/\s+/g, " ")

describe("a file in place of copies", () => {
  it.live.each(["verify", "mirror status"])("is told as what it is by %s", (command) =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      const file = path("contacts.csv")
      yield* run(["export", "Contacts", "--output", file])
      const { exitCode, stderr } = yield* run([...command.split(" "), file])
      assert.strictEqual(exitCode, 2)
      const said = inOneLine(stderr)
      assert.include(said, "is a file, but copies are a folder or sqlite:<file>; an export has no proof")
      assert.include(said, "Give the target of mirror --to")
    }),
  )
})

describe("`export --json`", () => {
  it.live("tells whether the output is whole or holds the changes alone", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      const args = ["export", "Contacts", "--output", path("contacts.csv"), "--since", "last", "--json"]
      const first = document((yield* run(args)).stdout)
      assert.isTrue(first.whole)
      assert.notProperty(first, "since")
      const second = document((yield* run(args)).stdout)
      assert.isFalse(second.whole)
      assert.property(second, "since")
    }),
  )
})
