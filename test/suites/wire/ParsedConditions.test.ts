import { assert, describe, it } from "@effect/vitest"
import { all, any, type Condition, field, parse } from "@zoho-bulk/core/Condition"
import { Result } from "effect"

const { number, text } = field

const parsed: ReadonlyArray<{ readonly what: string; readonly written: string; readonly condition: Condition }> = [
  { what: "a comparison", written: 'Last_Name starts_with "P"', condition: text("Last_Name").startsWith("P") },
  {
    what: "groups",
    written: "Amount > 100 and (Stage in [New, Won] or City is empty)",
    condition: all(
      number("Amount").greaterThan(100),
      any(text("Stage").in(["New", "Won"]), text("City").equal("${EMPTY}")),
    ),
  },
  {
    what: "criteria of v2",
    written: '{"api_name": "City", "comparator": "equal", "value": "Pune"}',
    condition: text("City").equal("Pune"),
  },
  {
    what: "criteria of v8",
    written:
      ' {"group": [{"field": {"api_name": "Amount"}, "comparator": "in", "value": [1, 2]}, {"field": {"api_name": "City"}, "comparator": "equal", "value": "Pune"}], "group_operator": "or"}',
    condition: any(number("Amount").in([1, 2]), text("City").equal("Pune")),
  },
]

const nested = (depth: number, open: string, within: string, close: string): string =>
  open.repeat(depth) + within + close.repeat(depth)

const criterion = '{"api_name": "A", "comparator": "equal", "value": 1}'

describe("`Condition.parse()`", () => {
  it.each(parsed)("reads $what", ({ condition, written }) => {
    assert.deepStrictEqual(parse(written), Result.succeed(condition))
  })

  it("reads 32 parentheses within each other, and says of one more where it is", () => {
    assert.deepStrictEqual(parse(nested(32, "(", "A = 1", ")")), Result.succeed(number("A").equal(1)))
    const { position, problem } = Result.getOrThrow(Result.flip(parse(nested(20_000, "(", "A = 1", ")"))))
    assert.deepStrictEqual([position, problem], [34, "parentheses nest deeper than 32 levels"])
  })

  it("counts parentheses within each other, and not beside each other", () => {
    const beside = Array.from({ length: 100 }, (_, at) => `(A = ${at})`).join(" or ")
    assert.isTrue(Result.isSuccess(parse(beside)))
  })

  it.each([
    {
      what: "20,000 groups within each other",
      written: nested(20_000, '{"group": [', criterion, '], "group_operator": "and"}'),
      says: "nests deeper than 64 levels",
    },
    { what: "no JSON", written: '{"group": ', says: "it is not JSON" },
    { what: "no criteria", written: '{"group": 1}', says: "group" },
  ])("says what is wrong with criteria that are $what", ({ says, written }) => {
    const { problem, remedy } = Result.getOrThrow(Result.flip(parse(written)))
    assert.include(problem, "not valid Zoho criteria: ")
    assert.include(problem, says)
    assert.include(remedy, '"group_operator"')
  })

  it.each([undefined, null, 7, 7n, true, {}, [], text("City").equal("Pune"), Symbol("A = 1")])(
    "fails on %s, which is not text, and throws nothing",
    (given) => {
      const { problem } = Result.getOrThrow(Result.flip(parse(given as never)))
      assert.strictEqual(problem, "a condition must be text, and this is not")
    },
  )
})
