import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { listJourneys, prepareStore, resolveOrder } from "@zoho-bulk/core/durable"
import * as Emulator from "@zoho-bulk/core/emulator"
import { layerEngineSqlite } from "@zoho-bulk/core/engineSqlite"
import { Effect, Layer } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { askedFor, layerRunner, until } from "../../support/durableRunner.ts"
import { execute } from "../../support/sqliteRows.ts"
import { layerStoreIn, storeFolder } from "../../support/storeOfJourneys.ts"

/**
 * A store as an earlier version left it: its tables of journeys are of version 1. Two journeys of it sleep until somebody says what became of their
 * orders, one of them begun with a field less than today, the other with one more; a third is in the line.
 */
const left = readFileSync(join(import.meta.dirname, "../../fixtures/stores/sleeping.sql"), "utf8")

const leaveIn = (file: string, folder: string): void =>
  execute(
    file,
    ...left
      .replaceAll("{folder}", folder)
      .split(/;\n/)
      .filter((statement) => statement.trim() !== ""),
  )

const rowsOf = (file: string): number => readFileSync(file, "utf8").trim().split("\n").length - 1

describe("journeys that sleep while the program is upgraded", () => {
  it.live(
    "are picked up by a runner of the new version, which makes each job once",
    () =>
      Effect.gen(function* () {
        const { file, folder } = yield* storeFolder
        leaveIn(file, folder)
        yield* Effect.gen(function* () {
          yield* prepareStore
          const versions = yield* SqlClient.SqlClient.use(
            (sql) => sql`SELECT version FROM zoho_bulk_versions WHERE name = 'journeys'`,
          )
          assert.deepStrictEqual(versions, [{ version: 3 }])
          const before = yield* listJourneys({})
          assert.deepStrictEqual(before.map(({ key, state }) => [key, state]).toSorted(), [
            ["contacts", "needs-a-word"],
            ["deals", "queued"],
            ["leads", "needs-a-word"],
          ])
          yield* Layer.build(layerRunner({ name: "newer" }, layerEngineSqlite(file, "newer")))
          yield* until("deals", "completed", "failed")
          assert.strictEqual(yield* askedFor("createReadJob"), 1)
          for (const { asks, key } of before.filter(({ state }) => state === "needs-a-word")) {
            yield* resolveOrder({ key, word: { _tag: "NoJob" }, sentAt: asks?.sentAt })
            const { failure, result, runner } = yield* until(key, "completed", "failed")
            assert.deepStrictEqual([failure, runner], [null, "newer"])
            assert.deepInclude(result, { rows: 30 })
            assert.strictEqual(rowsOf(join(folder, `${key}.csv`)), 30)
          }
          assert.strictEqual(yield* askedFor("createReadJob"), 3)
        }).pipe(
          Effect.scoped,
          Effect.provide(layerStoreIn(file)),
          Effect.provide(Emulator.layerHttpClient({ records: { Contacts: 30, Leads: 30 }, jobDuration: 0 })),
        )
      }),
    60_000,
  )
})
