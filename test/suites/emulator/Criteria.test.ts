import { assert, describe, it } from "@effect/vitest"
import { Effect, type Schema } from "effect"
import { readJob, rowsOfJob, zoho } from "../../support/emulatedZoho.ts"

const condition = (field: string, comparator: string, value: Schema.Json) => ({
  field: { api_name: field },
  comparator,
  value,
})

const group = (operator: string, ...each: ReadonlyArray<Schema.Json>) => ({ group: each, group_operator: operator })

/** Leads 1 to 12: No_of_Employees is 3n, Email lead{n}@example.com, Date_3 the 1 + 11n mod 28 of a month, $converted 7. */
const cases: ReadonlyArray<readonly [title: string, criteria: Schema.Json, numbers: ReadonlyArray<number>]> = [
  ["equal", condition("No_of_Employees", "equal", 9), [3]],
  ["not_equal", condition("No_of_Employees", "not_equal", 9), [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ["in", condition("No_of_Employees", "in", [9, "12"]), [3, 4]],
  ["not_in", condition("No_of_Employees", "not_in", [3, 6, 9, 12, 15, 18, 21, 24]), [9, 10, 11, 12]],
  ["less_than", condition("No_of_Employees", "less_than", 9), [1, 2]],
  ["less_equal", condition("No_of_Employees", "less_equal", 9), [1, 2, 3]],
  ["greater_than", condition("No_of_Employees", "greater_than", 30), [11, 12]],
  ["greater_equal", condition("No_of_Employees", "greater_equal", 30), [10, 11, 12]],
  ["contains", condition("Email", "contains", "EAD1"), [1, 10, 11, 12]],
  ["not_contains", condition("Email", "not_contains", "1"), [2, 3, 4, 5, 6, 7, 8, 9]],
  ["starts_with", condition("Email", "starts_with", "lead2"), [2]],
  ["ends_with", condition("Email", "ends_with", "2@example.com"), [2, 12]],
  ["between", condition("Date_3", "between", ["2020-01-01", "2020-12-31"]), [1, 5, 9]],
  ["not_between", condition("Date_3", "not_between", ["2020-01-01", "2022-12-31"]), [4, 8, 12]],
  ["a moment with another offset", condition("Created_Time", "less_equal", "2021-01-01T00:14:00Z"), [1, 2]],
  ["a boolean", condition("$converted", "equal", true), [7]],
  ["an empty value", condition("Lead_Source", "equal", "${EMPTY}"), [6, 12]],
  ["no empty value", condition("Lead_Source", "not_equal", "${EMPTY}"), [1, 2, 3, 4, 5, 7, 8, 9, 10, 11]],
  ["an owner by id", condition("Owner", "equal", "4150868000000225021"), [2, 5, 8, 11]],
  ["a path through a lookup", condition("Owner.last_name", "equal", "Müller"), [3, 6, 9, 12]],
  [
    "groups in groups",
    group(
      "and",
      condition("No_of_Employees", "greater_than", 6),
      group("or", condition("Email", "starts_with", "lead3"), condition("$converted", "equal", true)),
    ),
    [3, 7],
  ],
]

describe("criteria on the emulator", () => {
  it.effect.each(cases.map(([title, criteria, numbers]) => ({ title, criteria, numbers })))(
    "select by $title",
    ({ criteria, numbers }) =>
      Effect.gen(function* () {
        const job = yield* readJob({ query: { module: { api_name: "Leads" }, fields: ["Email"], criteria } })
        assert.strictEqual(job.created.status, 201, JSON.stringify(job.created.body))
        assert.strictEqual(job.result.count, numbers.length)
        const emails = (yield* rowsOfJob(job.id)).map(([, email]) => email)
        assert.deepStrictEqual(
          emails,
          numbers.map((n) => `lead${n}@example.com`),
        )
      }).pipe(Effect.provide(zoho({ records: { Leads: 12 } }))),
  )
})
