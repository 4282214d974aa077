import { existsSync, readdirSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { countOf, machine } from "../../support/onDisk.ts"

/** What either runtime gives for the bytes `leads\xef.csv`. */
const garbled = "leads\ufffd.csv"

describe("a file whose name is not UTF-8", () => {
  it.effect.each([
    { flag: "--output", args: ["export", "Leads", "--output"] },
    { flag: "--output", args: ["download", "4150868000005350003", "--output"] },
    { flag: "--rejects", args: ["import", "-", "--module", "Leads", "--operation", "insert", "--rejects"] },
  ])("is not written under another name by $flag of $args.0, and nothing is ordered", ({ args, flag }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run([...args, here.path(garbled)])
      assert.strictEqual(exitCode, 2, stderr)
      assert.include(stderr, `${flag} ${here.path(garbled)} is not UTF-8`)
      assert.isFalse(existsSync(here.path(garbled)))
      for (const order of ["createReadJob", "uploadFile"]) assert.strictEqual(yield* countOf(here, order), 0)
    }),
  )

  it.effect("is not told to be missing, and can be read as stdin", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["import", here.path(garbled), "--module", "Leads", "--operation", "insert"]
      const { exitCode, stderr } = yield* here.run(args)
      assert.strictEqual(exitCode, 2, stderr)
      assert.include(stderr, "its name is not UTF-8")
      assert.include(stderr, "import - < FILE")
    }),
  )

  it.effect("is another than one that is there by that very name, which is written to", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      here.write(garbled, "old")
      const { exitCode, stderr } = yield* here.run(["export", "Leads", "--output", here.path(garbled)])
      assert.strictEqual(exitCode, 0, stderr)
      assert.include(here.read(garbled), "Last_Name")
      assert.include(readdirSync(here.path(".")), garbled)
    }),
  )
})
