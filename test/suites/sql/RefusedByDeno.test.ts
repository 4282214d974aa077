import { assert, describe, it } from "@effect/vitest"
import { sqliteTarget } from "@zoho-bulk/core/sqlite"
import { Effect } from "effect"
import { exitCode, exitCodeOf } from "../../../packages/core/src/cli/failure/ExitCode.ts"
import { memoryFiles } from "../../support/memoryFiles.ts"

const file = "/copies/crm.db"

describe("a database that Deno does not let the program open", () => {
  it.effect.each(["read", "write"])("names the folder that it may not %s, for SQLite keeps files beside it", (kind) =>
    Effect.gen(function* () {
      const target = sqliteTarget(file, () => {
        throw new Error(`Requires ${kind} access to "${file}", run again with the --allow-${kind} flag`)
      })
      const failure = yield* Effect.flip(target.checkpoints)
      assert.strictEqual(failure.summary, `Could not open the database ${file}: Deno does not allow it (${kind})`)
      assert.strictEqual(failure.remedy, `Run with --allow-${kind}=/copies added.`)
      assert.strictEqual(exitCodeOf(failure), exitCode.usage)
    }).pipe(Effect.provide(memoryFiles(new Map([[file, { text: "", mode: 0o600, touchedAt: 0 }]])))),
  )
})
