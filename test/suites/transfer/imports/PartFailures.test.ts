import { assert, describe, it } from "@effect/vitest"
import { exportModule, importRows, type RowOutcome } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { JourneyTaken, StorageFailed } from "@zoho-bulk/core/Failure"
import { Journal, type JournalEntry, layerMemory } from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, Layer, Stream } from "effect"
import { alteredZoho, kindOf } from "../../../support/alteredZoho.ts"
import { refusal } from "../../../support/answers.ts"
import { expectTag } from "../../../support/failureAfter.ts"

const names = Array.from({ length: 9 }, (_, n) => `Lead ${n + 1}`)
const rows = Stream.make(["Last_Name", "Company"], ...names.map((name) => [name, "Zylker"]))
const insert = { module: "Leads", operation: "insert", concurrency: 2 } as const

const inThrees = Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: 3 })

/** What came of an import before it failed, and the failure. */
const failed = Journal.use((journal) => {
  const seen: Array<RowOutcome> = []
  return importRows(insert, rows, { journal: Layer.succeed(Journal, journal) }).pipe(
    Stream.runForEach((outcome) => Effect.sync(() => seen.push(outcome))),
    Effect.flip,
    Effect.map((failure) => ({ failure, rows: seen.map(({ row }) => row) })),
    inThrees,
  )
})

const finished = Journal.use((journal) =>
  Stream.runCollect(importRows(insert, rows, { journal: Layer.succeed(Journal, journal) })).pipe(inThrees),
)

const report = Effect.flatMap(Emulator.Emulator, (emulator) => emulator.report)
const leadsNow = Effect.map(report, ({ records }) => records["Leads"])
const ordersNow = Effect.map(
  report,
  ({ requests }) => requests.filter(({ operation }) => operation === "createWriteJob").length,
)
const stepsOf = (entries: ReadonlyArray<JournalEntry>, step: string) =>
  entries.flatMap((entry) => (entry.step === step && "part" in entry ? [entry.part] : [])).toSorted()

describe("a part that fails", () => {
  it.live("does not keep the others from finishing, and the failure names what is left open", () => {
    let isBroken = true
    const zoho = alteredZoho((request, url) =>
      Effect.sync(() => {
        if (!isBroken || kindOf(request, url) !== "look") return undefined
        return url.pathname === looked[1] ? refusal(404, "RESOURCE_NOT_FOUND") : undefined
      }),
    )
    const looked: Array<string> = []
    return Effect.gen(function* () {
      const journal = yield* Journal
      const spied = {
        ...journal,
        append: (entry: JournalEntry) => {
          if (entry.step === "ordered" && entry.part === "part 2") looked[1] = `/crm/bulk/v8/write/${entry.jobId}`
          return journal.append(entry)
        },
      }
      const { failure, rows: accounted } = yield* Effect.provideService(failed, Journal, spied)
      assert.strictEqual(expectTag(failure, "JobNotFound").isRetryable, false)
      assert.deepStrictEqual(accounted, [1, 2, 3, 7, 8, 9])
      assert.deepStrictEqual(failure.unaccounted, [{ part: "part 2", firstRow: 4, lastRow: 6, state: "ordered" }])
      assert.include(failure.message, "Left open: part 2 (rows 4 to 6, ordered)")
      isBroken = false
      assert.deepStrictEqual(
        (yield* finished).map(({ row, status }) => `${row} ${status}`),
        names.map((_, at) => `${at + 1} added`),
      )
      assert.strictEqual(yield* ordersNow, 3)
      assert.strictEqual(yield* leadsNow, 129)
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory())))
  })

  it.live("by a lost order lets no other order out, and nothing that was not sent is told as sent", () =>
    Effect.gen(function* () {
      const { failure, rows: accounted } = yield* failed
      expectTag(failure, "CreateOutcomeUnknown")
      const entries = yield* (yield* Journal).entries
      // Two parts are under way at once, and either may be ordered first.
      const lost = entries.find(({ step }) => step === "ordering")
      const states = Object.fromEntries((failure.unaccounted ?? []).map(({ part, state }) => [part, state]))
      const ordered = stepsOf(entries, "ordered")
      assert.deepStrictEqual(states, {
        ...Object.fromEntries(["part 1", "part 2", "part 3"].map((part) => [part, "not sent"])),
        ...(lost !== undefined && "part" in lost ? { [lost.part]: "unknown" } : {}),
      })
      assert.deepStrictEqual(accounted, [])
      assert.deepStrictEqual(ordered, [])
      assert.strictEqual(stepsOf(entries, "ordering").filter((part) => part === "part 3").length, 0)
    }).pipe(
      Effect.provide(
        Layer.merge(
          alteredZoho(() => Effect.undefined, {
            faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }],
          }),
          layerMemory(),
        ),
      ),
    ),
  )

  it.live("by a lost order lets no other order out in the next run either, until a person has settled it", () => {
    let isLost = true
    const zoho = alteredZoho((request, url) =>
      Effect.sync(() => (isLost && kindOf(request, url) === "order" ? refusal(502, "BAD_GATEWAY") : undefined)),
    )
    return Effect.gen(function* () {
      expectTag((yield* failed).failure, "CreateOutcomeUnknown")
      isLost = false
      const { failure } = yield* failed
      expectTag(failure, "CreateOutcomeUnknown")
      assert.strictEqual(yield* ordersNow, 0)
      const states = Array.from(failure.unaccounted ?? [], ({ state }) => state)
      assert.deepStrictEqual(states.toSorted(), ["not sent", "not sent", "unknown"])
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory())))
  })

  it.live("while an order of an earlier run is unsettled orders no part before it either", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const full = new StorageFailed({ doing: "write", problem: "the disk is full", remedy: "Make room." })
      const append = (entry: JournalEntry) =>
        entry.step === "organization" ? Effect.fail(full) : journal.append(entry)
      expectTag((yield* Effect.provideService(failed, Journal, { ...journal, append })).failure, "StorageFailed")
      yield* journal.append({ step: "ordering", part: "part 2", at: 0 })
      const oneByOne = importRows({ ...insert, concurrency: 1 }, rows, { journal: Layer.succeed(Journal, journal) })
      const failure = yield* Effect.flip(inThrees(Stream.runDrain(oneByOne)))
      assert.strictEqual(expectTag(failure, "CreateOutcomeUnknown").part, "part 2")
      assert.strictEqual(yield* ordersNow, 0)
    }).pipe(
      Effect.provide(
        Layer.merge(
          alteredZoho(() => Effect.undefined),
          layerMemory(),
        ),
      ),
    ),
  )

  it.live(
    "because the journal could not take its job leaves it open what became of all others: somebody may go on",
    () => {
      const lookedFor: Array<string> = []
      const zoho = alteredZoho((_, url) =>
        Effect.sync(() => (lookedFor.includes(url.pathname) ? refusal(404, "RESOURCE_NOT_FOUND") : undefined)),
      )
      return Effect.gen(function* () {
        const journal = yield* Journal
        const full = new StorageFailed({ doing: "write", problem: "the disk is full", remedy: "Make room." })
        const append = (entry: JournalEntry) => {
          if (entry.step !== "ordered") return journal.append(entry)
          if (entry.part !== "part 1") return Effect.fail(full)
          lookedFor.push(`/crm/bulk/v8/write/${entry.jobId}`)
          return journal.append(entry)
        }
        const { failure } = yield* Effect.provideService(failed, Journal, { ...journal, append })
        assert.match(expectTag(failure, "CreateOutcomeUnknown").jobId ?? "", /^\d+$/)
        const states = Object.fromEntries((failure.unaccounted ?? []).map(({ part, state }) => [part, state]))
        assert.deepStrictEqual(states, { "part 1": "ordered", "part 2": "unknown", "part 3": "unknown" })
      }).pipe(Effect.provide(Layer.merge(zoho, layerMemory())))
    },
  )

  it.live("as two others have lets no more out: what ails so many ails all", () =>
    Effect.gen(function* () {
      const failure = yield* Journal.use((journal) =>
        Stream.runDrain(importRows({ ...insert, concurrency: 1 }, rows, { journal: Layer.succeed(Journal, journal) })),
      ).pipe(Effect.flip, Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: 1 }))
      assert.strictEqual(expectTag(failure, "JobNotFound").unaccounted?.length, 9)
      assert.strictEqual(yield* ordersNow, 3)
    }).pipe(
      Effect.provide(
        Layer.merge(
          alteredZoho((request, url) =>
            Effect.succeed(kindOf(request, url) === "look" ? refusal(404, "RESOURCE_NOT_FOUND") : undefined),
          ),
          layerMemory(),
        ),
      ),
    ),
  )

  it.live("because another process goes on says nothing of its parts: that one knows", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const append = (entry: JournalEntry) =>
        entry.step === "ordering"
          ? Effect.fail(new JourneyTaken({ journal: "memory", problem: "it has written entry 5" }))
          : journal.append(entry)
      const { failure } = yield* Effect.provideService(failed, Journal, { ...journal, append })
      expectTag(failure, "JourneyTaken")
      assert.isUndefined(failure.unaccounted)
    }).pipe(
      Effect.provide(
        Layer.merge(
          alteredZoho(() => Effect.undefined),
          layerMemory(),
        ),
      ),
    ),
  )

  it.live("by a wrong request leaves the others alone", () =>
    Effect.gen(function* () {
      expectTag((yield* failed).failure, "PermissionDenied")
      const entries = yield* (yield* Journal).entries
      assert.notInclude(stepsOf(entries, "uploaded"), "part 3")
    }).pipe(
      Effect.provide(
        Layer.merge(
          alteredZoho((request, url) =>
            Effect.succeed(kindOf(request, url) === "order" ? refusal(403, "NO_PERMISSION") : undefined),
          ),
          layerMemory(),
        ),
      ),
    ),
  )
})

describe("a journey's failure is never retryable, whatever it is of a single call:", () => {
  it.effect("an import that is tried again while it is retryable writes nothing twice", () =>
    Effect.gen(function* () {
      const imported = Effect.suspend(() => Stream.runCollect(importRows({ ...insert, concurrency: 1 }, rows)))
      const failure = yield* imported.pipe(
        Effect.retry({ times: 3, while: ({ isRetryable }) => isRetryable }),
        Effect.flip,
        inThrees,
        Emulator.withAdvancingClock,
      )
      assert.strictEqual(expectTag(failure, "ZohoFailing").isRetryable, false)
      assert.strictEqual(failure.httpStatus, 500)
      assert.strictEqual(yield* leadsNow, 129)
      assert.strictEqual(yield* ordersNow, 3)
    }).pipe(
      Effect.provide(
        alteredZoho(() => Effect.undefined, {
          faults: [{ does: "failing", operation: "getWriteJob", nth: Array.from({ length: 200 }, (_, n) => n + 2) }],
        }),
      ),
    ),
  )

  it.effect("an export that is tried again while it is retryable orders nothing twice", () =>
    Effect.gen(function* () {
      const exported = Effect.suspend(() => exportModule({ module: "Leads", fields: ["Last_Name"] }))
      const failure = yield* exported.pipe(
        Effect.retry({ times: 3, while: ({ isRetryable }) => isRetryable }),
        Effect.flip,
        Effect.scoped,
        Emulator.withAdvancingClock,
      )
      assert.strictEqual(expectTag(failure, "ZohoFailing").isRetryable, false)
      const orders = (yield* report).requests.filter(({ operation }) => operation === "createReadJob")
      assert.strictEqual(orders.length, 1)
    }).pipe(
      Effect.provide(alteredZoho(() => Effect.undefined, { faults: [{ does: "failing", operation: "getReadJob" }] })),
    ),
  )
})
