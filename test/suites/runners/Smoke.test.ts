import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document, type Run } from "../../support/commandLine.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

/** Runs the command in a process of its own, with a home that holds nothing yet, on the built-in emulator. */
const run = (home: string, ...args: ReadonlyArray<string>): Effect.Effect<Run> =>
  Effect.promise(() => runProcess(thisRuntime, [...args, "--emulator", "--json"], { env: { HOME: home } }))

const documentOf = ({ exitCode, stderr, stdout }: Run): Record<string, unknown> => {
  assert.strictEqual(exitCode, 0, stderr)
  return document(stdout)
}

describe.concurrent(`the command, in a process on ${thisRuntime}`, () => {
  it.live("gets a job", () =>
    Effect.gen(function* () {
      const job = documentOf(yield* run(yield* temporaryFolder, "get", "4150868000005376042"))
      assert.deepInclude(job, { id: "4150868000005376042", kind: "read", state: "completed" })
    }),
  )

  it.live("exports a module", () =>
    Effect.gen(function* () {
      const home = yield* temporaryFolder
      const file = join(home, "leads.csv")
      const exported = documentOf(yield* run(home, "export", "Leads", "--fields", "Email", "--output", file))
      assert.deepInclude(exported, { module: "Leads", rows: 120 })
      assert.match(readFileSync(file, "utf8"), /^id,Email\n(?:\d+,.*\n){120}$/)
    }),
  )

  it.live("imports rows, and writes down those that Zoho rejects", () =>
    Effect.gen(function* () {
      const home = yield* temporaryFolder
      const [file, rejects] = [join(home, "leads.csv"), join(home, "rejects.csv")]
      writeFileSync(file, "Last_Name,Company\nBoyle,Zylker\nNobody,\n")
      const insert = ["--module", "Leads", "--operation", "insert", "--rejects", rejects]
      const { exitCode, stdout } = yield* run(home, "import", file, ...insert)
      assert.strictEqual(exitCode, 8)
      assert.deepInclude(document(stdout), { module: "Leads", rows: 2 })
      assert.match(readFileSync(rejects, "utf8"), /\nNobody,.*MANDATORY_NOT_FOUND/)
    }),
  )
})
