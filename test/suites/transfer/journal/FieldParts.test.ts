import { assert, describe, it } from "@effect/vitest"
import { fieldParts, fieldsOfPart } from "../../../../packages/core/src/transfer/journal/fieldParts.ts"

const partsOf = (fields: ReadonlyArray<string> | undefined, most: number) =>
  fieldParts(fields, most).map(({ fields: of, isOnly, partOf }) => [isOnly, partOf(2), of] as const)

describe("the fields of an export", () => {
  it.each<{ what: string; fields: ReadonlyArray<string> | undefined; read: ReadonlyArray<string> | undefined }>([
    { what: "all that there are", fields: undefined, read: undefined },
    { what: "as many as one job takes", fields: ["A", "B", "C"], read: ["A", "B", "C"] },
    { what: "one of them twice", fields: ["A", "B", "A", "C"], read: ["A", "B", "C"] },
    { what: "the id in two spellings", fields: ["id", "A", "Id", "B"], read: ["id", "A", "B"] },
    { what: "as many, and the id", fields: ["A", "Id", "B", "C"], read: ["A", "B", "C"] },
  ])("are read by one chain of jobs: $what", ({ fields, read }) => {
    assert.deepStrictEqual(partsOf(fields, 3), [[true, "page 2", read]])
  })

  it("are shared by several chains where they are more, each of which has the id anyway", () => {
    assert.deepStrictEqual(partsOf(["A", "id", "B", "C"], 2), [
      [false, "fields 1-2, page 2", ["A", "B"]],
      [false, "fields 3-3, page 2", ["C"]],
    ])
  })

  it("are told apart by their time of change, which each chain reads where it is asked for", () => {
    assert.deepStrictEqual(partsOf(["A", "Modified_Time", "B", "C"], 3), [
      [false, "fields 1-2, page 2", ["A", "B", "Modified_Time"]],
      [false, "fields 3-3, page 2", ["C", "Modified_Time"]],
    ])
  })

  it("are read one by one where a job takes no more", () => {
    assert.deepStrictEqual(partsOf(["A", "Modified_Time"], 1), [
      [false, "fields 1-1, page 2", ["A"]],
      [false, "fields 2-2, page 2", ["Modified_Time"]],
    ])
  })

  it.each([
    { fields: ["A", "B", "C", "id"], most: 2 },
    { fields: ["A", "Modified_Time", "B", "C", "D"], most: 3 },
  ])("are known of each chain by the name of its page: $fields", ({ fields, most }) => {
    for (const { fields: of = [], partOf } of fieldParts(fields, most)) {
      assert.includeMembers([...fieldsOfPart(fields, partOf(3))], [...of])
    }
    assert.deepStrictEqual(fieldsOfPart(["A", "B", "C"], "fields 2-3, page 1"), ["B", "C"])
    assert.deepStrictEqual(fieldsOfPart(["A", "B", "C"], "page 1"), ["A", "B", "C"])
  })
})
