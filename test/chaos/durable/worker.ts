/**
 * A runner in a process of its own: on a SQLite file, or on a PostgreSQL database beside others. Where the organisations are is in a file.
 */
import process from "node:process"
import { runAsRunner } from "../../support/runAsRunner.ts"
import { runnerOfTrial } from "../../support/trial/runnerOfTrial.ts"

await runAsRunner(runnerOfTrial(process.argv.slice(2)))
