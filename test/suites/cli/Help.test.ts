import { assert, describe, it } from "@effect/vitest"
import { settingNames, version } from "@zoho-bulk/core"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"

describe("help", () => {
  it.effect("goes to stdout with exit code 0, and lists every setting with its variable", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["get", "--help"])
      assert.strictEqual(run.exitCode, 0)
      assert.strictEqual(run.stderr, "")
      for (const { flag, variable } of Object.values(settingNames)) {
        assert.include(run.stdout, `--${flag} `)
        assert.include(run.stdout, variable)
      }
    }),
  )

  it.effect("is what the command shows when it is called with nothing", () =>
    Effect.gen(function* () {
      const bare = yield* zohoBulk([])
      const asked = yield* zohoBulk(["--help"])
      assert.strictEqual(bare.exitCode, 0)
      assert.strictEqual(bare.stdout, asked.stdout)
    }),
  )

  it.effect("`--version` shows the version", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["--version"])
      assert.strictEqual(run.stdout, `zoho-bulk v${version}\n`)
    }),
  )
})
