/**
 * A program of its own that copies the same records into a database again and again, each time under another name: whole, and as a window.
 */
import process from "node:process"
import { sqliteTarget } from "@zoho-bulk/core/sqlite"
import { Effect } from "effect"
import { lead, runInto } from "./copyRuns.ts"
import { runner } from "./runner.ts"
import { openSqlite } from "./sqlite.ts"

const [file = "", count = "0"] = process.argv.slice(2)

const rounds = Effect.gen(function* () {
  for (let round = 1; ; round++) {
    const rows = Array.from({ length: Number(count) }, (_, at) => lead(String(100_000 + at), `round ${round}`, 10))
    yield* runInto(sqliteTarget(file, openSqlite), { rows, isWhole: round % 2 === 1 })
    process.stdout.write(`${round}\n`)
  }
})

await Effect.runPromise(Effect.provide(rounds, runner.layerFiles))
