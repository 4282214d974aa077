import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const exporting = ["export", "Contacts", "--fields", "Email"]

describe("`--timeout`", () => {
  it.live("ends an export with exit code 7, and `resume` goes on with its job", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "job-takes", operation: "createReadJob", millis: 3_000 }] })
      const stopped = yield* here.run([...exporting, "--output", here.path("a.csv"), "--timeout", "300ms", "--json"])
      assert.strictEqual(stopped.exitCode, 7)
      assert.strictEqual(document(stopped.stderr)["error"], "JobStillRunning")
      assert.strictEqual((yield* here.run(["resume", "--timeout", "300ms"])).exitCode, 7)
      assert.strictEqual((yield* here.run(["resume"])).exitCode, 0)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 1)
    }),
  )

  it.live("ends an import with exit code 7, and `resume` goes on with its job", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "job-takes", operation: "createWriteJob", millis: 8_000 }] })
      const leads = here.write("leads.csv", "Last_Name,Company\nBoyle,Zylker\n")
      const begin = ["import", leads, "--module", "Leads", "--operation", "insert"]
      const stopped = yield* here.run([...begin, "--timeout", "4s"])
      assert.strictEqual(stopped.exitCode, 7)
      assert.include(stopped.stderr, "resume")
      assert.strictEqual((yield* here.run(["resume"])).exitCode, 0)
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
    }),
  )
})
