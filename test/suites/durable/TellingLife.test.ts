import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { tellingLife } from "../../../packages/core/src/durable/carry/tellingLife.ts"
import type { Done, JourneyLife } from "../../../packages/core/src/durable/table/JourneyLife.ts"
import type { ProgressEvent } from "../../../packages/core/src/transfer/journey/Progress.ts"

const lookedAt = (state: "queued" | "in-progress"): ProgressEvent => ({
  _tag: "looked",
  part: "page 1",
  kind: "read",
  jobId: "4150868000009000404",
  state,
  elapsedMillis: 0,
})

const lifeThat = (tell: JourneyLife["tell"]): JourneyLife => ({
  tell,
  check: Effect.void,
  keepResult: () => Effect.void,
  ask: () => Effect.void,
  complete: Effect.void,
  fail: () => Effect.void,
})

const looking = Effect.fnUntraced(function* (tell: JourneyLife["tell"]) {
  const { credits, listen } = yield* tellingLife(lifeThat(tell), [])
  return (state: "queued" | "in-progress") =>
    Effect.andThen(
      listen(lookedAt(state)),
      Effect.sync(() => void (credits.spent += 1)),
    )
})

/** A journey whose table is a list. */
const toldIn = Effect.gen(function* () {
  const written: Array<Done> = []
  const look = yield* looking((done) => Effect.sync(() => void written.push(done)))
  return { written, look }
})

describe("a journey that looks at its job", () => {
  it.effect("is written down within a second, where the job has come further", () =>
    Effect.gen(function* () {
      const { look, written } = yield* toldIn
      for (const state of ["queued", "in-progress"] as const) {
        yield* look(state)
        yield* TestClock.adjust("1 second")
        assert.strictEqual(written.at(-1)?.progress.jobState, state)
      }
      assert.strictEqual(written.length, 2)
    }),
  )

  it.effect("is written down once a minute, with all that was spent, while nothing is new", () =>
    Effect.gen(function* () {
      const { look, written } = yield* toldIn
      yield* look("queued")
      yield* TestClock.adjust("1 second")
      for (let at = 0; at < 6; at++) {
        yield* look("queued")
        yield* TestClock.adjust("10 seconds")
      }
      assert.deepStrictEqual(
        written.map(({ credits }) => credits),
        [1, 6],
      )
    }),
  )

  it.effect("is written down with what it has spent when it is stopped", () =>
    Effect.gen(function* () {
      const written = yield* Effect.scoped(
        Effect.gen(function* () {
          const told = yield* toldIn
          yield* told.look("queued")
          yield* TestClock.adjust("1 second")
          yield* told.look("queued")
          yield* TestClock.adjust("5 seconds")
          return told.written
        }),
      )
      assert.deepStrictEqual(
        written.map(({ credits }) => credits),
        [1, 1],
      )
    }),
  )

  it.effect("is not held up for long where its table is away when it is stopped", () =>
    Effect.gen(function* () {
      const stopped = yield* Effect.forkChild(
        Effect.scoped(
          Effect.flatMap(
            looking(() => Effect.never),
            (look) => look("queued"),
          ),
        ),
      )
      yield* TestClock.adjust("1 second")
      assert.isDefined(stopped.pollUnsafe())
    }),
  )

  it.effect("is not held up for long where it is being written down when it is stopped", () =>
    Effect.gen(function* () {
      const stopped = yield* Effect.forkChild(
        Effect.scoped(
          Effect.gen(function* () {
            const look = yield* looking(() => Effect.never)
            yield* look("queued")
            yield* Effect.sleep("10 seconds")
          }),
        ),
      )
      yield* TestClock.adjust("10 seconds")
      yield* TestClock.adjust("1 second")
      assert.isDefined(stopped.pollUnsafe())
    }),
  )
})
