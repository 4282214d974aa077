import { assert, describe, it } from "@effect/vitest"
import { importRows, type RowOutcome } from "@zoho-bulk/core"
import { Journal, layerMemory } from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, Layer, Stream } from "effect"
import { alteredZoho, kindOf, resultOf } from "../../../support/alteredZoho.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { countOf } from "../../../support/journeyProgram.ts"

type Row = ReadonlyArray<string>

/** What Zoho's first result says; the others are the emulator's. */
const telling = (text: string) => {
  let downloads = 0
  return alteredZoho((request, url) =>
    Effect.suspend(() =>
      kindOf(request, url) === "download" && downloads++ === 0 ? resultOf(text) : Effect.undefined,
    ),
  )
}

/** The outcomes of an import, one row a part, and how it ended. */
const outcomesOf = (
  request: importRows.Request,
  rows: ReadonlyArray<Row>,
  maxUploadRows: number,
  options: Pick<importRows.Options, "ifFinished"> = {},
) =>
  Journal.use((journal) => {
    const seen: Array<RowOutcome> = []
    return importRows({ ...request, concurrency: 1 }, Stream.fromIterable(rows), {
      journal: Layer.succeed(Journal, journal),
      ...options,
    }).pipe(
      Stream.runForEach((outcome) => Effect.sync(() => seen.push(outcome))),
      Effect.result,
      Effect.map((end) => ({ end, seen })),
      Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows }),
    )
  })

const insert = { module: "Leads", operation: "insert" } as const
const update = { module: "Leads", operation: "update", findBy: "id" } as const
const header = ["Last_Name", "Company"]

describe("a result that does not fit the rows of its part", () => {
  it.live("gives them the status unknown, keeps the archive, and lets the other parts go on", () =>
    Effect.gen(function* () {
      const { end, seen } = yield* outcomesOf(insert, [header, ["Boyle", "12.5"], ["Pinto", "Zylker"]], 1)
      assert.deepStrictEqual(
        seen.map(({ row, status }) => `${row} ${status}`),
        ["1 unknown", "2 added"],
      )
      if (end._tag === "Success") return assert.fail("it ended well")
      const differ = expectTag(end.failure, "OutcomesDiffer")
      assert.include(differ.summary, "Zoho reports 12.51, but 12.5 was sent")
      const kept = yield* Journal.use(({ read }) =>
        Stream.runCollect(read(differ.archive ?? assert.fail("it names none"))),
      )
      assert.isAbove(kept.length, 0)
      assert.strictEqual(differ.part, "part 1")
    }).pipe(
      Effect.provide(
        Layer.merge(telling("Last_Name,Company,STATUS,RECORD_ID,ERRORS\nBoyle,12.51,ADDED,1,\n"), layerMemory()),
      ),
    ),
  )

  it.live.each([
    { what: "has too few rows", text: "Last_Name,Company,STATUS,RECORD_ID,ERRORS\n" },
    {
      what: "has too many rows",
      text: "Last_Name,Company,STATUS,RECORD_ID,ERRORS\nBoyle,12.5,ADDED,1,\nBoyle,12.5,ADDED,2,\n",
    },
    { what: "is ragged", text: "Last_Name,Company,STATUS,RECORD_ID,ERRORS\nBoyle,12.5,ADDED,1\n" },
    { what: "has a status of its own", text: "Last_Name,Company,STATUS,RECORD_ID,ERRORS\nBoyle,12.5,MERGED,1,\n" },
  ])("so does one that $what", ({ text }) =>
    Effect.gen(function* () {
      const { end, seen } = yield* outcomesOf(insert, [header, ["Boyle", "12.5"], ["Pinto", "Zylker"]], 1)
      assert.deepStrictEqual(
        seen.map(({ status }) => status),
        ["unknown", "added"],
      )
      assert.strictEqual(end._tag === "Failure" ? end.failure._tag : "", "OutcomesDiffer")
    }).pipe(Effect.provide(Layer.merge(telling(text), layerMemory()))),
  )
})

describe("a result with a row that is longer than may be read", () => {
  it.live("gives the rows of its part the status unknown", () =>
    Effect.gen(function* () {
      const seen: Array<RowOutcome> = []
      const failure = yield* importRows(insert, Stream.make(header, ["Boyle", "Zylker"])).pipe(
        Stream.runForEach((outcome) => Effect.sync(() => seen.push(outcome))),
        Effect.flip,
        Effect.provideService(CurrentLimits, { ...defaultLimits, maxRowSize: 200 }),
      )
      assert.include(expectTag(failure, "OutcomesDiffer").problem, "maxRowSize")
      assert.deepStrictEqual(
        seen.map(({ row, status }) => `${row} ${status}`),
        ["1 unknown"],
      )
    }).pipe(
      Effect.provide(telling(`Last_Name,Company,STATUS,RECORD_ID,ERRORS\nBoyle,Zylker,SKIPPED,,${"x".repeat(300)}\n`)),
    ),
  )
})

describe("what does not fit in a result is said, with the row where it begins:", () => {
  const header3 = "Last_Name,Company,STATUS,RECORD_ID,ERRORS"
  const given = [header, ["Boyle", "12.5"], ["Pinto", "Zylker"]]

  it.live.each([
    { row: 1, problem: "Zoho reports Boil, but Boyle was sent", lines: ["Boil,12.5,ADDED,1,"] },
    {
      row: 2,
      problem: "Zoho reports Zylkr, but Zylker was sent",
      lines: ["Boyle,12.5,ADDED,1,", "Pinto,Zylkr,ADDED,2,"],
    },
    {
      row: 2,
      problem: "MERGED is not a status that zoho-bulk knows",
      lines: ["Boyle,12.5,ADDED,1,", "Pinto,Zylker,MERGED,2,"],
    },
    { row: 1, problem: " is not a status that zoho-bulk knows", lines: ["Boyle,12.5,,1,"] },
    { row: 2, problem: "Zoho reports only 1 row", lines: ["Boyle,12.5,ADDED,1,"] },
    { row: 1, problem: "Zoho reports only 0 rows", lines: [] },
    {
      row: 3,
      problem: "Zoho reports more than the 2 that were sent",
      lines: ["Boyle,12.5,ADDED,1,", "Pinto,Zylker,ADDED,2,", "Pinto,Zylker,ADDED,3,"],
    },
  ])("$problem", ({ lines, problem, row }) =>
    Effect.gen(function* () {
      const { end, seen } = yield* outcomesOf(insert, given, 2)
      const failure = expectTag(end._tag === "Failure" ? end.failure : assert.fail("it ended well"), "OutcomesDiffer")
      assert.deepStrictEqual([failure.problem, failure.row, failure.part], [problem, row, "part 1"])
      assert.strictEqual(failure.archive, `job-${failure.jobId}.result.zip`)
      assert.deepStrictEqual(
        seen.map(({ cells, row: of, status }) => [of, cells[0], status]),
        [
          [1, "Boyle", "unknown"],
          [2, "Pinto", "unknown"],
        ],
      )
    }).pipe(Effect.provide(Layer.merge(telling([header3, ...lines, ""].join("\n")), layerMemory()))),
  )

  it.live("and what fits is told by the rows: their statuses, ids and reasons", () =>
    Effect.gen(function* () {
      const { end, seen } = yield* outcomesOf(insert, given, 2)
      assert.strictEqual(end._tag, "Success")
      assert.deepStrictEqual(
        seen.map(({ jobId, ...outcome }) => ({ ...outcome, hasJob: /^\d+$/.test(jobId) })),
        [
          { row: 1, cells: ["Boyle", "12.5"], status: "added", recordId: "7", reasons: [], hasJob: true },
          {
            row: 2,
            cells: ["Pinto", "Zylker"],
            status: "skipped",
            reasons: [
              { code: "DUPLICATE_DATA", fields: ["Email", "Phone"] },
              { code: "OTHER", fields: [] },
            ],
            hasJob: true,
          },
        ],
      )
    }).pipe(
      Effect.provide(
        Layer.merge(
          telling(`${header3}\nBoyle,12.5,ADDED,7,\nPinto,Zylker,SKIPPED,,"DUPLICATE_DATA-Email,Phone:OTHER"\n`),
          layerMemory(),
        ),
      ),
    ),
  )
})

describe("an import all of whose rows are accounted for, though some as unknown,", () => {
  const misfit = "Last_Name,Company,STATUS,RECORD_ID,ERRORS\nBoyle,12.51,ADDED,1,\n"

  it.live("is over: the next rows are another import, and Zoho's archive stays", () =>
    Effect.gen(function* () {
      const { end } = yield* outcomesOf(insert, [header, ["Boyle", "12.5"], ["Pinto", "Zylker"]], 1)
      const journal = yield* Journal
      assert.strictEqual((yield* journal.entries).at(-1)?.step, "finished")
      const differ = expectTag(end._tag === "Failure" ? end.failure : assert.fail("it ended well"), "OutcomesDiffer")
      const archive = Stream.runCollect(journal.read(differ.archive ?? assert.fail("it names none")))
      const given = yield* archive
      assert.isAbove(given.length, 0)
      const next = yield* outcomesOf(insert, [header, ["Patel", "Zylker"]], 1)
      assert.strictEqual(next.end._tag, "Success")
      assert.deepStrictEqual(
        next.seen.map(({ cells, status }) => [cells[0], status]),
        [["Patel", "added"]],
      )
      assert.deepStrictEqual(yield* archive, given)
    }).pipe(Effect.provide(Layer.merge(telling(misfit), layerMemory()))),
  )

  const given = [header, ["Boyle", "12.5"], ["Pinto", "Zylker"]]

  const orders = countOf("createWriteJob")

  it.live("does not send the same rows again unseen, however often it is started", () =>
    Effect.gen(function* () {
      yield* outcomesOf(insert, given, 1)
      const journal = yield* Journal
      const finishedAt = (yield* journal.entries).at(-1)?.at ?? 0
      for (const rows of [given, given, [...given, ["Patel", "Zylker"]]]) {
        const { end } = yield* outcomesOf(insert, rows, 1)
        const failure = end._tag === "Failure" ? end.failure : assert.fail("it ended well")
        assert.deepInclude(expectTag(failure, "JourneyFinished"), { finishedAt, leavesUnknown: true })
        assert.include(failure.message, "the outcome of some is unknown")
        assert.deepInclude((yield* journal.entries).at(-1), { step: "finished", at: finishedAt })
      }
      assert.strictEqual(yield* orders, 2)
    }).pipe(Effect.provide(Layer.merge(telling(misfit), layerMemory()))),
  )

  it.live("does where the program says so; then it is an import as any other, which begins anew", () =>
    Effect.gen(function* () {
      yield* outcomesOf(insert, given, 1)
      assert.strictEqual((yield* outcomesOf(insert, given, 1, { ifFinished: "beginAnew" })).end._tag, "Success")
      assert.strictEqual((yield* outcomesOf(insert, given, 1)).end._tag, "Success")
      assert.strictEqual(yield* orders, 6)
    }).pipe(Effect.provide(Layer.merge(telling(misfit), layerMemory()))),
  )

  it.live.each<{ how: string; options: Pick<importRows.Options, "ifFinished"> }>([
    { how: "went out in between", options: {} },
    { how: "were insisted upon in between", options: { ifFinished: "beginAnew" } },
  ])("does not send them again unseen though other rows $how", ({ options }) =>
    Effect.gen(function* () {
      yield* outcomesOf(insert, given, 1)
      for (const name of ["Patel", "Singh"]) {
        const between = yield* outcomesOf(insert, [header, [name, "Zylker"]], 1, options)
        assert.strictEqual(between.end._tag, "Success")
      }
      const { end } = yield* outcomesOf(insert, given, 1)
      expectTag(end._tag === "Failure" ? end.failure : assert.fail("it ended well"), "JourneyFinished")
      assert.strictEqual(yield* orders, 4)
      assert.strictEqual((yield* outcomesOf(insert, given, 1, { ifFinished: "beginAnew" })).end._tag, "Success")
      assert.strictEqual((yield* outcomesOf(insert, given, 1)).end._tag, "Success")
    }).pipe(Effect.provide(Layer.merge(telling(misfit), layerMemory()))),
  )

  it.live("does so as another request: that one was not made yet", () =>
    Effect.gen(function* () {
      yield* outcomesOf(insert, given, 1)
      const another = { ...insert, ignoreEmpty: true }
      assert.strictEqual((yield* outcomesOf(another, given, 1)).end._tag, "Success")
    }).pipe(Effect.provide(Layer.merge(telling(misfit), layerMemory()))),
  )
})

describe("the id of a record that Zoho tells of", () => {
  const rows = [
    ["Company", "First_Name", "Lead_Status", "id", "Email"],
    ["Zylker", "Rome", "New", "4150868013000000001", "not an email"],
    ["Zylker", "Rome", "New", "4150868013000000002", "a@b.c"],
  ]

  it.live("must be that of the row, if records are found by it", () =>
    Effect.gen(function* () {
      const { end, seen } = yield* outcomesOf(update, rows, 100)
      assert.deepStrictEqual(
        seen.map(({ status }) => status),
        ["unknown", "unknown"],
      )
      const failure = end._tag === "Failure" ? end.failure : assert.fail("it ended well")
      assert.include(expectTag(failure, "OutcomesDiffer").problem, "record 4150868013000000002")
    }).pipe(
      Effect.provide(
        Layer.merge(
          telling(
            "id,Company,First_Name,STATUS,RECORD_ID,ERRORS\n4150868013000000001,Zylker,Rome,UPDATED,4150868013000000002,\n4150868013000000002,Zylker,Rome,SKIPPED,,INVALID_DATA-Email\n",
          ),
          layerMemory(),
        ),
      ),
    ),
  )

  it.live(
    "stands beside the key, which is mapped first: Zoho shows three columns, and rows may be alike but for it",
    () =>
      Effect.gen(function* () {
        const { seen } = yield* outcomesOf(update, rows, 100)
        assert.deepStrictEqual(
          seen.map(({ status }) => status),
          ["unknown", "unknown"],
        )
      }).pipe(
        Effect.provide(
          Layer.merge(
            telling(
              "id,Company,First_Name,STATUS,RECORD_ID,ERRORS\n4150868013000000002,Zylker,Rome,SKIPPED,,INVALID_DATA-Email\n4150868013000000001,Zylker,Rome,UPDATED,4150868013000000001,\n",
            ),
            layerMemory(),
          ),
        ),
      ),
  )

  it.live("fits in an update of the emulator's, whatever the order of the columns", () =>
    Effect.gen(function* () {
      const { end, seen } = yield* outcomesOf(update, rows, 100)
      assert.strictEqual(end._tag, "Success")
      assert.deepStrictEqual(
        seen.map(({ recordId, status }) => [status, recordId]),
        [
          ["skipped", undefined],
          ["updated", "4150868013000000002"],
        ],
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

describe("what Zoho shows otherwise than it was sent is the same where", () => {
  it.live.each([
    { what: "a number is spelled otherwise", sent: "12.5", told: "12.50" },
    { what: "a fraction has no zero before it", sent: "0.5", told: ".50" },
    { what: "a long number has a fraction of zeros", sent: "12345678901234567890", told: "12345678901234567890.00" },
    { what: "nothing is negative", sent: "-0.0", told: "0" },
    { what: "line breaks are of another kind", sent: "Via Appia 1\r\nRoma", told: '"Via Appia 1\nRoma"' },
    { what: "blanks stand around lines", sent: "  Via Appia 1 \n Roma ", told: '"Via Appia 1\nRoma"' },
  ])("$what", ({ sent, told }) =>
    Effect.gen(function* () {
      const { end } = yield* outcomesOf(insert, [header, ["Boyle", sent]], 1)
      assert.strictEqual(end._tag, "Success", end._tag === "Failure" ? end.failure.message : "")
    }).pipe(
      Effect.provide(
        Layer.merge(telling(`Last_Name,Company,STATUS,RECORD_ID,ERRORS\nBoyle,${told},ADDED,1,\n`), layerMemory()),
      ),
    ),
  )

  it.live.each([
    { what: "another digit far behind", sent: "12345678901234567890", told: "12345678901234567891" },
    { what: "another sign", sent: "12", told: "-12" },
    { what: "a plus sign, as in a phone number", sent: "5", told: "+5" },
    { what: "a zero too many before it, as in a postal code", sent: "7", told: "007" },
    { what: "an empty cell without a default", sent: "", told: "Zylker" },
    { what: "another case", sent: "Zylker", told: "ZYLKER" },
    { what: "a line break too many", sent: "Via Appia\nRoma", told: '"Via Appia\n\nRoma"' },
  ])("and another where there is $what", ({ sent, told }) =>
    Effect.gen(function* () {
      const { end } = yield* outcomesOf(insert, [header, ["Boyle", sent]], 1)
      assert.strictEqual(end._tag === "Failure" ? end.failure._tag : "", "OutcomesDiffer")
    }).pipe(
      Effect.provide(
        Layer.merge(telling(`Last_Name,Company,STATUS,RECORD_ID,ERRORS\nBoyle,${told},ADDED,1,\n`), layerMemory()),
      ),
    ),
  )
})

describe("an empty cell that Zoho shows with the default of its column", () => {
  const columns = [
    { column: "Last_Name", field: "Last_Name" },
    { column: "Company", field: "Company", defaultValue: { value: "Zylker" } },
  ]

  it.live.each([
    { what: "is the one that was sent", told: "Zylker", end: "" },
    { what: "is another where it is not that default", told: "Acme", end: "OutcomesDiffer" },
  ])("$what", ({ end: expected, told }) =>
    Effect.gen(function* () {
      const { end } = yield* outcomesOf({ ...insert, columns }, [header, ["Boyle", " "]], 1)
      assert.strictEqual(end._tag === "Failure" ? end.failure._tag : "", expected)
    }).pipe(
      Effect.provide(
        Layer.merge(telling(`Last_Name,Company,STATUS,RECORD_ID,ERRORS\nBoyle,${told},ADDED,1,\n`), layerMemory()),
      ),
    ),
  )
})
