import { assert, describe, it } from "@effect/vitest"
import { importRows, type RowOutcome } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Journal, type JournalEntry, layerMemory } from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, Layer, Stream } from "effect"
import { alteredZoho, kindOf } from "../../../support/alteredZoho.ts"
import { json, page, refusal } from "../../../support/answers.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import type { Turn } from "../../../support/ScriptedZoho.ts"

const insert = { module: "Leads", operation: "insert", header: ["Last_Name", "Company"], concurrency: 1 } as const
const names = ["A", "B", "C"]

/** Imports rows, one a part, with the journal at hand; gives what became of each, how it ended, and what the journal says. */
const run = (given: ReadonlyArray<string> = names) =>
  Journal.use((journal) => {
    const seen: Array<RowOutcome> = []
    const rows = Stream.fromIterable(given.map((name) => [name, "Zylker"]))
    return importRows(insert, rows, { journal: Layer.succeed(Journal, journal) }).pipe(
      Stream.runForEach((outcome) => Effect.sync(() => seen.push(outcome))),
      Effect.result,
      Effect.flatMap((end) =>
        Effect.map(journal.entries, (entries) => ({
          failure: end._tag === "Failure" ? end.failure : undefined,
          told: seen.map(({ cells, status }) => `${cells[0]} ${status}`),
          steps: entries.map((entry) => ("part" in entry ? `${entry.step} ${entry.part}` : entry.step)),
          entries,
        })),
      ),
      Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: 1 }),
    )
  })

const countOf = (operation: string) =>
  Effect.map(
    Effect.flatMap(Emulator.Emulator, (emulator) => emulator.report),
    ({ requests }) => requests.filter((request) => request.operation === operation).length,
  )

const endOf = (entries: ReadonlyArray<JournalEntry>) => entries.find(({ step }) => step === "ended")

/** A Zoho that answers every look at the first job, or the download of its result, otherwise. */
const ofFirstJob = (kind: "look" | "download", answer: (jobId: string) => Turn, isSo = () => true) => {
  let first: string | undefined
  return Layer.merge(
    alteredZoho((request, url) =>
      Effect.sync(() => {
        const jobId = /(\d{6,})(?:\.zip)?$/.exec(url.pathname)?.[1]
        if (kindOf(request, url) === "look") first ??= jobId
        return kindOf(request, url) === kind && jobId !== undefined && jobId === first && isSo()
          ? answer(jobId)
          : undefined
      }),
    ),
    layerMemory(),
  )
}

const linkNotValid = () => json({ "x-info": "Link not valid", info: "Forbidden", http_status: "403" }, { status: 403 })

/** A Zoho that lets nobody look at jobs for a week, and whose first look from then on may be another answer. */
const afterAWeek = (answer: (isFirstLook: boolean) => Turn | undefined = () => undefined) => {
  let looks = 0
  return Layer.merge(
    alteredZoho((request, url) =>
      Effect.sync(() => {
        if (kindOf(request, url) !== "look") return undefined
        return ++looks === 1 ? refusal(403, "NO_PERMISSION") : answer(looks === 2)
      }),
    ),
    layerMemory(),
  )
}

describe("an import that is gone on with after more than the week for which Zoho keeps results", () => {
  const stopped = Effect.gen(function* () {
    const { steps } = yield* run()
    assert.deepStrictEqual(steps.slice(-1), ["ordered part 1"])
    yield* Effect.sleep("9 days")
  })

  it.effect("comes to its end: rows whose result is gone are unknown, and the others are sent", () =>
    Effect.gen(function* () {
      yield* stopped
      const { failure, steps, told } = yield* run()
      assert.deepStrictEqual(told, ["A unknown", "B added", "C added"])
      const differ = expectTag(failure ?? assert.fail("it ended well"), "OutcomesDiffer")
      assert.strictEqual(
        differ.summary,
        `The outcome of the rows of write job ${differ.jobId} (part 1) is unknown: Zoho no longer has its result (HTTP 403, Link not valid)`,
      )
      assert.strictEqual(differ.archive, undefined)
      assert.strictEqual(differ.unaccounted, undefined)
      assert.include(steps, "ended part 1")
      assert.strictEqual(steps.at(-1), "finished")
      assert.strictEqual(yield* countOf("createWriteJob"), 3)
    }).pipe((program) => Emulator.withAdvancingClock(program, { limit: "60 days" }), Effect.provide(afterAWeek())),
  )

  it.effect("so it does where Zoho knows no such job any more", () =>
    Effect.gen(function* () {
      yield* stopped
      const { failure, told } = yield* run()
      assert.deepStrictEqual(told, ["A unknown", "B added", "C added"])
      assert.include(expectTag(failure ?? assert.fail("it ended well"), "OutcomesDiffer").summary, "RESOURCE_NOT_FOUND")
    }).pipe(
      (program) => Emulator.withAdvancingClock(program, { limit: "60 days" }),
      Effect.provide(afterAWeek((isFirst) => (isFirst ? refusal(400, "RESOURCE_NOT_FOUND") : undefined))),
    ),
  )
})

describe("the result of one part that Zoho says is gone", () => {
  it.live.each([
    { what: "by a link that is not valid", answer: linkNotValid },
    { what: "by its code", answer: () => refusal(404, "RESOURCE_NOT_FOUND") },
    {
      what: "by the status for it",
      answer: () => json({ "x-error": "gone", info: "Gone", http_status: "410" }, { status: 410 }),
    },
  ])("$what, is of that part alone", ({ answer }) =>
    Effect.gen(function* () {
      const { entries, failure, steps, told } = yield* run()
      assert.deepStrictEqual(told, ["A unknown", "B added", "C added"])
      expectTag(failure ?? assert.fail("it ended well"), "OutcomesDiffer")
      assert.strictEqual(steps.at(-1), "finished")
      assert.deepInclude(endOf(entries), { part: "part 1", state: "unknown" })
    }).pipe(Effect.provide(ofFirstJob("download", answer))),
  )

  it.live("is not asked for again", () => {
    let isDown = true
    let downloads = 0
    let orders = 0
    const zoho = alteredZoho((request, url) =>
      Effect.sync(() => {
        if (kindOf(request, url) === "download") return ++downloads <= 3 ? linkNotValid() : undefined
        if (kindOf(request, url) !== "order" || !isDown) return undefined
        return ++orders > 1 ? refusal(400, "LIMIT_REACHED") : undefined
      }),
    )
    return Effect.gen(function* () {
      const first = yield* run()
      assert.deepStrictEqual(first.told, ["A unknown"])
      assert.notInclude(first.steps, "finished")
      expectTag(first.failure ?? assert.fail("it ended well"), "RequestNotAccepted")
      isDown = false
      const asked = downloads
      const { failure, steps, told } = yield* run()
      assert.deepStrictEqual(told, ["A unknown", "B added", "C added"])
      assert.strictEqual(downloads - asked, 2)
      assert.include(failure?.message, "Link not valid")
      assert.strictEqual(steps.at(-1), "finished")
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory())))
  })

  it.live("is left open where some proxy says so, and a week is not over: the others go on", () => {
    let isBlocked = true
    return Effect.gen(function* () {
      const { failure, steps, told } = yield* run()
      assert.deepStrictEqual(told, ["B added", "C added"])
      assert.deepStrictEqual(expectTag(failure ?? assert.fail("it ended well"), "PermissionDenied").unaccounted, [
        { part: "part 1", firstRow: 1, lastRow: 1, state: "ordered" },
      ])
      assert.notInclude(steps, "finished")
      isBlocked = false
      assert.deepStrictEqual((yield* run()).told, ["A added", "B added", "C added"])
    }).pipe(
      Effect.provide(
        ofFirstJob(
          "download",
          () => page(403, "Blocked by your company"),
          () => isBlocked,
        ),
      ),
    )
  })

  it.live("is of all parts where the user may not have it", () =>
    Effect.gen(function* () {
      const { failure, steps, told } = yield* run()
      assert.deepStrictEqual(told, [])
      expectTag(failure ?? assert.fail("it ended well"), "PermissionDenied")
      assert.notInclude(steps, "ordered part 2")
    }).pipe(Effect.provide(ofFirstJob("download", () => refusal(403, "NO_PERMISSION")))),
  )
})

describe("the rows of a job that ended without a result", () => {
  const ended = (state: "FAILED" | "SKIPPED", file: object) => (id: string) =>
    json({
      status: state,
      id,
      operation: "insert",
      created_time: "2026-11-26T00:00:00Z",
      resource: [{ status: state, type: "data", module: "Leads", code: "INTERNAL_ERROR", ...file }],
    })
  const counts = (added: number, updated: number) => ({
    file: {
      status: "FAILED",
      name: "part-1.csv",
      added_count: added,
      skipped_count: 0,
      updated_count: updated,
      total_count: 1,
    },
  })

  it.live.each([
    { what: "failed, where it wrote none", answer: ended("FAILED", counts(0, 0)), told: "failed" },
    { what: "failed, where nobody counted", answer: ended("FAILED", {}), told: "failed" },
    { what: "skipped, where it wrote none", answer: ended("SKIPPED", counts(0, 0)), told: "skipped" },
  ])("are $what", ({ answer, told: expected }) =>
    Effect.gen(function* () {
      const { failure, told } = yield* run()
      assert.deepStrictEqual(told, [`A ${expected}`, "B added", "C added"])
      assert.strictEqual(failure, undefined)
    }).pipe(Effect.provide(ofFirstJob("look", answer))),
  )

  it.live.each([
    { what: "added", answer: ended("FAILED", counts(1, 0)) },
    { what: "changed", answer: ended("FAILED", counts(0, 1)) },
    { what: "added, though it was skipped", answer: ended("SKIPPED", counts(1, 0)) },
  ])("are unknown where some were $what: they are not to be sent again unseen", ({ answer }) =>
    Effect.gen(function* () {
      const { failure, steps, told } = yield* run()
      assert.deepStrictEqual(told, ["A unknown", "B added", "C added"])
      const { remedy, summary } = expectTag(failure ?? assert.fail("it ended well"), "OutcomesDiffer")
      assert.match(
        summary,
        /\(part 1\) is unknown: the job (?:failed|was skipped) \(INTERNAL_ERROR\), but had written 1 row by then$/,
      )
      assert.include(remedy, "do not send them again unchecked")
      assert.strictEqual(steps.at(-1), "finished")
    }).pipe(Effect.provide(ofFirstJob("look", answer))),
  )
})
