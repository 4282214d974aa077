import { assert, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { createReadJob, waitForJob, ZohoConnection } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted } from "effect"
import { within } from "../../support/time.ts"

const emulated = (options: Emulator.EmulatorOptions) =>
  ZohoConnection.layer().pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(Emulator.layerHttpClient(options)),
  )

const minute = 60_000
const hour = 60 * minute

const contacts = createReadJob({ module: "Contacts" })

const takes = (millis: number): Emulator.Fault => ({ does: "job-takes", operation: "createReadJob", millis })

const count = 1_000

/** Durations from one second to ten minutes, most of them short. */
const durations = Array.from({ length: count }, (_, n) => Math.round(1_000 * 600 ** (((n * 7_919) % count) / count)))

it.effect(
  "a thousand jobs at once all end right, seen late by less than 15 % of their time or 2 s",
  () =>
    Effect.gen(function* () {
      const waits = yield* Effect.forEach(durations, () => contacts)
      const ended = yield* within(hour)(
        Effect.forEach(
          waits,
          ({ id }) => Effect.map(waitForJob({ kind: "read", id }), ({ job, observed }) => ({ job, observed })),
          { concurrency: "unbounded" },
        ),
      )
      const lateness = ended.map(({ job, observed }, n) => {
        assert.strictEqual(job.id, waits[n]?.id)
        assert.strictEqual(job.state, "completed")
        return observed.elapsedMillis - (durations[n] ?? 0)
      })
      const allowed = durations.reduce((sum, duration) => sum + Math.max(2_000, duration * 0.15), 0) / count
      const mean = lateness.reduce((sum, late) => sum + late, 0) / count
      const share = lateness.reduce((sum, late, n) => sum + late / (durations[n] ?? 1), 0) / count
      const looks = ended.reduce((sum, { observed }) => sum + observed.looks, 0)
      console.log(
        `1,000 jobs: ${looks} looks, on average ${Math.round(mean)} ms late, ${(share * 100).toFixed(1)} % of a job's time`,
      )
      assert.isAtLeast(Math.min(...lateness), 0)
      assert.isAtMost(mean, allowed)
      for (const [n, late] of lateness.entries()) {
        assert.isAtMost(late, Math.max(2_500, (durations[n] ?? 0) * 0.35))
      }
    }).pipe(
      Effect.provide(
        emulated({
          creditsPerDay: 1_000_000,
          faults: durations.map((millis, n) => ({ ...takes(millis), nth: n + 1 })),
        }),
      ),
    ),
  // Sixteen thousand looks take their time on a busy machine.
  180_000,
)
