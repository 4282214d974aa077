import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import type * as Mirror from "@zoho-bulk/core/Mirror"
import { type OpenSqlite, sqliteTarget, verifySqlite } from "@zoho-bulk/core/sqlite"
import { Effect, Fiber, type Layer, type Scope } from "effect"
import { checkpointOf, column, deletion, lead, leads, runInto, stageRun } from "../../support/copyRuns.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { runner } from "../../support/runner.ts"
import { openSqlite } from "../../support/sqlite.ts"
import { execute, query } from "../../support/sqliteRows.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

type Files = Layer.Success<typeof runner.layerFiles>

/** A test with a path for a database. */
const test = <E>(title: string, body: (file: string) => Effect.Effect<void, E, Files | Scope.Scope>): void => {
  it.live(title, () =>
    Effect.flatMap(temporaryFolder, (folder) => body(join(folder, "crm.db"))).pipe(
      Effect.scoped,
      Effect.provide(runner.layerFiles),
    ),
  )
}

const target = (file: string, open: OpenSqlite = openSqlite) => sqliteTarget(file, open)

/** Many rows, in the order of their ids. */
const many = (count: number, name: string, hour = 9): ReadonlyArray<Mirror.Row> =>
  Array.from({ length: count }, (_, at) => lead(String(100_000 + at), `${name} ${at}`, hour))

const isProven = Effect.fnUntraced(function* (file: string) {
  assert.deepStrictEqual((yield* verifySqlite(file, openSqlite)).differences, [])
})

const values = [
  column("id"),
  column("Count", "bigint"),
  column("Amount", "currency"),
  column("Active", "boolean"),
  column("Modified_Time", "datetime"),
  column("Owner", "ownerlookup"),
] as const

describe("the table of a module", () => {
  test("has typed columns, and every value as it came", (file) =>
    Effect.gen(function* () {
      const time = "2026-11-26T09:00:00+05:30"
      const rows = [
        ["4150868000009000001", "9007199254740993", "1200.50", "true", time, "4150868000009000777"],
        ["4150868000009000002", "-9223372036854775808", "-0.1", "false", time, ""],
        ["4150868000009000003", "0", "33.333333333333336", "", "", ""],
        ["4150868000009000004", "", "", "", "", ""],
      ] as const
      yield* runInto(target(file), { columns: values, rows })
      assert.deepStrictEqual(query(file, `SELECT * FROM Leads ORDER BY id`), [
        ["4150868000009000001", 9007199254740993n, 1200.5, 1n, time, "4150868000009000777"],
        ["4150868000009000002", -9223372036854775808n, -0.1, 0n, time, null],
        ["4150868000009000003", 0n, 33.333333333333336, null, null, null],
        ["4150868000009000004", null, null, null, null, null],
      ])
      assert.deepStrictEqual(query(file, "SELECT name, type, pk FROM pragma_table_info('Leads')"), [
        ["id", "TEXT", 1n],
        ["Count", "INTEGER", 0n],
        ["Amount", "REAL", 0n],
        ["Active", "BOOLEAN", 0n],
        ["Modified_Time", "TEXT", 0n],
        ["Owner", "TEXT", 0n],
      ])
    }))

  test("has a column as text from the first value on that a number would round", (file) =>
    Effect.gen(function* () {
      const row = (id: string, count: string, amount: string, active = "true"): Mirror.Row => [
        id,
        count,
        amount,
        active,
        "",
        "",
      ]
      const cells = () => query(file, "SELECT id, Count, Amount, Active FROM Leads ORDER BY id")
      yield* runInto(target(file), { columns: values, rows: [row("1", "7", "0.5"), row("2", "8", "12")] })
      yield* runInto(target(file), { columns: values, rows: [row("3", "9", "1234567890123456.78")], isWhole: false })
      assert.deepStrictEqual(cells(), [
        ["1", 7n, "0.5", 1n],
        ["2", 8n, "12", 1n],
        ["3", 9n, "1234567890123456.78", 1n],
      ])
      yield* isProven(file)
      yield* runInto(target(file), {
        columns: values,
        rows: [row("3", "9223372036854775808", "0.50", "maybe")],
        isWhole: false,
      })
      assert.deepStrictEqual(cells(), [
        ["1", "7", "0.5", "true"],
        ["2", "8", "12", "true"],
        ["3", "9223372036854775808", "0.50", "maybe"],
      ])
      yield* isProven(file)
    }))

  test("turns to text in the midst of many rows", (file) =>
    Effect.gen(function* () {
      const columns = [column("id"), column("Amount", "double")] as const
      const rows = Array.from({ length: 4_000 }, (_, at) => [
        String(10_000 + at),
        at === 3_500 ? "0.12345678901234567890" : "0.25",
      ])
      const chunks = Array.from({ length: 40 }, (_, at) => rows.slice(at * 100, at * 100 + 100))
      yield* Effect.scoped(
        Effect.gen(function* () {
          const copy = yield* target(file).open
          const staging = yield* copy.stage({ module: "Leads", columns, staged: ["id", "Amount"], isWhole: true })
          for (const [first = [], ...others] of chunks) yield* staging.add([first, ...others])
          yield* staging.apply([])
          yield* staging.commit(checkpointOf(4_000, { columns }))
        }),
      )
      assert.deepStrictEqual(query(file, "SELECT Amount, count(*) FROM Leads GROUP BY Amount ORDER BY Amount"), [
        ["0.12345678901234567890", 1n],
        ["0.25", 3_999n],
      ])
      yield* isProven(file)
    }))

  test("has columns whose names differ in their case alone", (file) =>
    Effect.gen(function* () {
      const columns = [column("id"), column("Email"), column("email")] as const
      yield* runInto(target(file), { columns, rows: [["1", "a", "b"]] })
      assert.deepStrictEqual(query(file, 'SELECT "Email", "email_2" FROM Leads'), [["a", "b"]])
    }))

  test("is indexed by the time of the last change, whatever comes after the first copy", (file) =>
    Effect.gen(function* () {
      for (const isWhole of [true, false, true]) {
        yield* runInto(target(file), { rows: many(6_000, isWhole ? "whole" : "window"), isWhole })
        const indexes = query(
          file,
          "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'Leads' AND sql LIKE '%Modified_Time%'",
        )
        assert.deepStrictEqual(indexes, [[1n]])
      }
    }))

  test("gives by its index, as the documentation queries it, what has changed at whatever offset", (file) =>
    Effect.gen(function* () {
      const page = readFileSync(join(import.meta.dirname, "../../../docs/mirror.md"), "utf8")
      const documented = /```sql\n(SELECT [^`]+)```/.exec(page)?.[1] ?? assert.fail("there is no query")
      assert.include(documented, "'now'")
      const sql = documented.replaceAll("'now'", "'2026-11-26T12:00:00Z'")
      const row = (id: string, time: string): Mirror.Row => [id, "Ada", time, "7"]
      const rows = [
        row("1", "2026-11-25T13:00:00+00:00"),
        row("2", "2026-11-25T11:00:00+00:00"),
        row("3", "2026-11-25T00:30:00-12:00"),
        row("4", "2026-11-24T23:30:00-12:00"),
        row("5", "2026-11-26T02:30:00+14:00"),
        row("6", "2026-11-26T01:30:00+14:00"),
        row("7", "2026-11-26T11:00:00+00:00"),
        row("8", "2025-11-26T11:00:00+00:00"),
      ]
      yield* runInto(target(file), { rows })
      assert.deepStrictEqual(
        query(file, `${sql} ORDER BY id`).map(([id]) => id),
        ["1", "3", "5", "7"],
      )
      const plan = query(file, `EXPLAIN QUERY PLAN ${documented}`).map((step) => String(step.at(-1)))
      assert.lengthOf(plan, 1)
      assert.match(plan[0] ?? "", /^SEARCH Leads USING INDEX zoho_bulk_Leads_Modified_Time \(Modified_Time>\?\)$/)
    }))

  test("takes a window of many rows", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: many(7_000, "old") })
      const changed = many(7_000, "new", 10).slice(500)
      const found = yield* runInto(target(file), { rows: changed, isWhole: false, deletions: [deletion("100007", 11)] })
      assert.deepStrictEqual(found, { rows: 6_999, deleted: 1 })
      assert.deepStrictEqual(
        query(file, "SELECT substr(Last_Name, 1, 3) name, count(*) FROM Leads GROUP BY name ORDER BY name"),
        [
          ["new", 6_500n],
          ["old", 499n],
        ],
      )
      yield* isProven(file)
    }))
})

describe("a database of copies", () => {
  test("is for its owner alone", (file) =>
    Effect.gen(function* () {
      yield* Effect.scoped(
        Effect.gen(function* () {
          const copy = yield* target(file).open
          yield* stageRun(copy, { rows: [lead("1", "Ada")] })
          const names = readdirSync(dirname(file)).filter((name) => name.startsWith("crm.db"))
          assert.includeMembers(names, ["crm.db", "crm.db-wal"])
          for (const name of names) assert.strictEqual(statSync(join(dirname(file), name)).mode & 0o777, 0o600, name)
        }),
      )
      assert.deepStrictEqual(readdirSync(dirname(file)), ["crm.db"])
    }))

  test("has a view of each module with the labels of its columns, which are safe where they repeat", (file) =>
    Effect.gen(function* () {
      const columns = [
        { ...column("id"), label: "Record Id" },
        { ...column("Owner"), label: 'The "owner"' },
        { ...column("Name1"), label: "Name" },
        { ...column("Name2"), label: "name" },
      ] as const
      yield* runInto(target(file), { columns, rows: [["1", "Ada", "x", "y"]] })
      const names = query(file, `SELECT name FROM pragma_table_info('Leads by label')`).flat()
      assert.deepStrictEqual(names, ["Record Id", 'The "owner"', "Name (Name1)", "name (Name2)"])
      yield* runInto(target(file), { columns: [...columns, column("City")], rows: [["1", "Ada", "x", "y", "Oslo"]] })
      assert.deepStrictEqual(query(file, 'SELECT "City" FROM "Leads by label"'), [["Oslo"]])
    }))

  test("keeps the indexes, triggers, views and tables of others, and is proven with them", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: many(6_000, "old") })
      execute(
        file,
        "CREATE INDEX by_name ON Leads (Last_Name)",
        "CREATE TABLE notes (lead TEXT REFERENCES Leads (id), words TEXT)",
        "INSERT INTO notes VALUES ('100001', 'call back')",
        "CREATE VIEW noted AS SELECT Last_Name, words FROM Leads JOIN notes ON lead = id",
        "CREATE TRIGGER renamed AFTER UPDATE OF Last_Name ON Leads BEGIN INSERT INTO notes VALUES (new.id, 'renamed'); END",
      )
      yield* isProven(file)
      yield* runInto(target(file), { rows: [lead("100001", "merged", 10)], isWhole: false })
      assert.deepStrictEqual(query(file, "SELECT * FROM noted ORDER BY words"), [
        ["merged", "call back"],
        ["merged", "renamed"],
      ])
      yield* runInto(target(file), { rows: many(6_000, "new", 11) })
      assert.deepStrictEqual(query(file, "SELECT DISTINCT Last_Name FROM noted"), [["new 1"]])
      assert.deepStrictEqual(
        query(file, "SELECT name FROM sqlite_schema WHERE name IN ('by_name', 'renamed') ORDER BY name").flat(),
        ["by_name", "renamed"],
      )
      yield* isProven(file)
    }))

  test("fires triggers for each row that a run changes in place, and none where a new table takes its place", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: many(4_490, "old") })
      const told = (moment: string) =>
        `CREATE TRIGGER "${moment}" ${moment} ON Leads BEGIN INSERT INTO heard VALUES ('${moment}', ${moment.endsWith("DELETE") ? "old" : "new"}.id); END`
      execute(
        file,
        "CREATE TABLE heard (moment TEXT, id TEXT)",
        ...["BEFORE INSERT", "AFTER INSERT", "AFTER UPDATE", "AFTER DELETE"].map(told),
      )
      const heard = () => {
        const found = query(file, "SELECT moment, count(*) FROM heard GROUP BY moment ORDER BY moment")
        execute(file, "DELETE FROM heard")
        return Object.fromEntries(found)
      }
      const unchanged = lead("100001", "old 1")
      const deletions = [deletion("100002", 11)]
      yield* runInto(target(file), { rows: [unchanged, lead("7", "new", 10)], isWhole: false, deletions })
      assert.deepStrictEqual(heard(), {
        "AFTER DELETE": 1n,
        "AFTER INSERT": 1n,
        "AFTER UPDATE": 1n,
        "BEFORE INSERT": 2n,
      })
      yield* runInto(target(file), { rows: many(4_490, "new", 11) })
      assert.deepStrictEqual(heard(), {
        "AFTER DELETE": 1n,
        "AFTER INSERT": 1n,
        "AFTER UPDATE": 4_489n,
        "BEFORE INSERT": 4_490n,
      })
      yield* runInto(target(file), { rows: many(4_501, "more", 12) })
      assert.deepStrictEqual(heard(), {})
      const columns = [...leads, column("City")] as const
      yield* runInto(target(file), { columns, rows: [["7", "new", "2026-11-26T13:00:00+00:00", "7", "Oslo"]] })
      assert.deepStrictEqual(heard(), {})
    }))

  test("shows by a snapshot of before, as the documentation compares it, what has changed", (file) =>
    Effect.gen(function* () {
      const page = readFileSync(join(import.meta.dirname, "../../../docs/mirror.md"), "utf8")
      const [, attach = "", compare = ""] =
        /```sql\n(ATTACH [^;]+);\n([^`]+)```/.exec(page) ?? assert.fail("there is no comparison")
      const yesterday = join(dirname(file), "yesterday.db")
      yield* runInto(target(file), { rows: many(5_000, "old") })
      execute(file, `VACUUM INTO '${yesterday}'`)
      const rows = [lead("100000", "new", 10), lead("7", "new", 10), ...many(5_000, "old").slice(1, -1)]
      yield* runInto(target(file), { rows })
      const database = openSqlite(file, { readOnly: true, timeout: 1_000 })
      database.prepare(attach.replace("yesterday.db", yesterday)).run()
      const found = JSON.stringify(database.prepare(`SELECT * FROM (${compare.replace(";", "")}) ORDER BY id`).all())
      database.close()
      assert.deepStrictEqual(JSON.parse(found), [
        { change: "upsert", id: "100000" },
        { change: "delete", id: "104999" },
        { change: "upsert", id: "7" },
      ])
    }))

  test("shows a reader the old state until it looks again", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: many(6_000, "old") })
      const reader = openSqlite(file, { readOnly: true, timeout: 1_000 })
      const ask = (sql: string): unknown => JSON.stringify(reader.prepare(sql).all())
      const count = "SELECT substr(Last_Name, 1, 3) name, count(*) count FROM Leads GROUP BY name"
      ask("BEGIN")
      const before = ask(count)
      yield* runInto(target(file), { rows: many(5_500, "new", 10) })
      assert.strictEqual(ask(count), before)
      ask("COMMIT")
      assert.strictEqual(ask(count), '[{"name":"new","count":5500}]')
      reader.close()
    }))

  test("drops what a run has left that was killed", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: [lead("1", "Ada")] })
      execute(
        file,
        "CREATE TABLE zoho_bulk_staged_Leads (id TEXT)",
        "CREATE TABLE 'zoho_bulk_staged_Leads as text' (id TEXT)",
      )
      yield* Effect.scoped(target(file).open)
      assert.deepStrictEqual(query(file, "SELECT name FROM sqlite_schema WHERE name LIKE '%staged%'"), [])
      yield* isProven(file)
    }))

  test("takes nothing of a run that was silent for so long that another one has taken over", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: [lead("1", "Ada")] })
      const asleep = yield* target(file).open
      const staged = yield* stageRun(asleep, { rows: [lead("1", "old", 10), lead("2", "old", 10)] })
      rmSync(`${file}.lock`)
      yield* Effect.scoped(
        Effect.gen(function* () {
          const columns = leads.map((each) => ({ ...each, label: `${each.label} of a lead` }))
          const [id = leads[0], ...others] = columns
          const { commit } = yield* stageRun(yield* target(file).open, {
            columns: [id, ...others],
            rows: [lead("1", "new", 11)],
          })
          assert.include(expectTag(yield* Effect.flip(staged.commit), "StorageFailed").problem, "taken over the copy")
          yield* commit
        }),
      )
      const later = yield* stageRun(asleep, { rows: [lead("1", "old", 12)] })
      assert.include(expectTag(yield* Effect.flip(later.commit), "StorageFailed").problem, "taken over the copy")
      assert.deepStrictEqual(query(file, "SELECT id, Last_Name FROM Leads"), [["1", "new"]])
      yield* isProven(file)
    }))

  test("waits for another program that writes", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: [lead("1", "Ada")] })
      const other = openSqlite(file, { readOnly: false, timeout: 1_000 })
      other.prepare("BEGIN IMMEDIATE").run()
      const run = yield* Effect.forkChild(runInto(target(file), { rows: [lead("2", "Bob")], isWhole: false }))
      yield* Effect.sleep(300)
      other.prepare("COMMIT").run()
      assert.deepStrictEqual(yield* Fiber.join(run), { rows: 2, deleted: 0 })
      other.close()
    }))

  test("copies a module anew whose table somebody has dropped", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: [lead("1", "Ada")] })
      execute(file, "DROP TABLE Leads")
      assert.deepStrictEqual((yield* verifySqlite(file, openSqlite)).differences, ["there is no table Leads"])
      const known = yield* Effect.scoped(Effect.flatMap(target(file).open, ({ checkpoints }) => checkpoints))
      assert.deepStrictEqual(known, [])
      yield* runInto(target(file), { rows: [lead("1", "Ada")] })
      yield* isProven(file)
    }))
})

describe("a database in which the rows of deleted records stay", () => {
  test("tells when they were deleted, and no more once a record is back", (file) =>
    Effect.gen(function* () {
      const soft = sqliteTarget(file, openSqlite, { softDelete: true })
      const cells = () => query(file, "SELECT id, Last_Name, deleted_at FROM Leads ORDER BY id")
      yield* runInto(soft, { rows: [lead("1", "Ada"), lead("2", "Bob"), lead("3", "Cem")] })
      assert.deepStrictEqual(yield* runInto(soft, { rows: [], isWhole: false, deletions: [deletion("1", 10)] }), {
        rows: 2,
        deleted: 1,
      })
      assert.deepStrictEqual(yield* runInto(soft, { rows: [], isWhole: false, deletions: [deletion("1", 12)] }), {
        rows: 2,
        deleted: 0,
      })
      assert.deepStrictEqual(yield* runInto(soft, { rows: [lead("2", "Bea", 11)] }), { rows: 1, deleted: 1 })
      assert.deepStrictEqual(cells(), [
        ["1", "Ada", "2026-11-26T10:00:00Z"],
        ["2", "Bea", null],
        ["3", "Cem", "2026-11-26T10:00:05Z"],
      ])
      assert.deepStrictEqual(query(file, 'SELECT id FROM "Leads by label"'), [["2"]])
      yield* isProven(file)
      const found = yield* runInto(soft, {
        rows: [lead("1", "Ada", 13)],
        isWhole: false,
        ids: ["1", ["2", 12], ["3", 12]],
      })
      assert.deepStrictEqual(found, { rows: 2, deleted: 0, missing: ["3"], outdated: ["2"] })
      assert.deepStrictEqual(cells()[0], ["1", "Ada", null])
      yield* isProven(file)
      yield* runInto(soft, { rows: many(6_000, "new"), isWhole: true })
      assert.deepStrictEqual(query(file, "SELECT count(*), count(deleted_at) FROM Leads"), [[6_003n, 3n]])
      yield* isProven(file)
      yield* runInto(target(file), { rows: [lead("1", "Ada", 14)], isWhole: false })
      assert.deepStrictEqual(query(file, "SELECT count(*) FROM Leads"), [[6_001n]])
      yield* isProven(file)
    }))
})

describe("a database that copies cannot be put into", () => {
  const failureOf = (file: string, open: OpenSqlite = openSqlite) =>
    Effect.map(Effect.flip(runInto(target(file, open), { rows: many(2_000, "new") })), (failure) => {
      const { doing, problem, remedy } = expectTag(failure, "StorageFailed")
      assert.isNotEmpty(doing)
      assert.isNotEmpty(remedy)
      return problem
    })

  test("is a file of another kind", (file) =>
    Effect.gen(function* () {
      writeFileSync(file, "id,Last_Name\n1,Ada\n".repeat(100))
      assert.strictEqual(yield* failureOf(file), "the file is not a SQLite database")
      assert.include((yield* verifySqlite(file, openSqlite)).differences[0], "not a SQLite database")
    }))

  test("is damaged", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: many(2_000, "old") })
      const half = Buffer.alloc(statSync(file).size - 4_096, 0xff)
      const { open } = yield* Effect.promise(() => import("node:fs/promises"))
      yield* Effect.promise(async () => {
        const opened = await open(file, "r+")
        await opened.write(half, 0, half.byteLength, 4_096)
        await opened.close()
      })
      assert.strictEqual(yield* failureOf(file), "the database is damaged")
      assert.isNotEmpty((yield* verifySqlite(file, openSqlite)).differences)
    }))

  test("is on a full disk, and is as it was", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: [lead("1", "Ada")] })
      const narrow: OpenSqlite = (path, options) => {
        const database = openSqlite(path, options)
        database.prepare("PRAGMA max_page_count = 20").all()
        return database
      }
      assert.strictEqual(yield* failureOf(file, narrow), "the disk is full")
      assert.deepStrictEqual(query(file, "SELECT id FROM Leads"), [["1"]])
      yield* isProven(file)
    }))

  test("has tables of a later version of this program", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: [lead("1", "Ada")] })
      execute(file, "UPDATE zoho_bulk_versions SET version = 9 WHERE name = 'mirror'")
      assert.strictEqual(yield* failureOf(file), "they are of version 9, but this program supports versions up to 2")
      assert.isNotEmpty((yield* verifySqlite(file, openSqlite)).differences)
    }))

  test("has a table of the module's name that is no copy", (file) =>
    Effect.gen(function* () {
      execute(file, "CREATE TABLE leads (words TEXT)", "INSERT INTO leads VALUES ('mine')")
      assert.strictEqual(yield* failureOf(file), "the database has a table of that name, which is not a copy")
      assert.deepStrictEqual(query(file, "SELECT * FROM leads"), [["mine"]])
    }))
})

describe("a table of a copy that others have added columns to", () => {
  it.live.each([
    ["a column", ["ALTER TABLE Leads ADD COLUMN remark TEXT"], "remark"],
    ["a computed column", ["ALTER TABLE Leads ADD COLUMN twice INTEGER AS (Age * 2)"], "twice"],
    ["a column of another name", ["ALTER TABLE Leads RENAME COLUMN Age TO Years"], "Years"],
  ] as const)(
    "is left as it is for %s, which would be lost, and goes on once that is moved away",
    ([, changes, name]) =>
      Effect.gen(function* () {
        const file = join(yield* temporaryFolder, "crm.db")
        yield* runInto(target(file), { rows: many(20, "old") })
        execute(file, 'DROP VIEW "Leads by label"', ...changes)
        const before = query(file, "SELECT * FROM Leads")
        for (const isWhole of [false, true]) {
          const failure = expectTag(
            yield* Effect.flip(runInto(target(file), { rows: [lead("1", "Ada")], isWhole })),
            "StorageFailed",
          )
          assert.include(failure.problem, name)
        }
        assert.deepStrictEqual(query(file, "SELECT * FROM Leads"), before)
        execute(file, `ALTER TABLE Leads DROP COLUMN ${name}`)
        yield* runInto(target(file), { rows: many(30, "new"), isWhole: true })
        yield* isProven(file)
      }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )
})

describe("the proof of a database", () => {
  const changes: ReadonlyArray<readonly [what: string, sql: string]> = [
    ["a changed value", "UPDATE Leads SET Last_Name = 'Eve' WHERE id = '100007'"],
    ["a value of another type", "UPDATE Leads SET Last_Name = CAST('x' AS BLOB) WHERE id = '100007'"],
    ["a value that is missing", "UPDATE Leads SET Age = NULL WHERE id = '100599'"],
    [
      "two values that have changed places",
      "UPDATE Leads SET Last_Name = 'new ' || (1 - substr(Last_Name, 5)) WHERE id IN ('100000', '100001')",
    ],
    ["a missing row", "DELETE FROM Leads WHERE id = '100000'"],
    ["an added row", "INSERT INTO Leads (id) VALUES ('999')"],
    ["another id", "UPDATE Leads SET id = '200000' WHERE id = '100599'"],
    ["an added column", "ALTER TABLE Leads ADD COLUMN more TEXT"],
    ["a column of another name", "ALTER TABLE Leads RENAME COLUMN Age TO Years"],
    ["a changed checkpoint", "UPDATE zoho_bulk_copies SET checkpoint = replace(checkpoint, '10:00:00Z', '11:00:00Z')"],
    ["a checkpoint that cannot be read", "UPDATE zoho_bulk_copies SET checkpoint = '{'"],
    ["a changed digest", "UPDATE zoho_bulk_copies SET digest = replace(digest, substr(digest, 1, 1), 'x')"],
    ["another count of rows", `UPDATE zoho_bulk_copies SET "rows" = 601`],
    ["a copy that is not written down any more", "DELETE FROM zoho_bulk_copies"],
    ["what is written down of all copies", "DROP TABLE zoho_bulk_copies"],
    ["the list of the modules", "DROP TABLE zoho_bulk_modules"],
    ["a module that is missing in the list", "DELETE FROM zoho_bulk_modules"],
    ["the versions of the tables", "DELETE FROM zoho_bulk_versions"],
  ]

  it.live.each(changes)("fails for %s", ([, sql]) =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "crm.db")
      yield* runInto(target(file), { rows: many(600, "new") })
      yield* isProven(file)
      execute(file, 'DROP VIEW "Leads by label"', sql)
      assert.lengthOf((yield* verifySqlite(file, openSqlite)).differences, 1)
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )

  test("tells that a database has no copies", (file) =>
    Effect.gen(function* () {
      execute(file, "CREATE TABLE Notes (text)")
      assert.deepStrictEqual((yield* verifySqlite(file, openSqlite)).differences, [`there are no copies in ${file}`])
    }))

  test("holds for a database of the first form, which goes on in that of now", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: many(600, "old") })
      execute(file, "DROP TABLE zoho_bulk_modules", "UPDATE zoho_bulk_versions SET version = 1")
      yield* isProven(file)
      yield* runInto(target(file), { rows: [lead("1", "Ada")], isWhole: false })
      yield* isProven(file)
      assert.deepStrictEqual(query(file, "SELECT module FROM zoho_bulk_modules"), [["Leads"]])
      execute(file, "DELETE FROM zoho_bulk_copies")
      assert.deepStrictEqual((yield* verifySqlite(file, openSqlite)).differences, [
        "the record of the copy of Leads is gone",
      ])
    }))

  test("tells that there is no database", (file) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* verifySqlite(file, openSqlite), {
        checkpoints: [],
        differences: [`there is no ${file}`],
        isAbsent: true,
      })
      assert.deepStrictEqual(yield* target(file).checkpoints, [])
      assert.deepStrictEqual(readdirSync(dirname(file)), [])
    }))

  test("is of what was committed last, for the columns of leads", (file) =>
    Effect.gen(function* () {
      yield* runInto(target(file), { rows: many(600, "new") })
      const { checkpoints } = yield* verifySqlite(file, openSqlite)
      assert.deepStrictEqual(checkpoints, [checkpointOf(600, { columns: leads })])
    }))
})
