import { assert, describe, it } from "@effect/vitest"
import { exportModule, importRows } from "@zoho-bulk/core"
import { Journal, type JournalEntry, type JournalKeeper, layerMemory } from "@zoho-bulk/core/Journal"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { never, withPolicy } from "@zoho-bulk/core/Retry"
import { Effect, Layer, Stream } from "effect"
import { alteredZoho, kindOf } from "../../../support/alteredZoho.ts"
import { refusal } from "../../../support/answers.ts"

const id = (n: number): string => `415086801300000000${n}`

const inTwos = Effect.provideService(CurrentLimits, { ...defaultLimits, maxUploadRows: 2 })

const zoho = alteredZoho(() => Effect.undefined)

/** Part 2 is slow to be uploaded, so that later parts could overtake it; none overtakes the first, whose order goes out alone. */
const withSlowPart2 = (journal: JournalKeeper): JournalKeeper => ({
  ...journal,
  append: (entry) =>
    entry.step === "uploaded" && entry.part === "part 2"
      ? Effect.delay(journal.append(entry), 500)
      : journal.append(entry),
})

const companyOf = Effect.fnUntraced(function* (record: string) {
  const { rows } = yield* exportModule({ module: "Leads", fields: ["Company"] })
  const found = (yield* Stream.runCollect(rows)).find(([own]) => own === record)
  return found?.[1]
}, Effect.scoped)

/** The parts in the order in which Zoho took their orders. */
const ordered = (entries: ReadonlyArray<JournalEntry>) =>
  entries.flatMap((entry) => (entry.step === "ordered" ? [entry.part] : []))

const run = (request: importRows.Request, rows: ReadonlyArray<ReadonlyArray<string>>) =>
  Journal.use((journal) =>
    Stream.runCollect(
      importRows(request, Stream.fromIterable(rows), { journal: Layer.succeed(Journal, withSlowPart2(journal)) }),
    ).pipe(inTwos),
  )

/** The rows of a first part, which are of no other record. */
const first = [
  [id(8), "first"],
  [id(9), "first"],
]

const update = { module: "Leads", operation: "update", findBy: "id" } as const
const older = [
  ["id", "Company"],
  [id(1), "older"],
  [id(2), "x"],
  [id(1), "newer"],
  [id(3), "y"],
]

describe("of two rows for one record", () => {
  it.live("the later one has the last word", () =>
    Effect.gen(function* () {
      const [header = [], ...rows] = older
      yield* run(update, [header, ...first, ...rows])
      assert.strictEqual(yield* companyOf(id(1)), "newer")
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory()))),
  )

  it.live.each([
    { what: "in another case", first: "lead1@example.org", second: "Lead1@Example.ORG " },
    { what: "with other accents", first: "léad1@example.org", second: "lead1@example.org" },
  ])("it has, where the key is spelled $what", ({ first: one, second }) =>
    Effect.gen(function* () {
      yield* run({ module: "Leads", operation: "upsert", findBy: "Email" }, [
        ["Last_Name", "Company", "Email"],
        ["X", "Zylker", "x@example.org"],
        ["Y", "Zylker", "y@example.org"],
        ["A", "Zylker", one],
        ["B", "Zylker", "b@example.org"],
        ["C", "Zylker", second],
        ["D", "Zylker", "d@example.org"],
      ])
      assert.deepStrictEqual(ordered(yield* (yield* Journal).entries), ["part 1", "part 2", "part 3"])
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory()))),
  )

  it.live("it has, where one id is spelled as exports of Zoho's own pages spell it", () =>
    Effect.gen(function* () {
      yield* run(update, [
        ["id", "Company"],
        ...first,
        [`zcrm_${id(1)}`, "older"],
        [id(2), "x"],
        [id(1), "newer"],
        [id(3), "y"],
      ])
      assert.deepStrictEqual(ordered(yield* (yield* Journal).entries), ["part 1", "part 2", "part 3"])
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory()))),
  )

  it.live("the later one is not sent where the earlier one was not", () => {
    let uploads = 0
    const failing = alteredZoho((request, url) =>
      Effect.sync(() =>
        kindOf(request, url) === "upload" && uploads++ === 0 ? refusal(500, "INTERNAL_ERROR") : undefined,
      ),
    )
    return Effect.gen(function* () {
      const failure = yield* run({ ...update, concurrency: 1 }, older).pipe(withPolicy(never), Effect.flip)
      assert.deepStrictEqual(ordered(yield* (yield* Journal).entries), [])
      assert.deepStrictEqual(
        failure.unaccounted?.map(({ part, state }) => `${part} ${state}`),
        ["part 1 not sent", "part 2 not sent"],
      )
      yield* run(update, older)
      assert.strictEqual(yield* companyOf(id(1)), "newer")
    }).pipe(Effect.provide(Layer.merge(failing, layerMemory())))
  })
})

describe("parts that share no record", () => {
  it.live("do not wait for one another", () =>
    Effect.gen(function* () {
      yield* run(update, [["id", "Company"], ...first, [id(1), "a"], [id(2), "b"], [id(3), "c"], [id(4), "d"]])
      assert.deepStrictEqual(ordered(yield* (yield* Journal).entries), ["part 1", "part 3", "part 2"])
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory()))),
  )
})

describe("the first order of an import", () => {
  it.live("is made before other parts are uploaded: what Zoho says of it, it would say of all", () => {
    let uploads = 0
    const counting = alteredZoho((request, url) =>
      Effect.sync(() => {
        if (kindOf(request, url) === "upload") uploads++
        return undefined
      }),
    )
    return Effect.gen(function* () {
      const failure = yield* run({ module: "Leads", operation: "insert" }, [
        ["Last_Name", "Company", "Nope"],
        ...Array.from({ length: 10 }, (_, at) => [`A${at}`, "Zylker", "x"]),
      ]).pipe(Effect.flip)
      assert.strictEqual(failure._tag, "RequestNotAccepted")
      assert.strictEqual(uploads, 1)
      assert.strictEqual(failure.unaccounted?.length, 5)
    }).pipe(Effect.provide(Layer.merge(counting, layerMemory())))
  })
})
