import { assert, describe, it } from "@effect/vitest"
import { compare } from "../../fuzz/csv/compare.ts"
import { drawCsv, drawOddCsv } from "../../fuzz/csv/draw.ts"
import { pythonRows } from "../../fuzz/csv/python.ts"
import { thisRuntime } from "../../support/runtime.ts"

const share = { cases: 10_000, seed: thisRuntime === "node" ? 1 : 2 }

describe("rows are read as Python reads them, in 10,000 files", () => {
  it("that are right", async () => {
    assert.deepStrictEqual(await compare(drawCsv, pythonRows, share), [])
  })

  it("with empty lines, which are no rows, and stray quotes, which are refused", async () => {
    assert.deepStrictEqual(await compare(drawOddCsv, pythonRows, { ...share, mayRefuse: true }), [])
  })

  it("and a reader with a fault, which knows no quotes, is found out", async () => {
    const splitting = (texts: ReadonlyArray<string>) =>
      Promise.resolve(texts.map((text) => text.split(/\r?\n/).map((line) => line.split(","))))
    assert.isAbove((await compare(drawCsv, splitting, { cases: 100, seed: 1 })).length, 10)
  })
})
