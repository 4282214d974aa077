import { assert, describe, it } from "@effect/vitest"
import { importRows, type RowOutcome, uploadFile } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Journal, type JournalKeeper, layerMemory } from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, Layer, Stream } from "effect"
import * as Zip from "effect/encoding/Zip"
import { alteredZoho, kindOf } from "../../../support/alteredZoho.ts"
import { refusal } from "../../../support/answers.ts"

const recordId = "4150868013000000001"

const untouched = () => Effect.undefined

const rows = Stream.make(["Last_Name", "Company"], ...Array.from({ length: 9 }, (_, n) => [`Lead ${n}`, "Zylker"]))

const imported = Effect.suspend(() =>
  Stream.runCollect(importRows({ module: "Leads", operation: "insert" }, rows)),
).pipe(Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: 3 }))

const importedWith = (journal: JournalKeeper) =>
  Stream.runCollect(
    importRows({ module: "Leads", operation: "insert" }, rows, { journal: Layer.succeed(Journal, journal) }),
  )

/** The same with the journal of the test, so that it goes on where an earlier run stopped. */
const resumed = Journal.use(importedWith)

/** A run that is killed right before it writes down that it is finished. */
const almostFinished = Journal.use((journal) =>
  importedWith({
    ...journal,
    append: (entry) => (entry.step === "finished" ? Effect.void : journal.append(entry)),
  }),
)

const report = Effect.flatMap(Emulator.Emulator, (emulator) => emulator.report)
const leadsNow = Effect.map(report, ({ records }) => records["Leads"])
const statuses = (outcomes: ReadonlyArray<RowOutcome>) => outcomes.map(({ status }) => status)
const allAdded = Array.from({ length: 9 }, () => "added")

describe("an import has patience:", () => {
  it.effect.each([
    { what: "one 500", faults: [{ does: "failing", operation: "uploadFile", nth: 2 }] },
    { what: "one 502", faults: [{ does: "bad-gateway", operation: "uploadFile", nth: 2 }] },
    { what: "a connection that breaks", faults: [{ does: "reset", operation: "uploadFile", nth: 1 }] },
    { what: "a lost answer", faults: [{ does: "lost-reply", operation: "uploadFile", nth: [1, 2] }] },
  ] satisfies ReadonlyArray<{ readonly what: string; readonly faults: ReadonlyArray<Emulator.Fault> }>)(
    "an upload is made again after $what",
    ({ faults }) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(statuses(yield* Emulator.withAdvancingClock(imported)), allAdded)
        assert.strictEqual(yield* leadsNow, 129)
      }).pipe(Effect.provide(alteredZoho(untouched, { faults }))),
  )

  it.live("a file that Zoho has forgotten is uploaded again", () => {
    let mode: "denied" | "forgotten" = "denied"
    let orders = 0
    const zoho = alteredZoho((request, url) =>
      Effect.sync(() => {
        if (kindOf(request, url) !== "order") return undefined
        if (mode === "denied") return refusal(403, "NO_PERMISSION")
        return orders++ === 0 ? refusal(400, "INVALID_FILE_ID") : undefined
      }),
    )
    return Effect.gen(function* () {
      yield* Effect.flip(resumed)
      mode = "forgotten"
      assert.deepStrictEqual(statuses(yield* resumed), allAdded)
      const uploads = (yield* report).requests.filter(({ operation }) => operation === "uploadFile")
      assert.strictEqual(uploads.length, 2)
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory())))
  })

  it.live("a file that Zoho never knows is uploaded again once, and then the import says so", () => {
    const zoho = alteredZoho((request, url) =>
      Effect.succeed(kindOf(request, url) === "order" ? refusal(400, "FILE_NOT_FOUND") : undefined),
    )
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(resumed)
      assert.strictEqual(failure.code, "FILE_NOT_FOUND")
      const uploads = (yield* report).requests.filter(({ operation }) => operation === "uploadFile")
      assert.strictEqual(uploads.length, 2)
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory())))
  })

  it.live.each([
    { what: "whose outcomes are there", faults: [], told: allAdded },
    {
      what: "that failed",
      faults: [{ does: "job-fails", operation: "createWriteJob" }],
      told: allAdded.map(() => "failed"),
    },
  ] satisfies ReadonlyArray<{
    readonly what: string
    readonly faults: ReadonlyArray<Emulator.Fault>
    readonly told: ReadonlyArray<string>
  }>)("nothing more is needed of Zoho for a part $what", ({ faults, told }) => {
    let isGone = false
    const zoho = alteredZoho(
      (request, url) =>
        Effect.sync(() => (isGone && kindOf(request, url) === "look" ? refusal(404, "RESOURCE_NOT_FOUND") : undefined)),
      { faults },
    )
    return Effect.gen(function* () {
      const first = yield* almostFinished
      isGone = true
      const before = (yield* report).requests.length
      assert.deepStrictEqual(yield* resumed, first)
      assert.deepStrictEqual(statuses(first), told)
      assert.strictEqual((yield* report).requests.length, before)
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory())))
  })

  it.live("an archive that an older version uploaded is ordered by the order of its own columns", () =>
    Effect.gen(function* () {
      const csv = `Company,id\nNewer,${recordId}\n`
      const journal = yield* Journal
      const archive = Stream.succeed(Zip.file("part-1.csv", csv)).pipe(Stream.pipeThroughChannelOrFail(Zip.encode()))
      const fileId = yield* uploadFile({ name: "part-1.zip", bytes: Stream.orDie(archive) })
      yield* journal.keep("part-1.csv", Stream.encodeText(Stream.succeed(csv)))
      yield* journal.append({ step: "split", at: 0, parts: [1] })
      yield* journal.append({ step: "uploaded", part: "part 1", at: 0, fileId })
      const outcomes = yield* Stream.runCollect(
        importRows(
          { module: "Leads", operation: "update", findBy: "id" },
          Stream.make(["Company", "id"], ["Newer", recordId]),
          { journal: Layer.succeed(Journal, journal) },
        ),
      )
      assert.deepStrictEqual(statuses(outcomes), ["updated"])
      assert.strictEqual(outcomes[0]?.recordId, recordId)
    }).pipe(Effect.provide(Layer.merge(alteredZoho(untouched), layerMemory()))),
  )
})
