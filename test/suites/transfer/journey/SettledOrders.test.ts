import { existsSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { exportRecords, importRows } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { type CreateOutcomeUnknown, JourneyTaken, StorageFailed } from "@zoho-bulk/core/Failure"
import {
  abandon,
  adopt,
  forget,
  Journal,
  type JournalKeeper,
  layerFolder,
  layerMemory,
  resumeExport,
  resumeImport,
  status,
} from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Deferred, Effect, Layer, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import {
  all,
  connected,
  countOf,
  cutShort,
  exported,
  folderOf,
  imported,
  lastJob,
  named,
  report,
} from "../../../support/journeyProgram.ts"

const losing = (operation: "createReadJob" | "createWriteJob", nth = 2) =>
  Emulator.layer({
    records: { Contacts: 25, Leads: 5 },
    recordsPerPage: 10,
    jobDuration: 0,
    faults: [{ does: "lost-reply", operation, nth }],
  })

const losingTwo = Emulator.layer({
  records: { Contacts: 25 },
  recordsPerPage: 10,
  jobDuration: 0,
  faults: [2, 3].map((nth) => ({ does: "lost-reply", operation: "createReadJob", nth }) as const),
})

const rows = named("A", "B", "C")

const leadsNow = Effect.map(report, ({ records }) => records["Leads"])

describe("a program whose order of an import was lost", () => {
  it.live("is told of which part, sees it in the status, adopts the job, and resumes without the rows", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      const journal = layerFolder(folder)
      const lost = expectTag(yield* Effect.flip(all(imported(folder, rows))), "CreateOutcomeUnknown")
      assert.match(lost.part ?? "", /^part \d$/)
      assert.include(lost.remedy, "Journal.adopt")
      const before = yield* status(folder)
      assert.include(before, { kind: "import", host: "https://www.zohoapis.com" })
      assert.deepStrictEqual(before.rowsOfParts, [1, 1, 1])
      assert.deepStrictEqual(
        before.toSettle.map(({ part }) => part),
        [lost.part],
      )
      const { jobs } = yield* report
      const known: ReadonlyArray<string> = before.jobs.map(({ jobId }) => jobId)
      yield* adopt(
        { jobId: jobs.find(({ id, kind }) => kind === "write" && !known.includes(id))?.id ?? "" },
        { journal },
      )
      assert.deepStrictEqual((yield* status(folder)).toSettle, [])
      const outcomes = yield* all(resumeImport({ journal }))
      assert.deepStrictEqual(
        outcomes.map(({ cells }) => cells),
        rows,
      )
      assert.strictEqual(yield* leadsNow, 8)
      assert.isNumber((yield* status(folder)).finishedAt)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(losing("createWriteJob"))),
  )

  it.live("cannot adopt a job of another module, of another page, or that there is not", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("contacts")
      const journal = layerFolder(folder)
      yield* Stream.runDrain(exported(folder, { module: "Leads" }))
      const ofLeads = yield* lastJob
      expectTag(yield* Effect.flip(Stream.runDrain(exported(folder))), "CreateOutcomeUnknown")
      const failure = yield* Effect.flip(adopt({ jobId: ofLeads }, { journal }))
      assert.include(
        expectTag(failure, "InvalidRequest").problem,
        "it is about Leads, but the order was about Contacts",
      )
      expectTag(yield* Effect.flip(adopt({ jobId: "41508680009" }, { journal })), "JobNotFound")
      expectTag(yield* Effect.flip(adopt({ jobId: "x" }, { journal })), "InvalidJobId")
      assert.strictEqual((yield* status(folder)).toSettle.length, 1)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(losing("createReadJob"))),
  )

  it.live("adopts the job that it has made, though the clock was hours ahead when it went out", () =>
    Effect.gen(function* () {
      const own = yield* Journal
      const ahead: JournalKeeper = {
        ...own,
        append: (entry) => own.append({ ...entry, at: entry.at + 20 * 3_600_000 }),
      }
      const journal = Layer.succeed(Journal, ahead)
      const contacts = exportRecords({ module: "Contacts", fields: ["Last_Name"] }, undefined, { journal })
      expectTag(yield* Effect.flip(Stream.runDrain(contacts)), "CreateOutcomeUnknown")
      yield* adopt({ jobId: yield* lastJob }, { journal })
      assert.strictEqual(yield* Stream.runCount(contacts), 25)
      assert.strictEqual(yield* countOf("createReadJob"), 3)
    }).pipe(Effect.provide(connected()), Effect.provide(losing("createReadJob")), Effect.provide(layerMemory())),
  )

  it.live("settles what is unknown, and nothing else", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      yield* cutShort(folder, rows.slice(0, 1))
      const failure = yield* Effect.flip(abandon({}, { journal: layerFolder(folder) }))
      assert.include(expectTag(failure, "InvalidRequest").problem, "Every order is settled")
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(losing("createWriteJob"))),
  )
})

describe("a program whose order of an export was lost", () => {
  it.live("abandons it where no job was made, and resumes by what the journal says", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("contacts")
      const journal = layerFolder(folder)
      const lost = expectTag(yield* Effect.flip(Stream.runDrain(exported(folder))), "CreateOutcomeUnknown")
      assert.strictEqual(lost.part, "page 2")
      yield* abandon({ part: "page 2" }, { journal })
      const resumed = Effect.flatMap(resumeExport({ journal }), ({ header, rows: left }) =>
        Effect.map(Stream.runCount(left), (count) => [header, count]),
      ).pipe(Effect.scoped)
      assert.deepStrictEqual(yield* resumed, [["id", "Last_Name"], 25])
      assert.strictEqual(yield* countOf("createReadJob"), 4)
      expectTag(yield* Effect.flip(resumed), "JourneyFinished")
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(losing("createReadJob"))),
  )

  it.live("does not settle a newer order by what was said of the one before it", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("contacts")
      const journal = layerFolder(folder)
      const lost = Effect.map(Effect.flip(Stream.runDrain(exported(folder))), (failure) =>
        expectTag(failure, "CreateOutcomeUnknown"),
      )
      const older = yield* lost
      yield* abandon({ part: "page 2", sentAt: older.sentAt }, { journal })
      const newer = yield* lost
      const { jobs } = yield* report
      for (const settled of [
        abandon({ part: "page 2", sentAt: older.sentAt }, { journal }),
        adopt({ jobId: jobs.at(-1)?.id ?? "", sentAt: older.sentAt }, { journal }),
      ]) {
        const { problem } = expectTag(yield* Effect.flip(settled), "InvalidRequest")
        assert.include(problem, "page 2 has since been sent again")
      }
      assert.deepStrictEqual((yield* status(folder)).toSettle, [{ part: "page 2", sentAt: newer.sentAt }])
      yield* abandon({ sentAt: newer.sentAt }, { journal })
      assert.strictEqual(yield* Stream.runCount(exported(folder)), 25)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(losingTwo)),
  )

  it.live("forgets it, and all that it kept", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("contacts")
      yield* Effect.flip(Stream.runDrain(exported(folder)))
      yield* forget(folder)
      assert.isFalse(existsSync(folder))
      const failure = yield* Effect.flip(resumeExport({ journal: layerFolder(folder) }))
      assert.include(expectTag(failure, "InvalidRequest").problem, "there is nothing to resume")
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(losing("createReadJob"))),
  )
})

describe("a journey without a journal whose order was lost", () => {
  const isTold = (failure: unknown) => {
    const lost = expectTag(failure as CreateOutcomeUnknown, "CreateOutcomeUnknown")
    assert.match(lost.part ?? "", /^(?:part|page) \d$/)
    assert.include(lost.remedy, "cannot be continued: it has no journal")
    assert.include(lost.remedy, "Give it a journal")
    assert.notMatch(lost.remedy, /Journal\.(?:adopt|abandon)/)
  }

  it.live("is told that it cannot be continued, and what can: an export", () =>
    Effect.gen(function* () {
      isTold(yield* Effect.flip(Stream.runDrain(exportRecords({ module: "Contacts" }))))
    }).pipe(Effect.provide(connected()), Effect.provide(losing("createReadJob"))),
  )

  it.live("is told that it cannot be continued, and what can: an import", () =>
    Effect.gen(function* () {
      const lead = Stream.make(["Last_Name", "Company"], ["A", "B"])
      isTold(yield* Effect.flip(Stream.runDrain(importRows({ module: "Leads", operation: "insert" }, lead))))
    }).pipe(Effect.provide(connected()), Effect.provide(losing("createWriteJob", 1))),
  )

  it.live("and that has one in memory settles it there", () =>
    Effect.gen(function* () {
      const journal = Layer.succeed(Journal, yield* Journal)
      const lost = expectTag(
        yield* Effect.flip(Stream.runDrain(exportRecords({ module: "Contacts" }, undefined, { journal }))),
        "CreateOutcomeUnknown",
      )
      assert.include(lost.remedy, "Journal.adopt")
    }).pipe(Effect.provide(layerMemory()), Effect.provide(connected()), Effect.provide(losing("createReadJob"))),
  )
})

describe("a job that was made and could not be written down", () => {
  it.live("is named in the failure, and adopted by it", () =>
    Effect.gen(function* () {
      const own = yield* Journal
      let isFull = true
      const full: JournalKeeper = {
        ...own,
        append: (entry) =>
          isFull && entry.step === "ordered"
            ? Effect.fail(new StorageFailed({ doing: "write", problem: "the disk is full", remedy: "Make room." }))
            : own.append(entry),
      }
      const journal = Layer.succeed(Journal, full)
      const imports = importRows(
        { module: "Leads", operation: "insert" },
        Stream.make(["Last_Name", "Company"], ["A", "B"]),
        { journal },
      )
      const failure = expectTag(yield* Effect.flip(Stream.runDrain(imports)), "CreateOutcomeUnknown")
      assert.strictEqual(failure.jobId, yield* lastJob)
      assert.include(failure.message, `Job ${failure.jobId} was created for part 1, but that could not be recorded`)
      isFull = false
      yield* adopt({ jobId: failure.jobId ?? "" }, { journal })
      assert.strictEqual((yield* Stream.runCollect(imports)).length, 1)
      assert.strictEqual(yield* countOf("createWriteJob"), 1)
    }).pipe(Effect.provide(connected()), Effect.provide(losing("createReadJob", 9)), Effect.provide(layerMemory())),
  )

  it.live.each([
    new StorageFailed({ doing: "write", problem: "the disk is full", remedy: "Make room." }),
    new JourneyTaken({ journal: "memory", problem: "it took the lock" }),
  ])("is named although another part has failed before, by $_tag", (before) =>
    Effect.gen(function* () {
      const own = yield* Journal
      const firstOrdered = yield* Deferred.make<void>()
      const otherMade = yield* Deferred.make<void>()
      const firstFailed = yield* Deferred.make<void>()
      const full = new StorageFailed({ doing: "write", problem: "the disk is full", remedy: "Make room." })
      const keeper: JournalKeeper = {
        ...own,
        append: Effect.fnUntraced(function* (entry) {
          if (entry.step === "uploaded" && entry.part === "part 2") yield* Deferred.await(firstOrdered)
          if (entry.step === "ordered" && entry.part === "part 1") yield* Deferred.succeed(firstOrdered, undefined)
          if (entry.step === "fetched") {
            yield* Deferred.await(otherMade)
            yield* Deferred.succeed(firstFailed, undefined)
            return yield* Effect.fail(before)
          }
          if (entry.step !== "ordered" || entry.part === "part 1") return yield* own.append(entry)
          yield* Deferred.succeed(otherMade, undefined)
          yield* Effect.andThen(Deferred.await(firstFailed), Effect.sleep("20 millis"))
          return yield* Effect.fail(full)
        }),
      }
      const failure = yield* importRows(
        { module: "Leads", operation: "insert" },
        Stream.make(["Last_Name", "Company"], ["A", "B"], ["C", "D"]),
        { journal: Layer.succeed(Journal, keeper) },
      ).pipe(Stream.runDrain, Effect.flip)
      assert.strictEqual(expectTag(failure, "CreateOutcomeUnknown").jobId, yield* lastJob)
    }).pipe(
      Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: 1 }),
      Effect.provide(connected()),
      Effect.provide(losing("createReadJob", 9)),
      Effect.provide(layerMemory()),
    ),
  )
})

describe("a journey that is resumed", () => {
  it.live("is of the kind that is asked for", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      yield* cutShort(folder, rows)
      const failure = yield* Effect.flip(resumeExport({ journal: layerFolder(folder) }))
      assert.include(expectTag(failure, "JourneyDiffers"), { what: "kind", known: "import", asked: "export" })
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(losing("createReadJob", 9))),
  )
})
