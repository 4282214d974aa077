import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runProcess } from "../../support/processes.ts"
import { root, scriptWords } from "../../support/scripts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const ofCommand = (urls: ReadonlyArray<string>): ReadonlyArray<string> =>
  urls.filter((url) => /\/core\/(?:src|dist)\/cli\/|\/effect\/(?:src|dist)\/cli\//.test(url))

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

describe("the main door of a runner", () => {
  it.live("loads nothing of the command on Node", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const log = join(folder, "loaded.txt")
      writeFileSync(join(folder, "noting.mjs"), noting(log))
      const command = ["node", "--import", join(folder, "noting.mjs"), join(root, "packages/node-runner/src/index.ts")]
      const { exitCode } = yield* Effect.promise(() => runProcess("node", [], { command }))
      assert.strictEqual(exitCode, 0)
      const loaded = readFileSync(log, "utf8").trim().split("\n")
      assert.isTrue(loaded.some((url) => url.endsWith("node-runner/src/loopbackServer.ts")))
      assert.deepStrictEqual(ofCommand(loaded), [])
    }),
  )

  it.live("loads nothing of the command on Deno", () =>
    Effect.gen(function* () {
      const deno = scriptWords("zoho-bulk:deno")[0] ?? ""
      const command = [deno, "info", "--json", join(root, "packages/deno-runner/src/index.ts")]
      const { stdout } = yield* Effect.promise(() => runProcess("deno", [], { command }))
      const { modules } = JSON.parse(stdout) as { readonly modules: ReadonlyArray<{ readonly specifier: string }> }
      const loaded = modules.map(({ specifier }) => specifier)
      assert.isTrue(loaded.some((url) => url.endsWith("deno-runner/src/loopbackServer.ts")))
      assert.isTrue(loaded.some((url) => url.includes("/core/")))
      assert.deepStrictEqual(ofCommand(loaded), [])
    }),
  )
})
