import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { manualPages } from "../../../packages/core/src/cli/manualPages.ts"
import { zohoBulk } from "../../support/commandLine.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const pages = manualPages("1.2.3", "2026-11-26")

const plain = (text: string): string => text.replaceAll("\\-", "-")

describe("the manual", () => {
  it.effect("has a page for each command that help lists, with each of its flags and exit codes", () =>
    Effect.gen(function* () {
      assert.include(
        pages.map(({ file }) => file),
        "zoho-bulk-auth-login.1",
      )
      for (const { file, text } of pages) {
        const path = file.slice(0, -2).split("-").slice(2)
        const { exitCode, stdout } = yield* zohoBulk([...path, "--help"])
        assert.strictEqual(exitCode, 0, file)
        const [own = ""] = stdout.split("FLAGS OF EVERY COMMAND")
        for (const [, flag = ""] of own.matchAll(/^ {2}(--[a-z-]+)/gm)) assert.include(plain(text), flag, file)
        for (const [, code = ""] of own.matchAll(/^ {2}(\d+) /gm)) assert.include(text, `\\fB${code}\\fR`, file)
      }
    }),
  )

  it.live("is read by mandoc without a complaint", () =>
    Effect.gen(function* () {
      const program = "/usr/bin/mandoc"
      assert.isTrue(existsSync(program), `there is no ${program}; it is in Debian's mandoc`)
      const folder = yield* temporaryFolder
      for (const { file, text } of pages) writeFileSync(join(folder, file), text)
      const files = pages.map(({ file }) => join(folder, file))
      const run = (...args: ReadonlyArray<string>) =>
        Effect.promise(() => runProcess(thisRuntime, args, { command: [program] }))
      const { exitCode, stdout } = yield* run("-T", "lint", ...files)
      assert.deepStrictEqual([exitCode, stdout], [0, ""])
      const shown = yield* run("-T", "ascii", join(folder, "zoho-bulk-export.1"))
      // What is bold is printed over itself.
      const [, name = ""] = shown.stdout.replaceAll(/.[\b]/g, "").split("NAME")
      assert.include(name, "Exports a module")
    }).pipe(Effect.scoped),
  )
})
