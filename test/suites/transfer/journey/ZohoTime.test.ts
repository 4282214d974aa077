import { assert, describe, it } from "@effect/vitest"
import { createReadJob, exportRecords } from "@zoho-bulk/core"
import { Journal, layerMemory } from "@zoho-bulk/core/Journal"
import { CurrentProgress, type ProgressEvent } from "@zoho-bulk/core/Progress"
import { Effect, Layer, Stream } from "effect"
import { TestClock } from "effect/testing"
import { alteredZoho } from "../../../support/alteredZoho.ts"
import { json } from "../../../support/answers.ts"
import { scripted } from "../../../support/connected.ts"

const ordered = (headers: Readonly<Record<string, string>>) =>
  createReadJob({ module: "Leads" }).pipe(
    Effect.provide(scripted([json({ data: [{ details: { id: "4150868000009000001" } }] }, { status: 201, headers })])),
  )

describe("The time of an order, by Zoho's clock", () => {
  it.effect("is the date of the answer, whatever time it is here", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2030, 0, 1))
      const { zohoTime } = yield* ordered({ date: "Thu, 26 Nov 2026 09:04:39 GMT" })
      assert.strictEqual(zohoTime, Date.UTC(2026, 10, 26, 9, 4, 39))
    }),
  )

  it.effect.each([{}, { date: "" }, { date: "yesterday" }, { date: "Thu, 99 Nov 2026 09:04:39 GMT" }])(
    "is absent where the answer has no date that can be read: %j",
    (headers) =>
      Effect.gen(function* () {
        assert.notProperty(yield* ordered(headers), "zohoTime")
      }),
  )

  it.effect("is told as an export orders, and stands in its journal", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 26, 9, 4, 39, 700))
      const events: Array<ProgressEvent> = []
      const journal = yield* Journal
      yield* exportRecords({ module: "Leads", fields: ["Company"] }, undefined, {
        journal: Layer.succeed(Journal, journal),
      }).pipe(
        Stream.runDrain,
        Effect.provideService(CurrentProgress, (event) => Effect.sync(() => void events.push(event))),
      )
      const time = Date.UTC(2026, 10, 26, 9, 4, 39)
      assert.deepStrictEqual(
        events.flatMap((event) => (event._tag === "ordered" ? [event.zohoTime] : [])),
        [time],
      )
      const entries = yield* journal.entries
      assert.deepStrictEqual(
        entries.flatMap((entry) => (entry.step === "ordered" ? [entry.zohoTime] : [])),
        [time],
      )
    }).pipe(
      Effect.provide(
        Layer.merge(
          alteredZoho(() => Effect.undefined),
          layerMemory(),
        ),
      ),
    ),
  )
})
