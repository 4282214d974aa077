import { rmSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { sqliteTarget, verifySqlite } from "@zoho-bulk/core/sqlite"
import { Effect } from "effect"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { scriptWords } from "../../support/scripts.ts"
import { openSqlite } from "../../support/sqlite.ts"
import { query } from "../../support/sqliteRows.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const worker = "test/support/sqliteWorker.ts"

const command =
  thisRuntime === "node" ? ["node", worker] : [scriptWords("zoho-bulk:deno")[0] ?? "", "run", "-A", worker]

/** Has a process copy rows, and kills it some time after its first commits; says which rounds it has committed for certain. */
const copyUntilKilled = (file: string, count: number, after: number): Promise<number> => {
  let kill: (signal: "SIGKILL") => void = () => {}
  let committed = 0
  const ended = runProcess(thisRuntime, [file, String(count)], {
    command,
    onStart: (killIt) => void (kill = killIt),
    onStdout: (text) => {
      const isFirst = committed === 0
      committed = Number(text.trim().split("\n").at(-1))
      if (isFirst) setTimeout(() => kill("SIGKILL"), after)
    },
  })
  return ended.then(() => committed)
}

describe("a database whose writer is killed", () => {
  it.live.each([
    { count: 6_000, after: 0 },
    { count: 6_000, after: 113 },
    { count: 6_000, after: 271 },
    { count: 6_000, after: 408 },
    { count: 600, after: 37 },
    { count: 600, after: 149 },
  ])(
    "has one whole state, and a proof of it: $count rows, $after ms later",
    ({ after, count }) =>
      Effect.gen(function* () {
        const file = join(yield* temporaryFolder, "crm.db")
        const committed = yield* Effect.promise(() => copyUntilKilled(file, count, after))
        const [[name, rows] = [], ...others] = query(file, "SELECT Last_Name, count(*) FROM Leads GROUP BY Last_Name")
        assert.deepStrictEqual([rows, others], [BigInt(count), []])
        assert.isAtLeast(Number(String(name).slice("round ".length)), committed)
        assert.deepStrictEqual((yield* verifySqlite(file, openSqlite)).differences, [])
        // As after some seconds without a sign of life.
        rmSync(`${file}.lock`, { force: true })
        yield* Effect.scoped(sqliteTarget(file, openSqlite).open)
        assert.deepStrictEqual(query(file, "SELECT name FROM sqlite_schema WHERE name LIKE '%staged%'"), [])
        assert.deepStrictEqual((yield* verifySqlite(file, openSqlite)).differences, [])
      }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
    120_000,
  )
})
