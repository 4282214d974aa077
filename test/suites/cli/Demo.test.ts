import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document, zohoBulk } from "../../support/commandLine.ts"

describe("`zoho-bulk demo`", () => {
  it.effect("shows the three recorded jobs and every recorded refusal, without sending anything", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["demo"])
      assert.strictEqual(run.exitCode, 0)
      assert.strictEqual(run.stderr, "")
      for (const shown of ["4150868000005376042", "4150868000005392002", "4150868000005350003"]) {
        assert.include(run.stdout, `Job      ${shown}\n`)
      }
      assert.include(run.stdout, "Rows     96 on page 1")
      assert.include(run.stdout, "Rows     9 added, 0 updated, 2 skipped, of 11")
      for (const code of [
        "HTTP 404 RESOURCE_NOT_FOUND",
        "HTTP 400 RESOURCE_NOT_FOUND",
        "HTTP 401 OAUTH_SCOPE_MISMATCH",
        "HTTP 401 AUTHENTICATION_FAILURE",
        "HTTP 404 INVALID_URL_PATTERN",
        "HTTP 400 INVALID_REQUEST_METHOD",
      ]) {
        assert.include(run.stdout, code)
      }
    }),
  )

  it.effect("says which requests are raw, for the client never sends them", () =>
    Effect.gen(function* () {
      const { refusals } = document((yield* zohoBulk(["demo", "--json"])).stdout) as {
        refusals: ReadonlyArray<{ isRaw: boolean; code: string; remedy: string }>
      }
      assert.deepStrictEqual(
        refusals.filter(({ isRaw }) => isRaw).map(({ code }) => code),
        ["AUTHENTICATION_FAILURE", "INVALID_URL_PATTERN", "INVALID_REQUEST_METHOD"],
      )
      for (const { remedy } of refusals) assert.notStrictEqual(remedy, "")
    }),
  )
})
