import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { Condition, exportCalendar, exportModule, exportRecords, ZohoConnection } from "@zoho-bulk/core"
import { Journal, layerMemory, type JournalEntry, type JournalKeeper } from "@zoho-bulk/core/Journal"
import { CurrentProgress, type ProgressEvent } from "@zoho-bulk/core/Progress"
import { type ApiVersion } from "@zoho-bulk/core/Settings"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { headerAndRows } from "../../../support/rows.ts"
import { expectTag } from "../../../support/failureAfter.ts"

/** What stands between the program and Zoho. */
type Between = (zoho: HttpClient.HttpClient) => HttpClient.HttpClient

const nothingBetween: Between = (zoho) => zoho

/** Lets the first look at the nth job that is looked at find nothing. */
const notFoundOnce = (nth: number): Between => {
  const seen = new Set<string>()
  return HttpClient.mapRequest((request) => {
    const [, jobId] = /\/read\/(\d+)$/.exec(new URL(request.url).pathname) ?? []
    if (jobId === undefined || seen.has(jobId)) return request
    seen.add(jobId)
    return seen.size === nth ? HttpClientRequest.setUrl(request, request.url.replace(jobId, "41508680009")) : request
  })
}

const emulated = (apiVersion: ApiVersion, options: Emulator.EmulatorOptions = {}, between: Between = nothingBetween) =>
  ZohoConnection.layer({ apiVersion }).pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provide(Layer.effect(HttpClient.HttpClient, Effect.map(HttpClient.HttpClient, between))),
    Layer.provideMerge(
      Emulator.layerHttpClient({ records: { Contacts: 250 }, recordsPerPage: 100, jobDuration: 0, ...options }),
    ),
  )

const request: exportModule.Request = { module: "Contacts", fields: ["Last_Name", "Email"] }

/** The journal that a test has, for what it exports. */
const journal = Layer.effect(Journal, Journal)

const rowsOf = (wanted: exportModule.Request = request) => headerAndRows(exportModule(wanted))

const rowsWithJournal = () => headerAndRows(exportModule(request, { journal }))

const createdJobs = Effect.gen(function* () {
  const { requests } = yield* (yield* Emulator.Emulator).report
  return requests.filter(({ operation }) => operation === "createReadJob").length
})

const entriesOf = Effect.flatMap(Journal, (journal: JournalKeeper) => journal.entries)

/** Runs with a journal that has what the test's journal has, changed. */
const withEntries = Effect.fnUntraced(function* <A, E, R>(
  change: (entry: JournalEntry) => JournalEntry,
  run: Effect.Effect<A, E, R>,
) {
  const changed = yield* Layer.build(Layer.fresh(layerMemory()))
  const entries = yield* entriesOf
  yield* Effect.provide(
    Effect.flatMap(Journal, ({ append }) => Effect.forEach(entries, (entry) => append(change(entry)))),
    changed,
  )
  return yield* Effect.provide(run, changed)
})

/** A journal's entry, but with a job that Zoho does not know any more for a page. */
const withoutJobOf =
  (part: string) =>
  (entry: JournalEntry): JournalEntry =>
    entry.step === "ordered" && entry.part === part ? { ...entry, jobId: "41508680009" as never } : entry

const telling = Effect.fnUntraced(function* <A, E, R>(run: Effect.Effect<A, E, R>) {
  const events: Array<ProgressEvent> = []
  const listen = (event: ProgressEvent) => Effect.sync(() => void events.push(event))
  return [yield* Effect.provideService(run, CurrentProgress, listen), events] as const
})

const steps = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> =>
  entries.map((entry) => ("part" in entry ? `${entry.step} ${entry.part}` : entry.step))

describe("an export of a module", () => {
  it.live.each(["v2", "v6", "v7", "v8"] as const)(
    "of %s gives every record once, in order, over three pages",
    (version) =>
      Effect.gen(function* () {
        const [header, ...rows] = yield* rowsOf()
        assert.deepStrictEqual(header, ["id", "Last_Name", "Email"])
        assert.strictEqual(rows.length, 250)
        const ids = rows.map(([id = ""]) => id)
        assert.deepStrictEqual(ids, ids.toSorted())
        assert.strictEqual(new Set(ids).size, 250)
        assert.strictEqual(yield* createdJobs, 3)
      }).pipe(Effect.provide(emulated(version))),
  )

  it.live("makes the next page while this one flows, once its reader comes back for more", () =>
    Effect.gen(function* () {
      const { rows } = yield* exportModule(request)
      const chunks = Stream.chunks(rows).pipe(Stream.mapEffect(() => Effect.delay(createdJobs, "200 millis")))
      const [first, second] = yield* Stream.runCollect(Stream.take(chunks, 2))
      assert.deepStrictEqual([first, second], [1, 2])
    }).pipe(Effect.scoped, Effect.provide(emulated("v8", { records: { Contacts: 30_000 }, recordsPerPage: 20_000 }))),
  )

  it.live("orders no page that nobody reads: its reader takes three rows and leaves", () =>
    Effect.gen(function* () {
      const three = yield* Stream.runCollect(Stream.take(exportRecords(request), 3))
      assert.strictEqual(three.length, 3)
      assert.strictEqual(yield* Effect.delay(createdJobs, "200 millis"), 1)
    }).pipe(Effect.provide(emulated("v8"))),
  )

  it.live("gives a header and nothing else where no record matches", () =>
    Effect.gen(function* () {
      const where = Condition.field.text("Last_Name").equal("nobody has this name")
      assert.deepStrictEqual(yield* rowsOf({ ...request, where }), [["id", "Last_Name", "Email"]])
    }).pipe(Effect.provide(emulated("v8"))),
  )

  it.live("fails with the code of a job that failed, and gives no row of it", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(rowsOf()), "JobFailed")
      assert.include(failure, { kind: "read", state: "failed", code: "INTERNAL_SERVER_ERROR" })
    }).pipe(Effect.provide(emulated("v8", { faults: [{ does: "job-fails" }] }))),
  )

  it.live("names a field that bulk read refuses", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(rowsOf({ ...request, fields: ["Last_Name", "No_Such_Field"] }))
      assert.include(JSON.stringify(expectTag(failure, "RequestNotAccepted").details), "No_Such_Field")
    }).pipe(Effect.provide(emulated("v8"))),
  )

  it.live("leaves refused fields out where it may, and tells which", () =>
    Effect.gen(function* () {
      const events: Array<ProgressEvent> = []
      const fields = ["Last_Name", "No_Such_Field", "Email", "Nor_This"]
      const [header] = yield* rowsOf({ ...request, fields, dropRefusedFields: true }).pipe(
        Effect.provideService(CurrentProgress, (event) => Effect.sync(() => void events.push(event))),
      )
      assert.deepStrictEqual(header, ["id", "Last_Name", "Email"])
      assert.deepStrictEqual(
        events.flatMap((event) => (event._tag === "dropped" ? [event.field] : [])),
        ["No_Such_Field", "Nor_This"],
      )
    }).pipe(Effect.provide(emulated("v8"))),
  )
})

describe("an export with a journal", () => {
  it.live("writes down what it is about to do before it does it", () =>
    Effect.gen(function* () {
      yield* rowsWithJournal()
      const entries = steps(yield* entriesOf)
      for (const page of ["page 1", "page 2", "page 3"]) {
        const own = entries.filter((step) => step.endsWith(page))
        assert.deepStrictEqual(own, [`ordering ${page}`, `ordered ${page}`, `paged ${page}`])
      }
    }).pipe(Effect.provide(Layer.merge(emulated("v8"), layerMemory()))),
  )

  it.live("uses the jobs that exist when it is begun again before its end, and gives the same rows", () =>
    Effect.gen(function* () {
      const whole = yield* rowsOf().pipe(Effect.provide(Layer.fresh(emulated("v6"))))
      yield* Stream.runDrain(Stream.take(exportRecords(request, undefined, { journal }), whole.length - 1))
      assert.deepStrictEqual(yield* rowsWithJournal(), whole)
      assert.strictEqual(yield* createdJobs, 3)
    }).pipe(Effect.provide(Layer.merge(emulated("v6"), layerMemory()))),
  )

  it.live("does not order again what may have been ordered", () =>
    Effect.gen(function* () {
      expectTag(yield* Effect.flip(rowsWithJournal()), "CreateOutcomeUnknown")
      const again = expectTag(yield* Effect.flip(rowsWithJournal()), "CreateOutcomeUnknown")
      assert.strictEqual(again.request.operation, "createReadJob")
      assert.strictEqual(yield* createdJobs, 2)
    }).pipe(
      Effect.provide(
        Layer.merge(
          emulated("v8", { faults: [{ does: "lost-reply", operation: "createReadJob", nth: 2 }] }),
          layerMemory(),
        ),
      ),
    ),
  )

  it.live("goes on with the job that the user adopts, or orders again at the user's word", () =>
    Effect.gen(function* () {
      const whole = yield* rowsOf().pipe(Effect.provide(Layer.fresh(emulated("v8"))))
      for (const isAdopted of [true, false]) {
        yield* Effect.gen(function* () {
          yield* Effect.flip(rowsWithJournal())
          const own = yield* Journal
          const { jobs } = yield* (yield* Emulator.Emulator).report
          const jobId = jobs.at(-1)?.id as never
          yield* own.append(
            isAdopted
              ? { step: "adopted", part: "page 2", at: 0, jobId }
              : { step: "abandoned", part: "page 2", at: 0 },
          )
          assert.deepStrictEqual(yield* rowsWithJournal(), whole)
          assert.strictEqual(yield* createdJobs, isAdopted ? 3 : 4)
        }).pipe(
          Effect.provide(
            Layer.fresh(
              Layer.merge(
                emulated("v8", { faults: [{ does: "lost-reply", operation: "createReadJob", nth: 2 }] }),
                layerMemory(),
              ),
            ),
          ),
        )
      }
    }),
  )

  it.live("begins anew, before any row goes out, where the token to the next page is older than a day", () =>
    Effect.gen(function* () {
      yield* Stream.runDrain(Stream.take(exportRecords(request, undefined, { journal }), 1))
      const [rows, events] = yield* withEntries(
        (entry) => ({ ...entry, at: entry.at - 86_400_001 }),
        telling(rowsWithJournal()),
      )
      assert.strictEqual(rows.length, 251)
      assert.strictEqual(yield* createdJobs, 4)
      const [anew] = events
      assert.include(anew, { _tag: "begunAnew" })
      assert.include(JSON.stringify(anew), "Page 2 of Contacts can no longer be requested")
    }).pipe(Effect.scoped, Effect.provide(Layer.merge(emulated("v8"), layerMemory()))),
  )

  it.live.each(["v6", "v8"] as const)("of %s begins anew where the job of its first page is gone", (version) =>
    Effect.gen(function* () {
      yield* Stream.runDrain(Stream.take(exportRecords(request, undefined, { journal }), 1))
      const [rows, events] = yield* withEntries(withoutJobOf("page 1"), telling(rowsWithJournal()))
      assert.strictEqual(rows.length, 251)
      assert.strictEqual(yield* createdJobs, 4)
      assert.strictEqual(events.filter(({ _tag }) => _tag === "begunAnew").length, 1)
    }).pipe(Effect.scoped, Effect.provide(Layer.merge(emulated(version), layerMemory()))),
  )

  it.live("fails where a job is gone once rows have gone out, and begins anew at the next call", () =>
    Effect.gen(function* () {
      yield* Stream.runDrain(Stream.take(exportRecords(request, undefined, { journal }), 150))
      const before = yield* createdJobs
      const again = Effect.gen(function* () {
        expectTag(yield* Effect.flip(rowsWithJournal()), "JobNotFound")
        assert.strictEqual(yield* createdJobs, before)
        return yield* rowsWithJournal()
      })
      assert.strictEqual((yield* withEntries(withoutJobOf("page 2"), again)).length, 251)
      assert.strictEqual(yield* createdJobs, before + 3)
    }).pipe(Effect.scoped, Effect.provide(Layer.merge(emulated("v8"), layerMemory()))),
  )

  it.live("goes on once a job that this run had ordered, and did not find yet, is found", () =>
    Effect.gen(function* () {
      yield* Stream.runDrain(Stream.take(exportRecords(request, undefined, { journal }), 1))
      expectTag(yield* Effect.flip(rowsWithJournal()), "JobNotFound")
      assert.strictEqual((yield* rowsWithJournal()).length, 251)
      assert.strictEqual(yield* createdJobs, 3)
    }).pipe(Effect.provide(Layer.merge(emulated("v8", {}, notFoundOnce(2)), layerMemory()))),
  )

  it.effect("fails where its rows are read for more than a day, and begins anew at the next call", () =>
    Effect.gen(function* () {
      const slow = exportRecords(request, undefined, { journal }).pipe(
        Stream.rechunk(1),
        Stream.zipWithIndex,
        Stream.tap(([, at]) => (at === 0 ? Effect.sleep("25 hours") : Effect.void)),
        Stream.runDrain,
      )
      const failure = expectTag(yield* Effect.flip(slow), "PageTokenExpired")
      assert.include(failure, { module: "Contacts", page: 2 })
      assert.strictEqual((yield* rowsWithJournal()).length, 251)
    }).pipe(Effect.provide(Layer.merge(emulated("v8"), layerMemory())), (run) =>
      Emulator.withAdvancingClock(run, { limit: "3 days" }),
    ),
  )

  it.live("uses the jobs of pages that were ordered in time, however old it is", () =>
    Effect.gen(function* () {
      const whole = yield* rowsWithJournal()
      const entries = yield* entriesOf
      const aged = yield* Layer.build(Layer.fresh(layerMemory()))
      const again = yield* Effect.gen(function* () {
        const { append } = yield* Journal
        for (const entry of entries) {
          if (entry.step !== "finished") yield* append({ ...entry, at: entry.at - 86_400_001 })
        }
        return yield* rowsWithJournal()
      }).pipe(Effect.provide(aged))
      assert.deepStrictEqual(again, whole)
      assert.strictEqual(yield* createdJobs, 3)
    }).pipe(Effect.scoped, Effect.provide(Layer.merge(emulated("v8"), layerMemory()))),
  )
})

it.live("events are exported as calendar entries", () =>
  Effect.gen(function* () {
    const text = yield* exportCalendar({ module: "Events" }).pipe(Stream.decodeText, Stream.mkString)
    assert.strictEqual(text.split("BEGIN:VEVENT").length - 1, 30)
    assert.isTrue(text.startsWith("BEGIN:VCALENDAR"))
  }).pipe(Effect.provide(emulated("v8"))),
)
