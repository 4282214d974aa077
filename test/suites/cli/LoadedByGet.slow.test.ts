import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { bundleCommand } from "../../../scripts/build/command.ts"
import { runProcess } from "../../support/processes.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

/** Writes the name of each file that is loaded. */
const noting = (log: string): string => `
import { appendFileSync } from "node:fs"
import { registerHooks } from "node:module"
registerHooks({
  load(url, context, next) {
    appendFileSync(${JSON.stringify(log)}, url + "\\n")
    return next(url, context)
  },
})
`

/** What only a runner and its stores need. */
const ofRunners = /core\/src\/(?:durable|sql)\/|\/effect\/(?:dist|src)\/(?:cluster|workflow|sql)\/|@effect\/sql|\/pg\//

/** What only runs of commands need. */
const ofCommands = /cli\/commands\/|\/effect\/(?:dist|src)\/(?:cli\/|Effect\b)/

describe("the command as it is shipped", () => {
  it.live(
    "loads nothing of journeys that outlive their process for `get` and for completions, and no command for help",
    () =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        const files = yield* Effect.promise(() => bundleCommand("node-runner", folder))
        const loadedBy = Effect.fnUntraced(function* (...args: ReadonlyArray<string>) {
          const log = join(folder, "loaded.txt")
          writeFileSync(log, "")
          writeFileSync(join(folder, "noting.mjs"), noting(log))
          const command = ["node", "--import", join(folder, "noting.mjs"), join(folder, "zoho-bulk.js")]
          const { exitCode } = yield* Effect.promise(() => runProcess("node", args, { command, env: { HOME: folder } }))
          assert.strictEqual(exitCode, 0)
          const urls = readFileSync(log, "utf8")
          return files.filter(({ fileName }) => urls.includes(`/${fileName}\n`)).flatMap(({ sources }) => sources)
        })
        const isOfRunners = (source: string): boolean => ofRunners.test(source)
        const isOfCommands = (source: string): boolean => ofCommands.test(source)
        const get = yield* loadedBy("get", "4150868000005376042", "--emulator")
        assert.isTrue(get.some((source) => source.endsWith("cli/commands/get.ts")))
        assert.deepStrictEqual(get.filter(isOfRunners), [])
        assert.isFalse(get.some((source) => source.endsWith("cli/commands/runner.ts")))
        for (const args of [["--help"], ["submit", "--help"], ["help", "get"], ["--version"], []]) {
          const help = yield* loadedBy(...args)
          assert.isTrue(help.some((source) => source.endsWith("cli/help/readyHelp.ts")))
          assert.deepStrictEqual(help.filter(isOfCommands), [], args.join(" "))
        }
        assert.deepStrictEqual((yield* loadedBy("complete", "--", "zoho-bulk", "")).filter(isOfRunners), [])
        const resolve = ["complete", "--", "resolve", "--store", join(folder, "j.db"), ""]
        const keys = yield* loadedBy(...resolve)
        assert.isTrue(keys.some((source) => source.endsWith("completions/storedKeys.ts")))
        assert.deepStrictEqual(keys.filter(isOfRunners), [])
        const journeys = yield* loadedBy(
          "submit",
          "wait",
          "4150868000005376042",
          "--kind",
          "read",
          "--store",
          join(folder, "j.db"),
        )
        assert.isTrue(journeys.some(isOfRunners))
      }),
    180_000,
  )
})
