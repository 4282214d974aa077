import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { always, page } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { withChance } from "../../support/time.ts"

const readJob = getJobDetails({ kind: "read", id: "4150868000005376042" })
const failing = scripted(always(page(502, "Bad Gateway")))

describe("interrupting `getJobDetails()`", () => {
  it.effect("in a pause stops it at once: nothing more is sent", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(readJob.pipe(withChance(0.5)))
      yield* TestClock.adjust(200)
      yield* Fiber.interrupt(fiber)
      yield* TestClock.adjust(60_000)
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(failing)),
  )

  it.effect("in a request stops the request", () => {
    let stopped = 0
    const turn = Effect.onInterrupt(Effect.never, () => Effect.sync(() => stopped++))
    return Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(readJob)
      yield* TestClock.adjust(200)
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(stopped, 1)
      yield* TestClock.adjust(60_000)
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(scripted([turn])))
  })
})
