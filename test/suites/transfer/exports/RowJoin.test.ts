import { assert, describe, it } from "@effect/vitest"
import { RowJoin } from "../../../../packages/core/src/transfer/exports/RowJoin.ts"

/** Joins the rows of two chains, which come as is said, and says what goes out and what is left. */
const joined = (...steps: ReadonlyArray<readonly [chain: number, ...rows: ReadonlyArray<string>]>) => {
  const join = new RowJoin(2)
  const rowsOf = (rows: ReadonlyArray<string>) => rows.map((row) => row.split(" "))
  join.add(0, rowsOf(["id A"]))
  join.add(1, rowsOf(["id B"]))
  const rows = steps.flatMap(([chain, ...given]) => join.add(chain, rowsOf(given)).map((row) => row.join(" ")))
  return { rows, left: join.left, size: join.size }
}

const nothing = { left: { records: 0, ids: [] }, size: 0 }

describe("a record that comes twice in each of several results", () => {
  it("goes out twice, in whatever order its rows come, and nothing of it is lost", () => {
    const rows = ["1 a b", "1 c d"]
    assert.deepStrictEqual(joined([0, "1 a", "1 c"], [1, "1 b", "1 d"]), { rows, ...nothing })
    assert.deepStrictEqual(joined([0, "1 a"], [1, "1 b", "1 d"], [0, "1 c"]), { rows, ...nothing })
    assert.deepStrictEqual(joined([0, "1 a"], [1, "1 b"], [0, "1 c"], [1, "1 d"]), { rows, ...nothing })
    assert.deepStrictEqual(joined([0, "1 a", "1 c", "1 e"], [1, "1 b"], [0, "1 g"], [1, "1 d", "1 f", "1 h"]), {
      rows: ["1 a b", "1 c d", "1 e f", "1 g h"],
      ...nothing,
    })
    assert.deepStrictEqual(joined([0, "1 a", "1 c"], [1, "1 b"], [0, "1 e", "1 g"], [1, "1 d", "1 f", "1 h"]), {
      rows: ["1 a b", "1 c d", "1 e f", "1 g h"],
      ...nothing,
    })
    assert.deepStrictEqual(joined([1, "1 b"], [0, "1 a", "1 c", "1 e"], [1, "1 d", "1 f"]), {
      rows: ["1 a b", "1 c d", "1 e f"],
      ...nothing,
    })
  })

  it("and so does one that comes ever so often", () => {
    const times = (letter: string) => Array.from({ length: 2_000 }, (_, at) => `1 ${letter}${at}`)
    const { rows, size } = joined([0, ...times("a")], [1, ...times("b")])
    assert.deepStrictEqual([rows.length, rows.at(-1), size], [2_000, "1 a1999 b1999", 0])
  })

  it("and once in another, goes out once, and is told as one that is left", () => {
    const { left, rows } = joined([0, "1 a", "1 c", "2 e"], [1, "1 b", "2 f"])
    assert.deepStrictEqual(rows, ["1 a b", "2 e f"])
    assert.deepStrictEqual(left, { records: 1, ids: ["1"] })
  })
})

describe("rows of a record that several results have at different times", () => {
  const join = (order?: ReadonlyArray<string>) => {
    const joining = new RowJoin(2, order)
    joining.add(0, [["id", "A", "Time"]])
    joining.add(1, [["id", "B", "Time"]])
    return joining
  }

  it("are left out, and told, where a column that both have differs", () => {
    const joining = join()
    joining.add(0, [
      ["1", "a", "9:00"],
      ["2", "c", "9:00"],
    ])
    const rows = joining.add(1, [
      ["1", "b", "9:00"],
      ["2", "d", "9:01"],
    ])
    assert.deepStrictEqual(rows, [["1", "a", "9:00", "b"]])
    assert.deepStrictEqual(joining.left, { records: 1, ids: ["2"] })
    assert.strictEqual(joining.size, 0)
  })

  it("have their columns in the order that was asked for, each once", () => {
    const joining = join(["Time", "A", "B"])
    assert.deepStrictEqual(joining.header, ["id", "Time", "A", "B"])
    joining.add(0, [["1", "a", "9:00"]])
    assert.deepStrictEqual(joining.add(1, [["1", "b", "9:00"]]), [["1", "9:00", "a", "b"]])
  })
  it("are left out, and told, where the record may have changed once more at the same time", () => {
    const joining = new RowJoin(2)
    joining.isDoubtful = (modifiedTime) => modifiedTime >= "9:01"
    joining.add(0, [
      ["id", "A", "Modified_Time"],
      ["1", "a", "9:00"],
      ["2", "c", "9:01"],
    ])
    const rows = joining.add(1, [
      ["id", "B", "Modified_Time"],
      ["1", "b", "9:00"],
      ["2", "d", "9:01"],
    ])
    assert.deepStrictEqual(rows.slice(1), [["1", "a", "9:00", "b"]])
    assert.deepStrictEqual(joining.left, { records: 1, ids: ["2"] })
  })
})
