/**
 * Puts rows into a database, in a process of its own: `copy.ts FILE ours|bare ROWS`.
 */
import { appendFileSync } from "node:fs"
import process from "node:process"
import type * as Mirror from "@zoho-bulk/core/Mirror"
import { type OpenSqlite, sqliteTarget } from "@zoho-bulk/core/sqlite"
import { Effect } from "effect"
import { runner } from "../../support/runner.ts"
import { openSqlite } from "../../support/sqlite.ts"

const [file = "", way = "ours", count = "450000"] = process.argv.slice(2)

const types = [
  "text",
  "text",
  "email",
  "phone",
  "picklist",
  "integer",
  "currency",
  "boolean",
  "datetime",
  "datetime",
  "ownerlookup",
  "textarea",
]
const names = [
  "id",
  "Last_Name",
  "Email",
  "Phone",
  "Status",
  "Age",
  "Amount",
  "Active",
  "Modified_Time",
  "Created_Time",
  "Owner",
  "Description",
]
const columns = names.map((name, at): Mirror.CopyColumn => ({
  name,
  label: name.replace("_", " "),
  dataType: types[at] ?? "text",
}))

const start = Date.UTC(2024, 0, 1)

/** The time of a row, as Zoho spells it: in no order. */
const timeOf = (at: number): string =>
  `${new Date(start + ((at * 7_919) % 450_000) * 77_000).toISOString().slice(0, 19)}+02:00`

const rowAt = (at: number): Mirror.Row => {
  const time = timeOf(at)
  return [
    `41508680000${String(10_000_000 + at)}`,
    `Name ${at}`,
    `person${at}@example.com`,
    `+49 30 ${1_000_000 + at}`,
    "Open",
    String(at * 7),
    (at * 1.25).toFixed(2),
    at % 2 === 0 ? "true" : "false",
    time,
    time,
    "4150868000009000777",
    `Some words that describe the record ${at}`,
  ]
}

const chunkSize = 500

const commitsUntilMoved = 16

/**
 * Tells how long each transaction of a database holds the lock that others wait for. What was written moves into the file itself without that lock,
 * and so it does here outside of what is measured.
 */
const watched =
  (open: OpenSqlite, longest: (millis: number, cpuMillis: number) => void): OpenSqlite =>
  (path, options) => {
    const database = open(path, options)
    const pragma = (sql: string): unknown => database.prepare(`PRAGMA ${sql}`).all()
    pragma("wal_autocheckpoint = 0")
    let [begun, begunCpu, commits] = [0, process.cpuUsage(), 0]
    const began = (): void => {
      begun = performance.now()
      begunCpu = process.cpuUsage()
    }
    const committed = (): void => {
      if (begun === 0) return
      const { system, user } = process.cpuUsage(begunCpu)
      longest(performance.now() - begun, (system + user) / 1_000)
      begun = 0
      commits++
      if (commits % commitsUntilMoved === 0) pragma("wal_checkpoint(PASSIVE)")
    }
    return {
      close: () => database.close(),
      prepare: (sql) => {
        const statement = database.prepare(sql)
        const told = sql === "BEGIN IMMEDIATE" ? began : sql === "COMMIT" ? committed : undefined
        if (told === undefined) return statement
        return {
          all: (...values) => statement.all(...values),
          setReadBigInts: (isOn) => statement.setReadBigInts(isOn),
          setReturnArrays: (isOn) => statement.setReturnArrays(isOn),
          run: (...values) => {
            const done = statement.run(...values)
            told()
            return done
          },
        }
      },
    }
  }

let [locked, lockedCpu] = [0, 0]

const ours = Effect.gen(function* () {
  const open = watched(openSqlite, (millis, cpuMillis) => {
    locked = Math.max(locked, millis)
    lockedCpu = Math.max(lockedCpu, cpuMillis)
  })
  const copy = yield* sqliteTarget(file, open).open
  const [id, ...others] = columns
  const [firstName, ...otherNames] = names
  if (id === undefined || firstName === undefined) return
  const staging = yield* copy.stage({
    module: "Leads",
    columns: [id, ...others],
    staged: [firstName, ...otherNames],
    isWhole: true,
  })
  for (let at = 0; at < Number(count); at += chunkSize) {
    const chunk = Array.from({ length: chunkSize - 1 }, (_, each) => rowAt(at + each + 1))
    yield* staging.add([rowAt(at), ...chunk])
  }
  const { rows } = yield* staging.apply([])
  const time = new Date(start).toISOString()
  const run = { endedAt: time, jobs: [], changed: rows, deleted: 0, idsCompared: false }
  yield* staging.commit({ module: "Leads", columns, rows, asOf: time, wholeAt: time, run })
}).pipe(Effect.scoped, Effect.provide(runner.layerFiles))

/** The least that a program can do: one prepared statement, and a transaction for each chunk. */
const bare = (): void => {
  const database = openSqlite(file, { readOnly: false, timeout: 1_000 })
  const run = (sql: string): unknown => database.prepare(sql).all()
  run("PRAGMA journal_mode = WAL")
  run("PRAGMA synchronous = NORMAL")
  run(
    `CREATE TABLE Leads (${names.map((name, at) => (at === 0 ? `${name} TEXT PRIMARY KEY NOT NULL` : name)).join(", ")})`,
  )
  const insert = database.prepare(`INSERT INTO Leads VALUES (${names.map(() => "?").join(", ")})`)
  for (let at = 0; at < Number(count); at += chunkSize) {
    run("BEGIN IMMEDIATE")
    for (let each = 0; each < chunkSize; each++) insert.run(...rowAt(at + each))
    run("COMMIT")
  }
  database.close()
}

if (way === "bare") bare()
else await Effect.runPromise(ours)

const { system, user } = process.cpuUsage()
const figures = {
  cpuSeconds: (system + user) / 1e6,
  lockedMillis: Math.round(locked),
  lockedCpuMillis: Math.round(lockedCpu),
}
appendFileSync(1, `${JSON.stringify(figures)}\n`)
