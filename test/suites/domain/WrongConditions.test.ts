import { assert, describe, it } from "@effect/vitest"
import { Condition, createReadJob, exportModule } from "@zoho-bulk/core"
import { Effect } from "effect"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { createdReadBody } from "../../support/samples.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"

const { all, any, field } = Condition

/** What the orders of a job and of an export fail with; nothing is sent. */
const failureWith = (where: unknown) =>
  Effect.gen(function* () {
    const request = { module: "Leads", where: where as Condition.Condition }
    const failure = expectTag(yield* Effect.flip(createReadJob(request)), "InvalidRequest")
    const exported = expectTag(yield* Effect.flip(Effect.scoped(exportModule(request))), "InvalidRequest")
    assert.strictEqual(exported.message, failure.message)
    assert.deepStrictEqual(yield* sentRequests, [])
    return failure
  }).pipe(Effect.provide(scripted([])))

const comparison = field.text("City").equal("Pune")

class Group {
  readonly operator = "and"
  readonly conditions: ReadonlyArray<unknown>
  constructor(condition: unknown) {
    this.conditions = [condition]
  }
}

/** Wraps a condition 20,000 times. */
const nested = (wrap: (condition: unknown) => unknown): unknown => {
  let condition: unknown = comparison
  for (let depth = 0; depth < 20_000; depth++) condition = wrap(condition)
  return condition
}

const cyclic: { operator: string; conditions: Array<unknown> } = { operator: "and", conditions: [comparison] }
cyclic.conditions.push(cyclic)

/** 2³⁰ conditions, which share what they are made of. */
const shared = Array.from({ length: 30 }).reduce<Condition.Condition>(
  (condition) => all(condition, condition),
  comparison,
)

const impossible: ReadonlyArray<{ readonly what: string; readonly where: unknown; readonly says: string }> = [
  { what: "20,000 deep", where: nested((condition) => all(condition as never)), says: "nest deeper than 32 levels" },
  {
    what: "20,000 deep, of plain objects",
    where: nested((condition) => ({ operator: "or", conditions: [condition] })),
    says: "nest deeper than 32 levels",
  },
  {
    what: "20,000 deep, of objects without a prototype",
    where: nested((condition) =>
      Object.assign(Object.create(null) as object, { operator: "and", conditions: [condition] }),
    ),
    says: "nest deeper than 32 levels",
  },
  { what: "20,000 deep, of a class", where: nested((condition) => new Group(condition)), says: "nest deeper" },
  { what: "cyclic", where: cyclic, says: "nest deeper than 32 levels" },
  { what: "shared a billion times", where: shared, says: "more than 1000 conditions" },
  { what: "null", where: null, says: "where of the request is null" },
  { what: "text", where: "City = Pune", says: 'where of the request is "City = Pune"' },
  { what: "an array", where: [comparison], says: "where of the request is an array" },
  { what: "of no form", where: {}, says: "where.field of the request is missing" },
  { what: "a group of nothing", where: all(undefined as never), says: "where.conditions[0] of the request is missing" },
  {
    what: "a group with a gap",
    where: any(comparison, false as never),
    says: "where.conditions[1] of the request is false",
  },
  { what: "an empty group", where: all(), says: "A group of conditions is empty" },
  {
    what: "a group by xor",
    where: { operator: "xor", conditions: [comparison] },
    says: 'where.operator of the request is "xor"',
  },
  { what: "a misspelt key", where: { ...comparison, feild: "City" }, says: "where.feild of the request is not known" },
  {
    what: "no comparator of Zoho's",
    where: { ...comparison, comparator: "like" },
    says: 'where.comparator of the request is "like"',
  },
]

describe("a condition that cannot be asked", () => {
  it.effect.each(impossible)("for it is $what, fails before anything is sent", ({ says, where }) =>
    Effect.gen(function* () {
      assert.include((yield* failureWith(where)).problem, says)
    }),
  )

  it.effect("says deep within groups where it is, and what would have been taken", () =>
    Effect.gen(function* () {
      const failure = yield* failureWith(
        all(comparison, any(comparison, field.number("Amount").in([1, null as never]))),
      )
      assert.strictEqual(failure.problem, "where.conditions[1].conditions[1].value[1] of the request is null")
      assert.strictEqual(failure.remedy, "It must be a string or a number.")
    }),
  )

  const values: ReadonlyArray<{ readonly value: unknown; readonly says: string }> = [
    { value: undefined, says: "where.value of the request is missing" },
    { value: null, says: "is null" },
    { value: 7n, says: "is 7n" },
    { value: Symbol("x"), says: "is a symbol" },
    { value: () => 1, says: "is a function" },
    { value: {}, says: "is an object" },
    { value: new Date(0), says: "is a Date" },
    { value: [[1]], says: "where.value[0] of the request is an array" },
    { value: NaN, says: "a number or a time that does not exist" },
    { value: Infinity, says: "a number or a time that does not exist" },
    { value: [1, NaN], says: "a number or a time that does not exist" },
  ]
  it.effect.each(values)("for it compares with $value, fails whichever constructor made it", ({ says, value }) =>
    Effect.gen(function* () {
      const wrong = value as never
      for (const where of [
        field.text("A").equal(wrong),
        field.text("A").contains(wrong),
        field.number("A").lessThan(wrong),
        field.date("A").greaterEqual(wrong),
        field.boolean("A").equal(wrong),
        field.lookup("A").notEqual(wrong),
        field.lookup("A").in(wrong),
      ]) {
        assert.include((yield* failureWith(where)).problem, says)
      }
    }),
  )

  it.effect.each([undefined, null, "", 7, {}])("for its field is %s, fails", (name) =>
    Effect.gen(function* () {
      for (const of of [field.text, field.number, field.date, field.dateTime, field.boolean, field.lookup]) {
        assert.include(
          (yield* failureWith(of(name as never).equal("x" as never))).problem,
          "where.field of the request",
        )
      }
    }),
  )
})

it.effect("as many comparisons as Zoho takes may nest in as many groups", () =>
  Effect.gen(function* () {
    const chain = Array.from({ length: 24 }).reduce<Condition.Condition>(
      (condition) => any(comparison, condition),
      comparison,
    )
    assert.strictEqual<string>((yield* createReadJob({ module: "Leads", where: chain })).id, "1")
  }).pipe(Effect.provide(scripted([json(createdReadBody("1"), { status: 201 })]))),
)
