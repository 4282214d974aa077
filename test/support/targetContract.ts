import process from "node:process"
import { assert, it } from "@effect/vitest"
import type * as Mirror from "@zoho-bulk/core/Mirror"
import { Effect, type Scope, Stream } from "effect"
import { checkpointOf, column, deletion, lead, leads, runInto, stageRun } from "./copyRuns.ts"
import { expectTag } from "./failureAfter.ts"

/** What a target is put through: how it is made, and how a program reads what it has. */
export interface ContractedTarget<R> {
  /** A target in a place of its own, which is gone with the scope. Asked twice for the same place, it gives a second target there. */
  readonly at: (place: string) => Mirror.MirrorTarget<R>
  /** A new place. */
  readonly place: Effect.Effect<string, never, Scope.Scope>
  /** The rows of a module as a reader sees them, in the order of their ids: the cells by column, as bulk files spell them. */
  readonly rowsAt: (place: string, module: string) => Effect.Effect<ReadonlyArray<Readonly<Record<string, string>>>>
  readonly provide: <A, E>(program: Effect.Effect<A, E, R | Scope.Scope>) => Effect.Effect<A, E>
}

/** The tests that every target is put through; in a suite of its own. */
export const targetContract = <R>({ at, place, provide, rowsAt }: ContractedTarget<R>): void => {
  const test = <E>(title: string, body: (where: string) => Effect.Effect<void, E, R | Scope.Scope>): void => {
    it.live(title, () => provide(Effect.flatMap(place, body)))
  }

  const names = (where: string) =>
    Effect.map(rowsAt(where, "Leads"), (rows) => rows.map(({ Last_Name, id }) => `${id} ${Last_Name}`))

  const isProven = Effect.fnUntraced(function* (where: string) {
    const { checkpoints, differences } = yield* at(where).verify
    assert.deepStrictEqual(differences, [])
    assert.deepStrictEqual(checkpoints, yield* at(where).checkpoints)
    for (const { columns, module, rows } of checkpoints) {
      const read = yield* Stream.runCollect(at(where).rows(module))
      const seen = (yield* rowsAt(where, module)).map((row) => columns.map(({ name }) => row[name] ?? ""))
      assert.deepStrictEqual(
        read.toSorted(([one = ""], [other = ""]) => one.localeCompare(other)),
        seen,
      )
      assert.lengthOf(seen, rows)
    }
  })

  test("has the rows and the checkpoint of a first copy", (where) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* at(where).checkpoints, [])
      const found = yield* runInto(at(where), { rows: [lead("2", 'Gödel "K"'), lead("1", "Ada", 9, "")] })
      assert.deepStrictEqual(found, { rows: 2, deleted: 0 })
      assert.deepStrictEqual(yield* rowsAt(where, "Leads"), [
        { id: "1", Last_Name: "Ada", Modified_Time: "2026-11-26T09:00:00+00:00", Age: "" },
        { id: "2", Last_Name: 'Gödel "K"', Modified_Time: "2026-11-26T09:00:00+00:00", Age: "7" },
      ])
      assert.deepStrictEqual(yield* at(where).checkpoints, [checkpointOf(2)])
      yield* isProven(where)
    }))

  test("has a copy of no rows", (where) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* runInto(at(where), { rows: [] }), { rows: 0, deleted: 0 })
      assert.deepStrictEqual(yield* rowsAt(where, "Leads"), [])
      yield* isProven(where)
    }))

  test("merges a window: rows that are new, and rows that have changed", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [lead("1", "Ada"), lead("2", "Bob"), lead("3", "Cem")] })
      const found = yield* runInto(at(where), { isWhole: false, rows: [lead("2", "Bea", 10), lead("4", "Dag", 10)] })
      assert.deepStrictEqual(found, { rows: 4, deleted: 0 })
      assert.deepStrictEqual(yield* names(where), ["1 Ada", "2 Bea", "3 Cem", "4 Dag"])
      yield* isProven(where)
    }))

  test("takes the later of two rows of one record", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [lead("1", "old"), lead("2", "Bob"), lead("1", "Ada", 10)] })
      assert.deepStrictEqual(yield* names(where), ["1 Ada", "2 Bob"])
      yield* runInto(at(where), { isWhole: false, rows: [lead("2", "Bea", 10), lead("2", "Bo", 11)] })
      assert.deepStrictEqual(yield* names(where), ["1 Ada", "2 Bo"])
      yield* isProven(where)
    }))

  test("drops a row that was deleted later, and no other one", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), {
        rows: [lead("1", "Ada", 9), lead("2", "Bob", 11), lead("3", "Cem", 10), lead("4", "Dag", 9)],
      })
      const found = yield* runInto(at(where), {
        isWhole: false,
        rows: [lead("4", "Dag", 9)],
        deletions: [deletion("1", 10), deletion("2", 10), deletion("3", 10), deletion("4", 10), deletion("5", 10)],
      })
      assert.deepStrictEqual(found, { rows: 3, deleted: 1 })
      assert.deepStrictEqual(yield* names(where), ["2 Bob", "3 Cem", "4 Dag"])
      yield* isProven(where)
    }))

  test("has no row that did not come with a whole read", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [lead("1", "Ada"), lead("2", "Bob"), lead("3", "Cem", 11)] })
      const found = yield* runInto(at(where), { rows: [lead("2", "Bea", 10)], deletions: [deletion("3", 10)] })
      assert.deepStrictEqual(found, { rows: 1, deleted: 2 })
      assert.deepStrictEqual(yield* names(where), ["2 Bea"])
      yield* isProven(where)
    }))

  test("says which records are missing, and drops rows of those that are none", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [lead("1", "Ada"), lead("2", "Bob"), lead("3", "Cem")] })
      const found = yield* runInto(at(where), {
        isWhole: false,
        rows: [lead("4", "Dag", 10), lead("5", "Eva", 10)],
        deletions: [deletion("3", 10)],
        ids: ["2", "3", "4", "6"],
      })
      assert.deepStrictEqual(found, { rows: 2, deleted: 3, missing: ["3", "6"], outdated: [] })
      assert.deepStrictEqual(yield* names(where), ["2 Bob", "4 Dag"])
      yield* isProven(where)
    }))

  test("says which rows are of before the last change of their record", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [lead("1", "Ada", 9), lead("2", "Bob", 9), lead("3", "Cem", 11)] })
      const found = yield* runInto(at(where), {
        isWhole: false,
        rows: [lead("3", "Cem", 9), lead("4", "Dag", 10), lead("5", "Eva", 10)],
        ids: [
          ["1", 9],
          ["2", 10],
          ["3", 10],
          ["4", 12],
          ["5", 9],
          ["6", 9],
        ],
      })
      assert.deepStrictEqual(found, { rows: 5, deleted: 0, missing: ["6"], outdated: ["2", "3", "4"] })
      yield* isProven(where)
    }))

  test("does not take another spelling of a time for another time", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [["1", "Ada", "2026-11-26T14:30:00+05:30", "7"], lead("2", "Bob", 9)] })
      const found = yield* runInto(at(where), {
        isWhole: false,
        rows: [],
        ids: [
          ["1", 9],
          ["2", 9],
        ],
      })
      assert.deepStrictEqual(found, { rows: 2, deleted: 0, missing: [], outdated: [] })
    }))

  test("takes a column up, and keeps what one had that comes no more", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [lead("1", "Ada", 9, "36"), lead("2", "Bob", 9, "41")] })
      const columns = [
        leads[0],
        leads[1],
        leads[2],
        column("City"),
        column("Age", "integer", { isGone: true }),
      ] as const
      const staged = ["id", "Last_Name", "Modified_Time", "City"] as const
      const rows = [lead("1", "Ada", 10, "Oslo"), lead("3", "Cem", 10, "Rome")]
      assert.deepStrictEqual(yield* runInto(at(where), { columns, staged, rows, isWhole: true }), {
        rows: 2,
        deleted: 1,
      })
      const cells = Effect.map(rowsAt(where, "Leads"), (found) => found.map(({ Age, City, id }) => [id, City, Age]))
      assert.deepStrictEqual(yield* cells, [
        ["1", "Oslo", "36"],
        ["3", "Rome", ""],
      ])
      yield* runInto(at(where), { columns, staged, rows: [lead("1", "Ida", 11, "Bonn")], isWhole: false })
      assert.deepStrictEqual(yield* cells, [
        ["1", "Bonn", "36"],
        ["3", "Rome", ""],
      ])
      yield* isProven(where)
    }))

  test("adds a column with a window, too", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [lead("1", "Ada"), lead("2", "Bob")] })
      const columns = [...leads, column("City")] as const
      yield* runInto(at(where), { columns, rows: [[...lead("2", "Bea", 10), "Rome"]], isWhole: false })
      const found = yield* rowsAt(where, "Leads")
      assert.deepStrictEqual(
        found.map(({ Age, City = "", Last_Name }) => [Last_Name, Age, City]),
        [
          ["Ada", "7", ""],
          ["Bea", "7", "Rome"],
        ],
      )
      yield* isProven(where)
    }))

  test("goes on as text with a column that was a number", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [lead("1", "Ada", 9, "36"), lead("2", "Bob", 9, "41")] })
      const columns = [leads[0], leads[1], leads[2], column("Age", "text", { isText: true })] as const
      yield* runInto(at(where), { columns, rows: [lead("2", "Bob", 10, "forty")], isWhole: false })
      assert.deepStrictEqual(
        (yield* rowsAt(where, "Leads")).map(({ Age }) => Age),
        ["36", "forty"],
      )
      yield* isProven(where)
    }))

  test("shows nothing of what is staged, and drops what is not committed", (where) =>
    Effect.gen(function* () {
      yield* runInto(at(where), { rows: [lead("1", "Ada")] })
      yield* Effect.scoped(
        Effect.gen(function* () {
          const copy = yield* at(where).open
          yield* stageRun(copy, { rows: [lead("1", "Bob", 10), lead("2", "Cem", 10)] })
          assert.deepStrictEqual(yield* names(where), ["1 Ada"])
          yield* isProven(where)
        }),
      )
      assert.deepStrictEqual(yield* names(where), ["1 Ada"])
      assert.deepStrictEqual(yield* at(where).checkpoints, [checkpointOf(1)])
      yield* runInto(at(where), { isWhole: false, rows: [lead("3", "Dag", 10)] })
      assert.deepStrictEqual(yield* names(where), ["1 Ada", "3 Dag"])
      yield* isProven(where)
    }))

  test("stages several modules at once", (where) =>
    Effect.gen(function* () {
      const modules = ["Leads", "Deals", "Tasks"]
      yield* Effect.scoped(
        Effect.gen(function* () {
          const copy = yield* at(where).open
          const runs = yield* Effect.forEach(
            modules,
            (module) => stageRun(copy, { module, rows: [lead("1", module), lead("2", "Bob")] }),
            { concurrency: "unbounded" },
          )
          yield* Effect.forEach(runs, ({ commit }) => commit, { concurrency: "unbounded", discard: true })
        }),
      )
      for (const module of modules) {
        assert.deepStrictEqual(
          (yield* rowsAt(where, module)).map(({ Last_Name }) => Last_Name),
          [module, "Bob"],
        )
      }
      assert.deepStrictEqual((yield* at(where).checkpoints).map(({ module }) => module).toSorted(), modules.toSorted())
      yield* isProven(where)
    }))
}

/** The tests that take seconds. */
export const slowTargetContract = <R>({ at, place, provide }: ContractedTarget<R>): void => {
  it.live("is open once at a time, and free again after that", () =>
    provide(
      Effect.gen(function* () {
        const where = yield* place
        yield* Effect.scoped(
          Effect.gen(function* () {
            yield* at(where).open
            const failure = yield* Effect.flip(Effect.scoped(at(where).open))
            assert.include(expectTag(failure, "MirrorTaken").problem, `process ${process.pid}`)
          }),
        )
        yield* Effect.scoped(at(where).open)
      }),
    ),
  )
}
