import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { playTrial, type Trial } from "../../chaos/durable/playTrial.ts"
import { postgresForAll } from "../../support/postgres.ts"

const postgres = postgresForAll()

const played = (trial: Partial<Trial>) =>
  Effect.gen(function* () {
    const { kills, problems, refusedForRate, tokenRequests } = yield* playTrial({
      journeys: 12,
      organizations: 3,
      runners: 1,
      strikes: { killEvery: 8_000, mostKills: 1 },
      longest: 150_000,
      ...trial,
    })
    assert.deepStrictEqual(problems, [])
    assert.deepStrictEqual(refusedForRate, {})
    assert.strictEqual(kills, 1)
    for (const requests of tokenRequests) assert.isAtMost(requests, 1 + kills)
  })

describe("journeys of some organisations, of which a runner is killed on the way,", () => {
  it.live(
    "end right on another runner, with no job and no row twice",
    () => Effect.suspend(() => played({ runners: 2, database: postgres().url })),
    200_000,
  )

  it.live("end right on the one that is started again on their file", () => played({}), 200_000)
})
