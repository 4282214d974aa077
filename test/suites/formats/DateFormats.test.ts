import { assert, describe, it } from "@effect/vitest"
import { findDateFormat } from "../../../packages/core/src/formats/values/dateFormats.ts"

const formatOf = (type: "date" | "datetime", ...cells: ReadonlyArray<string>) => {
  const finder = findDateFormat(type)
  cells.forEach((cell, at) => finder.add(cell, at + 2))
  return finder.found()
}

describe("the dates of a column", () => {
  it.each([
    ["2026-01-31", "yyyy-MM-dd"],
    ["2026/01/31", "yyyy/MM/dd"],
    ["31/12/2026", "dd/MM/yyyy"],
    ["12/31/2026", "MM/dd/yyyy"],
    ["31.12.2026", "dd.MM.yyyy"],
    ["3.12.2026", "d.M.yyyy"],
    ["31-12-2026", "dd-MM-yyyy"],
    ["3-Jan-2026", "d-MMM-yyyy"],
    ["31 DEC 2026", "dd MMM yyyy"],
    ["Dec 3, 2026", "MMM d, yyyy"],
  ])("such as %s are of one format", (cell, format) => {
    assert.deepStrictEqual(formatOf("date", "", cell, cell), { _tag: "one", format, hasOffset: false })
  })

  it.each([
    ["2026-01-31T09:00:00+05:30", "yyyy-MM-dd'T'HH:mm:ssXXX", true],
    ["2026-01-31T09:00:00Z", "yyyy-MM-dd'T'HH:mm:ssXXX", true],
    ["2026-01-31T09:00:00.123Z", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", true],
    ["2026-01-31 09:00:00", "yyyy-MM-dd HH:mm:ss", false],
    ["31/01/2026 09:00", "dd/MM/yyyy HH:mm", false],
    ["1/31/2026 9:00 PM", "M/d/yyyy h:mm a", false],
  ])("and times such as %s as well", (cell, format, hasOffset) => {
    assert.deepStrictEqual(formatOf("datetime", cell), { _tag: "one", format, hasOffset })
  })

  it("are ambiguous where each could be two days, and both readings are shown", () => {
    assert.deepStrictEqual(formatOf("date", "05/05/1990", "03/04/1990", "01/02/1990"), {
      _tag: "ambiguous",
      example: "03/04/1990",
      readings: [
        { format: "MM/dd/yyyy", day: "1990-03-04" },
        { format: "dd/MM/yyyy", day: "1990-04-03" },
      ],
    })
  })

  it("are not ambiguous where one of them can be read in one way only, or where both ways are the same day", () => {
    assert.deepInclude(formatOf("date", "03/04/1990", "31/12/1990"), { _tag: "one", format: "dd/MM/yyyy" })
    assert.deepInclude(formatOf("date", "05/05/1990"), { _tag: "one", format: "MM/dd/yyyy" })
  })

  it("are of none where one does not fit those before it, and the first such line is told", () => {
    assert.deepStrictEqual(formatOf("date", "1990-12-31", "", "31/12/1990", "soon"), {
      _tag: "none",
      line: 4,
      value: "31/12/1990",
      before: "yyyy-MM-dd",
    })
    assert.deepInclude(formatOf("date", "soon"), { _tag: "none", line: 2, before: undefined })
  })

  it("have to be days that there are", () => {
    assert.deepInclude(formatOf("date", "2026-02-30"), { _tag: "none" })
    assert.deepInclude(formatOf("date", "30/02/2024", "01/01/2024"), { _tag: "none", line: 2 })
  })

  it("say nothing where there are none", () => {
    assert.deepStrictEqual(formatOf("date", "", ""), { _tag: "empty" })
  })
})

describe("a cell that is no date", () => {
  const problemOf = (type: "date" | "datetime", stated: string | undefined, ...cells: ReadonlyArray<string>) => {
    const finder = findDateFormat(type, stated)
    return cells.map((cell, at) => finder.add(cell, at + 2)).at(-1)
  }

  it.each([
    { type: "date", cells: ["31.02.2026"], told: "is a day that does not exist" },
    { type: "date", cells: ["2026-01-31", "2026-02-31"], told: "is a day that does not exist" },
    { type: "date", cells: ["99/99/2026"], told: "is a day that does not exist" },
    { type: "datetime", cells: ["2026-02-31T09:00:00+05:30"], told: "is a day that does not exist" },
    { type: "datetime", cells: ["31.02.2026 09:00"], told: "is a day that does not exist" },
    { type: "date", stated: "yyyyMMdd", cells: ["20260231"], told: "is a day that does not exist" },
    { type: "date", cells: ["31.01.26"], told: "has a two-digit year" },
    { type: "date", cells: ["2026-01-31", "1/31/26"], told: "has a two-digit year" },
    { type: "date", cells: ["3-Jan-26"], told: "has a two-digit year" },
    { type: "datetime", cells: ["31.01.26 09:00"], told: "has a two-digit year" },
    { type: "date", cells: ["2026-01-31 09:00"], told: "has a time, but the field holds only days" },
    { type: "date", cells: ["31 Jan 2026 9:00 PM"], told: "has a time, but the field holds only days" },
    { type: "datetime", cells: ["2026-01-31 25:00"], told: "has a time of day that cannot be read" },
    { type: "date", cells: ["2026-01-31", "31/01/2026"], told: "has a different format from the dates before it" },
    {
      type: "datetime",
      cells: ["2026-01-31 09:00", "2026-01-31"],
      told: "has a different format from the dates before it",
    },
    { type: "date", stated: "dd/MM/yyyy", cells: ["2026-01-31"], told: "is not written as dd/MM/yyyy" },
    { type: "date", cells: ["soon"], told: "is not a date in a known format" },
    { type: "date", cells: ["2026-01-31", "soon"], told: "is not a date in a known format" },
    { type: "datetime", cells: ["soon"], told: "is not a time in a known format" },
  ] as const)("is told as what it is: $cells $told", ({ cells, told, type, ...more }) => {
    assert.strictEqual(problemOf(type, "stated" in more ? more.stated : undefined, ...cells), told)
  })
})
