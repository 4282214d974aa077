import { assert, describe, it } from "@effect/vitest"
import { waitForJob } from "@zoho-bulk/core"
import { defaultLimits, layer as layerLimits } from "@zoho-bulk/core/Limits"
import { Clock, Effect } from "effect"
import { always, json, silence } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const id = "4150868000005376042"
const hour = 3_600_000
const state = (word: string) => json(readBody({ id, state: word }))

describe("`waitForJob({ timeout })` holds to the second", () => {
  it.effect("at a server that is silent", () =>
    Effect.gen(function* () {
      const wait = waitForJob({ kind: "read", id, timeout: "2 seconds" })
      const failure = expectTag(yield* wait.pipe(Effect.flip, withChance(0.5), within(2_000)), "JobStillRunning")
      assert.strictEqual(yield* Clock.currentTimeMillis, 2_000)
      assert.include(failure, { jobId: id, kind: "read", waitedMillis: 2_000 })
      assert.doesNotHaveAnyKeys(failure, ["state"])
      assert.include(failure.summary, `The read job ${id} is not known to have ended after 2 s`)
    }).pipe(Effect.provide(scripted(always(silence)))),
  )

  it.effect("at one that falls silent, and tells the state that was seen before", () =>
    Effect.gen(function* () {
      const wait = waitForJob({ kind: "read", id, timeout: "20 seconds" })
      const failure = expectTag(yield* wait.pipe(Effect.flip, withChance(0.5), within(21_000)), "JobStillRunning")
      assert.strictEqual(failure.state, "queued")
    }).pipe(Effect.provide(scripted([state("QUEUED"), ...always(silence).take(9)]))),
  )
})

describe("a state", () => {
  it.effect.each(["Completed", "completed", "Failure", "SKIPPED", "Skipped"])("`%s` is an end, in any case", (word) =>
    Effect.gen(function* () {
      const { job } = yield* waitForJob({ kind: "read", id }).pipe(within(0))
      assert.strictEqual(job.stateAsSent, word)
    }).pipe(Effect.provide(scripted([state(word)]))),
  )

  it.effect("of an unknown word is waited over for its time, a day by default, and then told as it was sent", () =>
    Effect.gen(function* () {
      const wait = waitForJob({ kind: "read", id })
      const failure = expectTag(yield* wait.pipe(Effect.flip, withChance(0.5), within(hour + 1_000)), "JobStillRunning")
      assert.include(failure, { state: "unrecognized", stateAsSent: "CANCELLED", waitedMillis: hour })
      assert.include(failure.summary, "is CANCELLED after 3600 s, an unknown state")
      assert.include(failure.remedy, "whether it has ended")
      assert.strictEqual(defaultLimits.unrecognizedStateWait, 24 * hour)
    }).pipe(
      Effect.provide(layerLimits({ unrecognizedStateWait: "1 hour" })),
      Effect.provide(scripted(always(state("CANCELLED")))),
    ),
  )

  it.effect("of an unknown word that another follows has its day anew", () =>
    Effect.gen(function* () {
      const wait = waitForJob({ kind: "read", id })
      const { job } = yield* wait.pipe(withChance(0.5), within(60_000))
      assert.strictEqual(job.state, "completed")
      assert.isAbove((yield* sentAt).at(-1) ?? 0, 4_000)
    }).pipe(
      Effect.provide(layerLimits({ unrecognizedStateWait: "4 seconds" })),
      Effect.provide(
        scripted([
          state("X"),
          state("X"),
          state("QUEUED"),
          state("X"),
          state("X"),
          state("QUEUED"),
          state("COMPLETED"),
        ]),
      ),
    ),
  )
})
