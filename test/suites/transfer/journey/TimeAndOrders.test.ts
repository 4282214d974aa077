import { assert, describe, it } from "@effect/vitest"
import { Auth, exportRecords, importRows, ZohoConnection } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { StorageFailed } from "@zoho-bulk/core/Failure"
import { Journal, type JournalEntry, type JournalKeeper, layerMemory } from "@zoho-bulk/core/Journal"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import { Deferred, Effect, Fiber, Layer, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { expectTag } from "../../../support/failureAfter.ts"
import { lastJob } from "../../../support/journeyProgram.ts"

const rows = Stream.make(["Last_Name", "Company"], ["A", "Zylker"], ["B", "Zylker"])

/** How a journal fails to write the job of an order. */
const isFull = Effect.fail(new StorageFailed({ doing: "write", problem: "the disk is full", remedy: "Make room." }))

interface Course {
  /** The entry from which on time passes. */
  readonly from: Pick<JournalEntry, "step"> & { readonly part: string }
  /** Whether the disk is full when that part's job is to be written down. */
  readonly full?: boolean
}

const isEntry = (entry: JournalEntry, step: JournalEntry["step"], part: string): boolean =>
  entry.step === step && "part" in entry && entry.part === part

/** Runs a journey to its failure. No time passes before an entry is written, or is not; the second part is ordered once the first one is. */
const failing = <A, E, R>(
  { from, full = false }: Course,
  journey: (journal: Layer.Layer<Journal>) => Stream.Stream<A, E, R>,
) =>
  Effect.gen(function* () {
    const own = yield* Journal
    const firstOrdered = yield* Deferred.make<void>()
    const begins = yield* Deferred.make<void>()
    const append: JournalKeeper["append"] = (entry) =>
      Effect.gen(function* () {
        if (isEntry(entry, "uploaded", "part 2")) yield* Deferred.await(firstOrdered)
        if (isEntry(entry, "ordered", "part 1")) yield* Deferred.succeed(firstOrdered, undefined)
        if (isEntry(entry, from.step, from.part)) yield* Deferred.succeed(begins, undefined)
        yield* full && isEntry(entry, "ordered", from.part) ? isFull : own.append(entry)
      })
    const running = yield* Effect.forkChild(
      Effect.flip(Stream.runDrain(journey(Layer.succeed(Journal, { ...own, append })))),
    )
    yield* Deferred.await(begins)
    return yield* Effect.raceFirst(Fiber.join(running), Effect.forever(TestClock.adjust("1 second")))
  }).pipe(Effect.provide(layerLimits({ maxUploadRows: 1 })), Effect.provide(layerMemory()))

const importing = (course: Course, timeout: number) =>
  failing(course, (journal) => importRows({ module: "Leads", operation: "insert" }, rows, { journal, timeout }))

const zoho = (...faults: ReadonlyArray<Emulator.Fault>) =>
  Layer.provideMerge(
    ZohoConnection.layer({ auth: Auth.layerAccessToken(Redacted.make(Emulator.emulatorToken)) }),
    Layer.orDie(Emulator.layerHttpClient({ jobDuration: 0, faults: [...faults] })),
  )

const neverEnding: Emulator.Fault = { does: "job-never-ends", operation: "createWriteJob", nth: 1 }

describe("a journey whose time is over", () => {
  it.effect("names the job that could not be written down, though another one goes on", () =>
    Effect.gen(function* () {
      const failure = yield* importing({ from: { step: "ordered", part: "part 2" }, full: true }, 60_000)
      assert.strictEqual(expectTag(failure, "CreateOutcomeUnknown").jobId, yield* lastJob)
    }).pipe(Effect.provide(zoho(neverEnding))),
  )

  it.effect("names the job that is made in that very moment and cannot be written down", () =>
    Effect.gen(function* () {
      const failure = yield* failing({ from: { step: "ordering", part: "page 1" }, full: true }, (journal) =>
        exportRecords({ module: "Contacts", fields: ["Last_Name"] }, undefined, { journal, timeout: "5 seconds" }),
      )
      const { jobId, part } = expectTag(failure, "CreateOutcomeUnknown")
      assert.deepStrictEqual({ jobId, part }, { jobId: yield* lastJob, part: "page 1" })
    }).pipe(Effect.provide(zoho({ does: "late", operation: "createReadJob", millis: 7_000 }))),
  )

  it.effect("tells of an order whose answer was lost, though another job goes on", () =>
    Effect.gen(function* () {
      const failure = yield* importing({ from: { step: "ordering", part: "part 2" } }, 60_000)
      const { part, remedy } = expectTag(failure, "CreateOutcomeUnknown")
      assert.strictEqual(part, "part 2")
      assert.include(remedy, "Journal.adopt")
    }).pipe(Effect.provide(zoho(neverEnding, { does: "lost-reply", operation: "createWriteJob", nth: 2 }))),
  )

  it.effect("tells of an order that was not answered yet", () =>
    Effect.gen(function* () {
      const failure = yield* importing({ from: { step: "ordering", part: "part 1" } }, 4_000)
      const { part, reason } = expectTag(failure, "CreateOutcomeUnknown")
      assert.deepStrictEqual({ part, reason }, { part: "part 1", reason: "time ran out before it came" })
    }).pipe(Effect.provide(zoho({ does: "late", operation: "createWriteJob", millis: 60_000 }))),
  )
})
