import { assert, describe, it } from "@effect/vitest"
import type { JobId } from "@zoho-bulk/core"
import { exportRecords, importRows } from "@zoho-bulk/core"
import {
  Journal,
  type JournalEntry,
  type JournalKeeper,
  layerMemory,
  resumeExport,
  resumeImport,
} from "@zoho-bulk/core/Journal"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import { Clock, Effect, Fiber, Layer, Stream } from "effect"
import { TestClock } from "effect/testing"
import { mismatch } from "../../../../packages/core/src/transfer/journal/mismatch.ts"
import { waitForAnswers } from "../../../../packages/core/src/transfer/journey/waitForAnswers.ts"
import { alteredZoho } from "../../../support/alteredZoho.ts"
import { json, refusal } from "../../../support/answers.ts"
import { emulated, scripted } from "../../../support/connected.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { begun } from "../../../support/journalsOnDisk.ts"
import { createdReadBody, readBody } from "../../../support/samples.ts"

const jobId = "4150868000005376042" as JobId

const rows = Stream.make(["Last_Name", "Company"], ["A", "Zylker"])

const insert = { module: "Leads", operation: "insert" } as const

const own = Layer.effect(Journal, Journal)

/** A journal with some entries. */
const withEntries = (...entries: ReadonlyArray<JournalEntry>) =>
  Layer.effect(
    Journal,
    Effect.tap(Journal, ({ append }) => Effect.forEach(entries, append)),
  ).pipe(Layer.provide(layerMemory()))

describe("a journal that cannot be resumed", () => {
  const refused = (...entries: ReadonlyArray<JournalEntry>) =>
    Effect.gen(function* () {
      const journal = withEntries(...entries)
      const failures = [
        yield* Effect.flip(Effect.scoped(resumeExport({ journal }))),
        yield* Effect.flip(Stream.runDrain(resumeImport({ journal }))),
      ]
      return failures.map((failure) => [failure._tag, failure.message] as const)
    }).pipe(Effect.provide(emulated()))

  it.effect.each<{ what: string; entries: ReadonlyArray<JournalEntry>; tag: string; words: ReadonlyArray<string> }>([
    { what: "since it is empty", entries: [], tag: "InvalidRequest", words: ["empty", "where the journal is"] },
    {
      what: "since it does not say what was asked for",
      entries: [{ step: "ordering", part: "page 1", at: 1 }],
      tag: "InvalidRequest",
      words: ["older version", "same call"],
    },
    {
      what: "since it names no module",
      entries: [begun(1)],
      tag: "InvalidRequest",
      words: ["no module", "the version of zoho-bulk that wrote it"],
    },
    {
      what: "since it is finished",
      entries: [begun(1), { step: "finished", at: 86_400_000 }],
      tag: "JourneyFinished",
      words: ["1970-01-02"],
    },
  ])("says why: $what", ({ entries, tag, words }) =>
    Effect.gen(function* () {
      for (const [found, message] of yield* refused(...entries)) {
        assert.strictEqual(found, tag)
        for (const each of words) assert.include(message, each)
      }
    }),
  )
})

describe("a journey that fails on journals which are finished", () => {
  it.live("begins where none is yet, and goes on where one is not finished", () =>
    Effect.gen(function* () {
      const imported = Stream.runCollect(importRows(insert, rows, { journal: own, ifFinished: "fail" }))
      assert.strictEqual((yield* imported).length, 1)
      const { finishedAt } = expectTag(yield* Effect.flip(imported), "JourneyFinished")
      assert.isAbove(finishedAt, 0)
    }).pipe(Effect.provide(Layer.merge(emulated({ emulator: { jobDuration: 0 } }), layerMemory()))),
  )
})

describe("an order of unknown outcome", () => {
  const unreadable = (...jobIds: ReadonlyArray<JobId>): JournalEntry => ({
    step: "unreadable",
    part: "page 1",
    at: 7,
    jobIds,
  })

  it.effect.each<{ what: string; entry: JournalEntry; says: string; names: string | undefined }>([
    { what: "a line that names a job", entry: unreadable(jobId), says: "damaged", names: jobId },
    { what: "a line that names none", entry: unreadable(), says: "damaged", names: undefined },
    {
      what: "no line",
      entry: { step: "ordering", part: "page 1", at: 7 },
      says: "the program ended",
      names: undefined,
    },
  ])("is told by what the journal has of it: $what", ({ entry, names, says }) =>
    Effect.gen(function* () {
      const exported = exportRecords({ module: "Contacts", fields: ["Email"] }, undefined, {
        journal: withEntries(entry),
      })
      const lost = expectTag(yield* Effect.flip(Stream.runDrain(exported)), "CreateOutcomeUnknown")
      assert.deepStrictEqual([lost.part, lost.sentAt], ["page 1", 7])
      assert.include(lost.reason, says)
      assert.strictEqual(/names job (\d+)/.exec(lost.reason)?.[1], names)
      assert.strictEqual(lost.reason.includes("names job"), names !== undefined)
    }).pipe(Effect.provide(emulated())),
  )

  it.effect("is told with what Zoho, or who spoke in its place, has answered", () =>
    Effect.gen(function* () {
      const lost = yield* Effect.flip(Stream.runDrain(importRows(insert, rows)))
      assert.deepInclude(expectTag(lost, "CreateOutcomeUnknown"), {
        part: "part 1",
        httpStatus: 502,
        code: "BAD_GATEWAY",
        zohoMessage: "try later",
      })
    }).pipe(
      Effect.provide(
        alteredZoho(({ method }, { pathname }) =>
          Effect.succeed(
            method === "POST" && pathname.endsWith("/write")
              ? refusal(502, "BAD_GATEWAY", { message: "try later" })
              : undefined,
          ),
        ),
      ),
    ),
  )
})

describe("a job that failed and says nothing else", () => {
  it.effect("is told as it is", () =>
    Effect.gen(function* () {
      const exported = exportRecords({ module: "Contacts", fields: ["Email"] })
      const failure = expectTag(yield* Effect.flip(Stream.runDrain(exported)), "JobFailed")
      assert.deepInclude(failure, { jobId: "1", kind: "read", state: "failed" })
      assert.isUndefined(failure.code)
    }).pipe(
      Effect.provide(
        scripted([json(createdReadBody("1"), { status: 201 }), json(readBody({ id: "1", state: "FAILURE" }))]),
      ),
    ),
  )
})

describe("a write job whose details tell of no file", () => {
  it("may be that of any part", () => {
    const ordered = { kind: "import", module: "Leads" } as const
    for (const resource of [[], undefined, [{}]]) {
      const job = { kind: "write", id: jobId, operation: "insert", resource } as never
      assert.isUndefined(mismatch(ordered, [begun(1)], "part 1", job))
    }
  })
})

describe("a journey whose time is over", () => {
  const running = (...entries: ReadonlyArray<JournalEntry>) =>
    Effect.gen(function* () {
      const exported = exportRecords({ module: "Contacts", fields: ["Email"] }, undefined, {
        journal: withEntries(...entries),
        timeout: "5 seconds",
      })
      const waiting = yield* Effect.forkChild(Effect.flip(Stream.runDrain(exported)))
      const failure = yield* Effect.raceFirst(Fiber.join(waiting), Effect.forever(TestClock.adjust("1 second")))
      return expectTag(failure, "JobStillRunning")
    }).pipe(
      Effect.provide(
        alteredZoho(({ method }, { pathname }) =>
          Effect.succeed(
            method === "GET" && /\/read\/\d+$/.test(pathname)
              ? json(readBody({ id: pathname.split("/").at(-1) ?? "", state: "IN PROGRESS" }))
              : undefined,
          ),
        ),
      ),
    )

  it.effect.each<{ step: "ordered" | "adopted" }>([{ step: "ordered" }, { step: "adopted" }])(
    "names the job that it was at: one that was $step",
    ({ step }) =>
      Effect.gen(function* () {
        const failure = yield* running(
          { step: "ordering", part: "page 1", at: 1 },
          { step, part: "page 1", at: 2, jobId },
          { step: "dropped", at: 3, field: "Phone" },
        )
        assert.deepInclude(failure, { jobId, kind: "read" })
      }),
  )
})

describe("answers that an earlier life of a journey may still get", () => {
  /** How long is waited, in seconds, where the orders went out so many seconds after the epoch. */
  const waited = Effect.fnUntraced(function* (now: number, ...sent: ReadonlyArray<number>) {
    let looks = 0
    const entries = sent.map((at, n): JournalEntry => ({ step: "ordering", part: `part ${n + 1}`, at: at * 1_000 }))
    const keeper = {
      entries: Effect.succeed([begun(1), ...entries]),
      readAnew: Effect.sync(() => void looks++),
    } as unknown as JournalKeeper
    yield* TestClock.setTime(now * 1_000)
    const waiting = yield* Effect.forkChild(Effect.andThen(waitForAnswers(keeper), Clock.currentTimeMillis))
    const end = yield* Effect.raceFirst(Fiber.join(waiting), Effect.forever(TestClock.adjust("1 second")))
    assert.isAbove(looks, 0)
    return end / 1_000 - now
  })

  it.effect("are waited for until no call can last any longer, by the order that went out last", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* waited(1_000), 0)
      assert.strictEqual(yield* waited(1_000, 900), 0)
      assert.strictEqual(yield* waited(1_000, 995), 55)
      assert.strictEqual(yield* waited(1_000, 900, 995), 55)
      assert.strictEqual(yield* waited(1_000, 995, 970), 55)
    }).pipe(Effect.provide(layerLimits({ callTimeout: "60 seconds" }))),
  )
})

describe("a journal in memory", () => {
  it.effect("lets go of the parts of earlier journeys as another one begins, and of nothing else", () =>
    Effect.gen(function* () {
      const { append, forget, keep, read } = yield* Journal
      const text = (name: string) => Stream.mkString(Stream.decodeText(read(name)))
      for (const name of ["part-1.csv", "part-12.result.zip", "job-1.result.zip"]) {
        yield* keep(name, Stream.encodeText(Stream.succeed(name)))
      }
      yield* append({ step: "split", at: 1, parts: [1] })
      assert.strictEqual(yield* text("part-1.csv"), "part-1.csv")
      yield* append(begun(2))
      assert.deepStrictEqual(yield* Effect.forEach(["part-1.csv", "part-12.result.zip"], text), ["", ""])
      assert.strictEqual(yield* text("job-1.result.zip"), "job-1.result.zip")
      yield* forget("job-1.result.zip")
      assert.strictEqual(yield* text("job-1.result.zip"), "")
    }).pipe(Effect.provide(layerMemory())),
  )
})
