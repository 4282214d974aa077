import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { root, scriptWords } from "../../support/scripts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const script = thisRuntime === "node" ? "zoho-bulk" : "zoho-bulk:deno"
const words = scriptWords(script).map((word) => (word.startsWith("packages/") ? `${root}${word}` : word))

describe(`the script of the workspace, on ${thisRuntime}`, () => {
  it.live("reads the files of the folder where it was called, and tells of itself", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        writeFileSync(join(folder, "leads.csv"), "Last_Name,Company\nBoyle,Zylker\n")
        const args = ["import", "leads.csv", "--module", "Leads", "--operation", "insert", "--emulator"]
        const env = { INIT_CWD: folder, XDG_STATE_HOME: join(folder, "state") }
        const imported = yield* Effect.promise(() => runProcess(thisRuntime, args, { command: words, env }))
        assert.strictEqual(imported.exitCode, 0, imported.stderr)
        const got = yield* Effect.promise(() =>
          runProcess(thisRuntime, ["get", "4150868000005376042", "--emulator"], { command: words, env }),
        )
        assert.include(got.stdout, `fetch the rows: npx --yes pnpm@12 ${script} download`)
      }),
    ),
  )
})
