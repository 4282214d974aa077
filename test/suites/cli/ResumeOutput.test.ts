import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const brokenOff = {
  records: { Contacts: 250 },
  recordsPerPage: 200,
  faults: [{ does: "job-fails", operation: "createReadJob", nth: [2, 3] } as const],
}

const begin = ["export", "Contacts", "--fields", "Email"]

describe("`zoho-bulk resume --output`", () => {
  it.live("writes the rows of an export to another file, also when it is resumed once more", () =>
    Effect.gen(function* () {
      const { path, read, run } = yield* machine(brokenOff)
      assert.strictEqual((yield* run([...begin, "--output", path("full.csv")])).exitCode, 5)
      assert.strictEqual((yield* run(["resume", "--output", path("other.csv")])).exitCode, 5)
      const { exitCode, stdout } = yield* run(["resume", "--json"])
      assert.strictEqual(exitCode, 0)
      assert.deepInclude(document(stdout), { output: path("other.csv"), rows: 250 })
      assert.strictEqual(read("other.csv").trimEnd().split("\n").length, 251)
      assert.throws(() => read("full.csv"))
    }),
  )

  it.live("is asked for where a later export has written the file meanwhile, whose rows stay", () =>
    Effect.gen(function* () {
      const faults = [{ does: "job-fails", operation: "createReadJob", nth: 2 } as const]
      const { path, read, run } = yield* machine({ ...brokenOff, faults })
      const asked = [...begin, "--output", path("full.csv")]
      assert.strictEqual((yield* run(asked)).exitCode, 5)
      assert.strictEqual((yield* run([...asked, "--where", "Last_Name = Boyle"])).exitCode, 0)
      const later = read("full.csv")
      const refused = yield* run(["resume"])
      assert.strictEqual(refused.exitCode, 2)
      assert.match(refused.stderr, /would replace \S+full\.csv, which export-contacts-\S+ has written since/)
      assert.include(refused.stderr, "Name another file with --output")
      assert.strictEqual(read("full.csv"), later)
      assert.strictEqual((yield* run(["resume", "--output", path("older.csv")])).exitCode, 0)
      assert.strictEqual(read("older.csv").trimEnd().split("\n").length, 251)
    }),
  )

  it.live("is refused for an import, which writes no rows", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] })
      const leads = here.write("leads.csv", "Last_Name,Company\nBoyle,Zylker\n")
      yield* here.run(["import", leads, "--module", "Leads", "--operation", "insert"])
      const { exitCode, stderr } = yield* here.run(["resume", "--send-again", "--output", here.path("rows.csv")])
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /import-leads-\S+ writes rows to Zoho, not to --output/)
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
    }),
  )
})

describe("`zoho-bulk resume --json`", () => {
  it.live("is refused where the rows of an export go to stdout, and settles no order", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "lost-reply", operation: "createReadJob", nth: 1 }] })
      yield* here.run(begin)
      const refused = yield* here.run(["resume", "--send-again", "--json"])
      assert.strictEqual(refused.exitCode, 2)
      assert.include(String(document(refused.stderr)["remedy"]), "--output")
      assert.strictEqual((yield* here.run(["resume"])).exitCode, 9)
      const written = yield* here.run(["resume", "--send-again", "--json", "--output", here.path("contacts.csv")])
      assert.strictEqual(written.exitCode, 0, written.stderr)
    }),
  )
})
