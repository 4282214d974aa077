/**
 * A runner in a process of its own, which says each second how many statements it has asked of SQLite so far, and how long it has been at work.
 */
import process from "node:process"
import type { OpenSqlite } from "@zoho-bulk/core/sqlite"
import { runAsRunner } from "../../support/runAsRunner.ts"
import { openSqlite } from "../../support/sqlite.ts"
import { runnerOfTrial } from "../../support/trial/runnerOfTrial.ts"

let statements = 0

const counted: OpenSqlite = (path, options) => {
  const database = openSqlite(path, options)
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = database.prepare(sql)
      return {
        all: (...values) => {
          statements++
          return statement.all(...values)
        },
        run: (...values) => {
          statements++
          return statement.run(...values)
        },
        setReadBigInts: (isOn) => statement.setReadBigInts(isOn),
        setReturnArrays: (isOn) => statement.setReturnArrays(isOn),
      }
    },
  }
}

setInterval(() => {
  const { system, user } = process.cpuUsage()
  process.stdout.write(`${JSON.stringify({ statements, cpuSeconds: (system + user) / 1e6 })}\n`)
}, 1_000)

await runAsRunner(runnerOfTrial(process.argv.slice(2), counted))
