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

/** Part 1 is slow to be uploaded, so that later parts could overtake it. */
const withSlowPart1 = (journal: JournalKeeper): JournalKeeper => ({
  ...journal,
  append: (entry) =>
    entry.step === "uploaded" && entry.part === "part 1"
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
      importRows(request, Stream.fromIterable(rows), { journal: Layer.succeed(Journal, withSlowPart1(journal)) }),
    ).pipe(inTwos),
  )

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
      yield* run(update, older)
      assert.strictEqual(yield* companyOf(id(1)), "newer")
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory()))),
  )

  it.live.each([
    { what: "in another case", first: "lead1@example.org", second: "Lead1@Example.ORG " },
    { what: "with other accents", first: "léad1@example.org", second: "lead1@example.org" },
  ])("it has, where the key is spelled $what", ({ first, second }) =>
    Effect.gen(function* () {
      yield* run({ module: "Leads", operation: "upsert", findBy: "Email" }, [
        ["Last_Name", "Company", "Email"],
        ["A", "Zylker", first],
        ["B", "Zylker", "b@example.org"],
        ["C", "Zylker", second],
        ["D", "Zylker", "d@example.org"],
      ])
      assert.deepStrictEqual(ordered(yield* (yield* Journal).entries), ["part 1", "part 2"])
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory()))),
  )

  it.live("it has, where one id is spelled as exports of Zoho's own pages spell it", () =>
    Effect.gen(function* () {
      yield* run(update, [
        ["id", "Company"],
        [`zcrm_${id(1)}`, "older"],
        [id(2), "x"],
        [id(1), "newer"],
        [id(3), "y"],
      ])
      assert.deepStrictEqual(ordered(yield* (yield* Journal).entries), ["part 1", "part 2"])
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
      yield* run(update, [
        ["id", "Company"],
        [id(1), "a"],
        [id(2), "b"],
        [id(3), "c"],
        [id(4), "d"],
      ])
      assert.deepStrictEqual(ordered(yield* (yield* Journal).entries), ["part 2", "part 1"])
    }).pipe(Effect.provide(Layer.merge(zoho, layerMemory()))),
  )
})
