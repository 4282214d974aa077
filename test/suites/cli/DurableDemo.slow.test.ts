import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runProcess } from "../../support/processes.ts"

describe("`pnpm demo:durable`", () => {
  it.live(
    "tells of an export that survives its runner, and of an order that waits for a word",
    () =>
      Effect.gen(function* () {
        const { exitCode, stderr, stdout } = yield* Effect.promise(() =>
          runProcess("node", [], { command: ["node", "scripts/demo/durable.ts"] }),
        )
        assert.strictEqual(exitCode, 0, stderr)
        assert.include(stdout, "Now it is killed: SIGKILL.")
        assert.include(stdout, "contacts is completed: 250 rows, 3 jobs at Zoho, none ordered twice.")
        assert.match(stdout, /leads needs a decision on page 1/)
        assert.match(stdout, /leads is completed: \d+ rows, from the job whose answer was lost\./)
      }),
    180_000,
  )
})
