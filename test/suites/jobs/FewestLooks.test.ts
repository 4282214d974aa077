import { assert, describe, it } from "@effect/vitest"
import { ZohoConnection, createReadJob, waitForJob } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Random, Redacted } from "effect"
import { within } from "../../support/time.ts"

const second = 1_000
const hour = 3_600 * second

/** A connection that has seen no job yet. */
const connection = Layer.fresh(Layer.provide(ZohoConnection.layer(), layerAccessToken(Redacted.make("emulator"))))

/** From two seconds to 50 minutes, evenly by their powers. */
const durations = Array.from({ length: 16 }, (_, at) => Math.round(2 * second * 1_500 ** (at / 15)))

/** How late a look may come at most to a job that has taken so long: a fifth of that, within a second and thirty, with the most of its jitter. */
const latest = (elapsed: number): number => 1.2 * Math.min(30 * second, Math.max(second, elapsed / 5))

/**
 * The fewest looks by which a job of that duration can be seen to have ended, where none may come later than `latest`, and one that has ended before
 * is seen at once. Nobody can put off a look for longer: the job may end right after the one before it.
 */
const fewest = (duration: number): number => {
  let looks = 1
  for (let at = 0; at < duration; at += latest(at)) looks++
  return looks
}

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((all, each) => all + each, 0)

const waits = Effect.gen(function* () {
  const jobs = yield* Effect.forEach(durations, () => createReadJob({ module: "Contacts" })).pipe(
    Effect.provide(connection),
  )
  return yield* within(hour)(
    Effect.forEach(jobs, ({ id }) => Effect.provide(waitForJob({ kind: "read", id }), connection), {
      concurrency: "unbounded",
    }),
  )
})

const takes = (millis: number, at: number): Emulator.Fault => ({
  does: "job-takes",
  operation: "createReadJob",
  millis,
  nth: at + 1,
})

describe("waits for jobs whose durations nobody knows", () => {
  it.effect("take at most 1.25 times the fewest looks that are never later", () =>
    Effect.gen(function* () {
      const ended = yield* waits
      for (const [at, { observed }] of ended.entries()) {
        const duration = durations[at] ?? 0
        assert.isAtMost(observed.elapsedMillis - duration, latest(duration))
      }
      const ratio = sum(ended.map(({ observed }) => observed.looks)) / sum(durations.map(fewest))
      assert.isAtMost(ratio, 1.25)
      // Were it less than one, some look would have come later than it may.
      assert.isAtLeast(ratio, 1)
    }).pipe(
      Random.withSeed("looks"),
      Effect.provide(Emulator.layerHttpClient({ creditsPerDay: 1_000_000, faults: durations.map(takes) })),
    ),
  )
})
