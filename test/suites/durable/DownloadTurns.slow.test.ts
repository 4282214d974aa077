import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { downloadAnswered, takeDownloadTurn } from "../../../packages/core/src/durable/organizations/downloadTurns.ts"
import { inStore } from "../../support/durableRunner.ts"

const turn = takeDownloadTurn("zylker")

const take = Effect.flatMap(turn, (taken) =>
  "at" in taken ? Effect.succeed(taken) : Effect.die(`no turn for ${taken.wait} ms`),
)

describe("the turn of an organisation to download", () => {
  it.effect("comes ten times a minute", () =>
    inStore({}, () =>
      Effect.gen(function* () {
        for (let turns = 0; turns < 10; turns++) yield* take
        yield* TestClock.adjust("20 seconds")
        assert.deepStrictEqual(yield* turn, { wait: 40_000 })
        yield* TestClock.adjust("40 seconds")
        yield* take
      }),
    ),
  )

  it.effect("counts from its answer on, where its request was slow: Zoho may have counted it as late as that", () =>
    inStore({}, () =>
      Effect.gen(function* () {
        const slow = yield* take
        yield* TestClock.adjust("12 seconds")
        yield* downloadAnswered("zylker", slow)
        for (let turns = 1; turns < 10; turns++) yield* take
        yield* TestClock.adjust("48 seconds")
        assert.deepStrictEqual(yield* turn, { wait: 12_000 })
        yield* TestClock.adjust("12 seconds")
        yield* take
      }),
    ),
  )
})
