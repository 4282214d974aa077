import { assert, describe, it } from "@effect/vitest"
import { importRows } from "@zoho-bulk/core"
import { StorageFailed } from "@zoho-bulk/core/Failure"
import { Journal, type JournalEntry, type JournalKeeper, layerMemory } from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, Layer, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { connected, countOf, zoho } from "../../../support/journeyProgram.ts"

/** An emulated Zoho, and a journal that outlives the programs which use it. */
const given = Layer.merge(zoho, layerMemory())

const insert = { module: "Leads", operation: "insert", concurrency: 1 } as const
const names = ["Boyle", "Pinto", "Patel"]
const rowsOf = (...given: ReadonlyArray<string>) =>
  Stream.fromIterable([["Last_Name", "Company"], ...given.map((name) => [name, "Zylker"])])

const withLimits = (limits: Partial<typeof defaultLimits>) =>
  Effect.provideService(CurrentLimits, { ...defaultLimits, ...limits })

/** Imports rows with the journal of the test, two in a part. */
const imported = (rows: ReturnType<typeof rowsOf>, keeper?: JournalKeeper) =>
  Effect.gen(function* () {
    const journal = Layer.succeed(Journal, keeper ?? (yield* Journal))
    return yield* Stream.runCollect(importRows(insert, rows, { journal }))
  }).pipe(withLimits({ maxUploadRows: 2 }), Effect.provide(connected()))

/** Stops the import where it would write this down. */
const stoppedAt = (isIt: (entry: JournalEntry) => boolean) =>
  Effect.gen(function* () {
    const keeper = yield* Journal
    const full = new StorageFailed({ doing: "write", problem: "the disk is full", remedy: "Make room." })
    const append = (entry: JournalEntry) => (isIt(entry) ? Effect.fail(full) : keeper.append(entry))
    yield* Effect.flip(imported(rowsOf(...names), { ...keeper, append }))
  })

const splitIn = (entries: ReadonlyArray<JournalEntry>) => entries.find((entry) => entry.step === "split")

describe("the rows of an import that is split, and begun again,", () => {
  it.live.each([
    { what: "has fewer", rows: names.slice(0, 2), known: "3 rows", asked: "2" },
    { what: "has more", rows: [...names, "Singh"], known: "3 rows", asked: "more rows" },
    { what: "has more parts", rows: [...names, "Singh", "Rao"], known: "3 rows", asked: "more rows" },
    {
      what: "has others",
      rows: ["Boyle", "Pinto", "Singh"],
      known: "part 2 with its 1 row",
      asked: "other rows in their place",
    },
    {
      what: "has them in another order",
      rows: ["Pinto", "Boyle", "Patel"],
      known: "part 1 with its 2 rows",
      asked: "other rows in their place",
    },
  ])("are those of another one where it $what", ({ asked, known, rows }) =>
    Effect.gen(function* () {
      yield* stoppedAt(({ step }) => step === "organization")
      const failure = expectTag(yield* Effect.flip(imported(rowsOf(...rows))), "JourneyDiffers")
      assert.deepStrictEqual([failure.what, failure.known, failure.asked], ["rows", known, asked])
      assert.strictEqual(yield* countOf("createWriteJob"), 0)
    }).pipe(Effect.provide(given)),
  )
})

describe("an import that is begun again", () => {
  const asked = countOf("getOrganization")

  it.live("asks nobody which organisation it is where every part has its job", () =>
    Effect.gen(function* () {
      yield* stoppedAt((entry) => entry.step === "fetched" && entry.part === "part 2")
      const before = yield* asked
      const outcomes = yield* imported(rowsOf(...names))
      assert.deepStrictEqual(
        outcomes.map(({ row, status }) => `${row} ${status}`),
        ["1 added", "2 added", "3 added"],
      )
      assert.deepStrictEqual([before, yield* asked, yield* countOf("createWriteJob")], [1, 1, 2])
    }).pipe(Effect.provide(given)),
  )

  it.live.each(["part 1", "part 2"])("asks which one it is where %s has none yet", (part) =>
    Effect.gen(function* () {
      yield* stoppedAt((entry) => entry.step === "ordering" && entry.part === part)
      const before = yield* asked
      assert.lengthOf(yield* imported(rowsOf(...names)), 3)
      assert.deepStrictEqual([before, yield* asked, yield* countOf("createWriteJob")], [1, 2, 2])
      const told = (yield* (yield* Journal).entries).filter(({ step }) => step === "organization")
      assert.lengthOf(told, 1)
    }).pipe(Effect.provide(given)),
  )
})

describe("the rows of a part that the journal keeps", () => {
  it.live("are not sent where they are others by now, and it is said what to do", () =>
    Effect.gen(function* () {
      const keeper = yield* Journal
      const other: JournalKeeper = {
        ...keeper,
        read: (name) =>
          name === "part-1.csv"
            ? Stream.make(new TextEncoder().encode("Last_Name,Company\nEvil,Zylker\n"))
            : keeper.read(name),
      }
      const failure = expectTag(yield* Effect.flip(imported(rowsOf(...names), other)), "StorageFailed")
      assert.deepStrictEqual(
        [failure.doing, failure.problem, failure.remedy],
        [
          "read part-1.csv",
          "its rows have changed since they were written",
          "None of them were sent. Restore the file if you can, or import the remaining rows again.",
        ],
      )
      assert.strictEqual(yield* countOf("uploadFile"), 0)
    }).pipe(Effect.provide(given)),
  )

  it.live("fill a part by their bytes, too, and have a digest each", () =>
    Effect.gen(function* () {
      const keeper = yield* Journal
      const wide = Stream.fromIterable([["Last_Name", "Company"], ...names.map((name) => [name, "x".repeat(100)])])
      yield* Stream.runDrain(importRows(insert, wide, { journal: Layer.succeed(Journal, keeper) })).pipe(
        withLimits({ maxUploadBytes: 250 }),
        Effect.provide(connected()),
      )
      const split = splitIn(yield* keeper.entries)
      assert.deepStrictEqual([split?.parts, split?.digests?.length, new Set(split?.digests).size], [[1, 1, 1], 3, 3])
    }).pipe(Effect.provide(given)),
  )

  // As CSV, a cell takes up to 3 bytes beside its text: that makes 22 for the header, and 11 for each row beside its width.
  it.live.each([
    { widths: [2_090, 2_090, 2_090], parts: [2, 1] },
    { widths: [2_090, 2_091, 2_090], parts: [1, 1, 1] },
    { widths: [1_389, 1_390, 1_390], parts: [3] },
    { widths: [1_390, 1_390, 1_390], parts: [2, 1] },
  ])("have no more bytes than an upload takes, and as many as it does: $widths", ({ parts, widths }) =>
    Effect.gen(function* () {
      const keeper = yield* Journal
      const rows = widths.map((width, at) => [names[at] ?? "", "x".repeat(width)])
      yield* Stream.runDrain(
        importRows(insert, Stream.fromIterable([["Last_Name", "Company"], ...rows]), {
          journal: Layer.succeed(Journal, keeper),
        }),
      ).pipe(withLimits({ maxUploadBytes: 4_400 }), Effect.provide(connected()))
      assert.deepStrictEqual(splitIn(yield* keeper.entries)?.parts, parts)
    }).pipe(Effect.provide(given)),
  )
})
