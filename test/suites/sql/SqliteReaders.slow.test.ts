import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { sqliteTarget } from "@zoho-bulk/core/sqlite"
import { Effect } from "effect"
import { column, runInto } from "../../support/copyRuns.ts"
import { runner } from "../../support/runner.ts"
import { openSqlite } from "../../support/sqlite.ts"
import { query } from "../../support/sqliteRows.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const columns = [
  column("id"),
  column("Last_Name"),
  column("Count", "bigint"),
  column("Amount", "currency"),
  column("Rate", "double"),
  column("Active", "boolean"),
  column("Modified_Time", "datetime"),
] as const

const words = ["Ada", 'Gödel "K"', "O'Neil", "two\nlines", "tab\tand, comma", "日本語", "🙂", "NULL", "-0", "1e5"]

/** Rows of all kinds of values; the decimals of `Rate` are too long for numbers, so that it is a text column. */
const rows = Array.from({ length: 1_000 }, (_, at) => [
  `41508680000${String(10_000_000 + at)}`,
  words[at % words.length] ?? "",
  at % 7 === 0 ? "" : String(9_007_199_254_740_993n * BigInt(at)),
  at % 5 === 0 ? "" : `${at}.${at % 10}`,
  at === 999 ? "0.1234567890123456789" : `${at}.50`,
  at % 3 === 0 ? "" : String(at % 2 === 0),
  `2026-11-26T09:00:${String(at % 60).padStart(2, "0")}+05:30`,
])

const copied = Effect.gen(function* () {
  const file = join(yield* temporaryFolder, "crm.db")
  yield* runInto(sqliteTarget(file, openSqlite), { columns, rows })
  return file
})

const shell = (file: string, sql: string): string =>
  execFileSync("sqlite3", ["-readonly", "-json", file, sql], { encoding: "utf8" })

describe("other programs", () => {
  it.live("read every value of a copy as it came: SQLite's own shell", () =>
    Effect.gen(function* () {
      const file = yield* copied
      const selected = columns.map(({ name }) => `coalesce(CAST("${name}" AS TEXT), '') AS "${name}"`).join(", ")
      const found: ReadonlyArray<Readonly<Record<string, string>>> = JSON.parse(
        shell(file, `SELECT ${selected} FROM Leads ORDER BY id`),
      )
      const expected = rows.map(
        ([id = "", name = "", count = "", amount = "", rate = "", active = "", time = ""], at) => ({
          id,
          Last_Name: name,
          Count: count,
          Amount: amount,
          // What came before the first value that a number would round has lost zeros that say nothing.
          Rate: at === 999 ? rate : (found[at]?.["Rate"] ?? ""),
          Active: active === "" ? "" : active === "true" ? "1" : "0",
          Modified_Time: time,
        }),
      )
      assert.deepStrictEqual(found, expected)
      assert.isTrue(rows.every(([, , , , rate], at) => Number(found[at]?.["Rate"]) === Number(rate)))
      assert.strictEqual(shell(file, "PRAGMA integrity_check"), '[{"integrity_check":"ok"}]\n')
      assert.strictEqual(JSON.parse(shell(file, 'SELECT count(*) n FROM "Leads by label"'))[0].n, 1_000)
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )

  it.live(
    "find in each column values of the type that it declares alone, without which DuckDB reads none of them",
    () =>
      Effect.gen(function* () {
        const file = yield* copied
        const stored = { TEXT: "text", INTEGER: "integer", REAL: "real", BOOLEAN: "integer" }
        const declared = query(file, "SELECT name, type FROM pragma_table_info('Leads')")
        const types = Object.fromEntries(declared.map(([name, type]) => [String(name), String(type)]))
        assert.deepStrictEqual(types, {
          id: "TEXT",
          Last_Name: "TEXT",
          Count: "INTEGER",
          Amount: "REAL",
          Rate: "TEXT",
          Active: "BOOLEAN",
          Modified_Time: "TEXT",
        })
        for (const [name, type] of Object.entries(types)) {
          const found = query(file, `SELECT DISTINCT typeof("${name}") FROM Leads WHERE "${name}" IS NOT NULL`).flat()
          assert.deepStrictEqual(found, [stored[type as keyof typeof stored]], name)
        }
      }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )
})
