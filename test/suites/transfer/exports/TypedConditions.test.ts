import { assert, describe, it } from "@effect/vitest"
import { Condition, type Metadata } from "@zoho-bulk/core"
import { DateTime, Result } from "effect"
import { fieldNamed, valueToPick } from "../../../support/fields.ts"

type Field = Metadata.Field

const field = (apiName: string, dataType: string, more: Partial<Field> = {}): Field =>
  fieldNamed(apiName, dataType, { label: apiName.replaceAll("_", " "), ...more })

const fields: ReadonlyArray<Field> = [
  field("Last_Name", "text"),
  field("Phone", "phone"),
  field("Amount", "currency"),
  field("External_Id", "bigint"),
  field("Email_Opt_Out", "boolean"),
  field("Lead_Source", "picklist", {
    pickListValues: [valueToPick("Web Download", "Website"), valueToPick("Trade Show")],
  }),
  field("Closing_Date", "date"),
  field("Created_Time", "datetime"),
  field("Account_Name", "lookup", { lookupModule: "Accounts" }),
  field("Score", "formula"),
  field("CF1", "text", { label: "Segment" }),
  field("CF2", "text", { label: "Segment" }),
]

const of = { module: "Deals", fields }

const now = DateTime.makeUnsafe("2026-03-15T20:30:00Z")
const timeZone = DateTime.zoneMakeNamedUnsafe("Asia/Kolkata")

const read = (typed: string, options: Partial<Condition.TypedOptions> = { of }) =>
  Result.flatMap(Condition.parse(typed), (condition) => Condition.typed(condition, { now, timeZone, ...options }))

const comparison = (of: string, comparator: Condition.Comparator, to: Condition.ConditionValue) => ({
  field: of,
  comparator,
  value: to,
})

const day = (text: string) => [`${text}T00:00:00+05:30`, `${text}T23:59:59+05:30`]

const midnight = (text: string) => `${text}T00:00:00+05:30`

describe("a time that the clocks of a zone skip", () => {
  const berlin = DateTime.zoneMakeNamedUnsafe("Europe/Berlin")

  it.each([
    { more: { of }, time: "2021-03-28T02:30:00" },
    { more: {}, time: "2021-03-28 02:30:00" },
  ])("is refused, as an import refuses it: $time", ({ more, time }) => {
    const skipped = read(`Created_Time >= "${time}"`, { ...more, timeZone: berlin })
    assert.deepInclude(Result.getOrThrow(Result.flip(skipped)), {
      problem: `Created_Time is compared with "${time}", which does not exist in Europe/Berlin: the clocks were put forward`,
      remedy: "Write it with its offset, such as 2026-01-31T09:00:00+05:30.",
    })
  })

  it("is read with an offset, and so is one before or after, or in another zone", () => {
    for (const [text, zone, sent] of [
      ["2021-03-28T02:30:00+01:00", berlin, "2021-03-28T02:30:00+01:00"],
      ["2021-03-28T01:59:59", berlin, "2021-03-28T01:59:59+01:00"],
      ["2021-03-28T03:00:00", berlin, "2021-03-28T03:00:00+02:00"],
      ["2021-10-31T02:30:00", berlin, "2021-10-31T02:30:00+02:00"],
      ["2021-03-28T02:30:00", timeZone, "2021-03-28T02:30:00+05:30"],
    ] as const) {
      const typed = read(`Created_Time >= ${text}`, { of, timeZone: zone })
      assert.deepStrictEqual(Result.getOrThrow(typed), comparison("Created_Time", "greater_equal", sent))
    }
  })
})

describe("a condition that is typed by its fields", () => {
  it.each<readonly [string, Condition.Condition]>([
    ["Phone = 0791234567", comparison("Phone", "equal", "0791234567")],
    ["Phone = 791234567", comparison("Phone", "equal", "791234567")],
    ["Last_Name in [1.10, 007, true]", comparison("Last_Name", "in", ["1.10", "007", "true"])],
    ["Amount > 100", comparison("Amount", "greater_than", 100)],
    ['Amount > "99.5"', comparison("Amount", "greater_than", 99.5)],
    ["Amount > 99.50", comparison("Amount", "greater_than", "99.50")],
    ["External_Id = 1234567890123456789", comparison("External_Id", "equal", "1234567890123456789")],
    ["Email_Opt_Out = TRUE", comparison("Email_Opt_Out", "equal", true)],
    ["Email_Opt_Out != true", comparison("Email_Opt_Out", "equal", false)],
    ["Lead_Source = Website", comparison("Lead_Source", "equal", "Web Download")],
    ['Lead_Source in ["Web Download", "Trade Show"]', comparison("Lead_Source", "in", ["Web Download", "Trade Show"])],
    ['"Last Name" starts_with "P"', comparison("Last_Name", "starts_with", "P")],
    ["last_name is not empty", comparison("Last_Name", "not_equal", "${EMPTY}")],
    ["Amount is empty", comparison("Amount", "equal", "${EMPTY}")],
    ["id in [4150868000000005354]", comparison("id", "in", ["4150868000000005354"])],
    ['"Account Name.Phone" = 0791', comparison("Account_Name.Phone", "equal", "0791")],
    ["Account_Name = 12345", comparison("Account_Name", "equal", "12345")],
    ["Score > 5", comparison("Score", "greater_than", 5)],
    ["Closing_Date >= 2026-01-31", comparison("Closing_Date", "greater_equal", "2026-01-31")],
    ["Closing_Date = today", comparison("Closing_Date", "equal", "2026-03-16")],
    ["Closing_Date > 2 weeks ago", comparison("Closing_Date", "greater_than", "2026-03-02")],
    [
      "Closing_Date between [1 month ago, tomorrow]",
      comparison("Closing_Date", "between", ["2026-02-16", "2026-03-17"]),
    ],
    ["Closing_Date > 24h", comparison("Closing_Date", "greater_than", "2026-03-15")],
    ["Created_Time > 2024-01-01", comparison("Created_Time", "greater_than", midnight("2024-01-01"))],
    ["Created_Time <= 2024-01-01", comparison("Created_Time", "less_equal", "2024-01-01T23:59:59+05:30")],
    ["Created_Time < yesterday", comparison("Created_Time", "less_than", midnight("2026-03-15"))],
    ["Created_Time = 2024-02-29", comparison("Created_Time", "between", day("2024-02-29"))],
    ["Created_Time != 2024-02-29", comparison("Created_Time", "not_between", day("2024-02-29"))],
    [
      "Created_Time between [2024-01-01, 2024-01-31]",
      comparison("Created_Time", "between", [midnight("2024-01-01"), "2024-01-31T23:59:59+05:30"]),
    ],
    ["Created_Time >= 2 days ago", comparison("Created_Time", "greater_equal", midnight("2026-03-14"))],
    ["Created_Time > 24h", comparison("Created_Time", "greater_than", "2026-03-15T02:00:00+05:30")],
    ["Created_Time > 24h ago", comparison("Created_Time", "greater_than", "2026-03-15T02:00:00+05:30")],
    ["Created_Time > 30 minutes ago", comparison("Created_Time", "greater_than", "2026-03-16T01:30:00+05:30")],
    ["Created_Time > 2024-01-01 09:30", comparison("Created_Time", "greater_than", "2024-01-01T09:30:00+05:30")],
    [
      "Created_Time > 2024-01-01T09:30:00.250-0400",
      comparison("Created_Time", "greater_than", "2024-01-01T09:30:00-04:00"),
    ],
    ["Created_Time > 2024-01-01T09:30:00Z", comparison("Created_Time", "greater_than", "2024-01-01T09:30:00+00:00")],
    [
      "Created_Time in [2024-01-01, 2024-01-03]",
      Condition.any(
        comparison("Created_Time", "between", day("2024-01-01")),
        comparison("Created_Time", "between", day("2024-01-03")),
      ),
    ],
    [
      "Amount > 1 and (Phone = 1 or Closing_Date = yesterday)",
      Condition.all(
        comparison("Amount", "greater_than", 1),
        Condition.any(comparison("Phone", "equal", "1"), comparison("Closing_Date", "equal", "2026-03-15")),
      ),
    ],
  ])("%s is what Zoho takes", (typed, expected) => {
    assert.deepStrictEqual(Result.getOrThrow(read(typed)), expected)
  })

  it.each([
    ["Last_Nane = x", 'no field "Last_Nane"', "Did you mean Last_Name?"],
    ['"Lst Name" = x', 'no field "Lst Name"', "Did you mean Last Name?"],
    ["Segment = x", 'more than one field "Segment"', "CF1 or CF2"],
    ["Amount contains 5", "contains does not work with Amount, whose type is currency", "Use one of = != in not_in"],
    ["Amount > much", 'Amount, whose type is currency, is compared with "much"', "Write a number"],
    ["Email_Opt_Out = yes", 'is compared with "yes"', "Write true or false."],
    ['Account_Name = "Zylker"', 'Account_Name, whose type is lookup, is compared with "Zylker"', "the id of a record"],
    ["Closing_Date > 31/12/2026", 'compared with "31/12/2026", which is not a day', "2026-01-31"],
    ["Closing_Date > 2026-02-30", 'compared with "2026-02-30", which is not a day', "2026-01-31"],
    ["Created_Time > soon", 'compared with "soon", which is not a time', "2026-01-31T09:00:00+00:00"],
  ])("%s is told as what it is, with what to write", (typed, problem, remedy) => {
    const told = Result.getOrThrow(Result.flip(read(typed)))
    assert.include(told.problem, problem)
    assert.include(told.remedy, remedy)
  })

  it.each<readonly [string, Condition.Condition]>([
    ["Created_Time > 2024-01-01", comparison("Created_Time", "greater_than", midnight("2024-01-01"))],
    ["Closing_Date > 3 days ago", comparison("Closing_Date", "greater_than", "2026-03-13")],
    ["City = today", comparison("City", "equal", "today")],
    ["Phone = 0791234567", comparison("Phone", "equal", "0791234567")],
    ["Amount > 1.10", comparison("Amount", "greater_than", "1.10")],
    ["Created_Time = soon", comparison("Created_Time", "equal", "soon")],
    ["Created_Time > 12024-01-01", comparison("Created_Time", "greater_than", "12024-01-01")],
    ["Created_Time > 2024-01-015", comparison("Created_Time", "greater_than", "2024-01-015")],
    ["Created_Time in [2024-01-01, soon]", comparison("Created_Time", "in", ["2024-01-01", "soon"])],
    ["Created_Time < today", comparison("Created_Time", "less_than", midnight("2026-03-16"))],
    [
      "Created_Time between [2024-01-01, yesterday]",
      comparison("Created_Time", "between", [midnight("2024-01-01"), "2026-03-15T23:59:59+05:30"]),
    ],
    ["Time > 2024-01-01", comparison("Time", "greater_than", midnight("2024-01-01"))],
    ["Time_Spent > 2024-01-01", comparison("Time_Spent", "greater_than", "2024-01-01")],
    ["Lifetime = today", comparison("Lifetime", "equal", "today")],
    ["OverTime = today", comparison("OverTime", "equal", "today")],
    ["Date_3 = today", comparison("Date_3", "equal", "2026-03-16")],
    ["Date = today", comparison("Date", "equal", "2026-03-16")],
    ["UpDate = today", comparison("UpDate", "equal", "today")],
    ["Dated = today", comparison("Dated", "equal", "today")],
    ["Due_Dates = today", comparison("Due_Dates", "equal", "today")],
    ["Closing_Date = 31/12/2026", comparison("Closing_Date", "equal", "31/12/2026")],
    ["Closing_Date between [2026-01-31, today]", comparison("Closing_Date", "between", ["2026-01-31", "2026-03-16"])],
    ["Deal.Closing_Date = today", comparison("Deal.Closing_Date", "equal", "2026-03-16")],
    ["Closing_Date.Name = today", comparison("Closing_Date.Name", "equal", "today")],
  ])("%s is read by the name of its field where no more is known", (typed, expected) => {
    assert.deepStrictEqual(Result.getOrThrow(read(typed, {})), expected)
  })

  it("keeps a number that a program gives, however JavaScript spells it", () => {
    for (const value of [1e-7, 1e21, -0.5]) {
      const given = comparison("Amount", "greater_than", value)
      assert.deepStrictEqual(Result.getOrThrow(Condition.typed(given, { now, timeZone, of })), given)
    }
  })

  it.each<readonly [string, Condition.ConditionValue]>([
    ["1e5", "1e5"],
    ["x5", "x5"],
    ["5x", "5x"],
    [".5", ".5"],
    ["1,5", "1,5"],
  ])("takes no number that is spelled as %s", (_, value) => {
    const told = Condition.typed(comparison("Amount", "greater_than", value), { now, timeZone, of })
    assert.strictEqual(told._tag, "Failure")
  })

  it.each(["x12345", "12345x", "123 45"])("takes no id of a record that is spelled as %s", (value) => {
    const told = Condition.typed(comparison("Account_Name", "equal", value), { now, timeZone, of })
    assert.strictEqual(told._tag, "Failure")
  })

  it("compares with nothing as it is, whatever the type", () => {
    for (const name of ["Amount", "Email_Opt_Out", "Account_Name", "Last_Name"]) {
      const given = comparison(name, "not_equal", "${EMPTY}")
      assert.deepStrictEqual(Result.getOrThrow(Condition.typed(given, { now, timeZone, of })), given)
    }
  })

  it("takes what people see for the value that is stored, unless several are shown so", () => {
    const values = [
      valueToPick("1", "One"),
      valueToPick("One", "Uno"),
      valueToPick("2", "Two"),
      valueToPick("3", "Two"),
    ]
    const picked = { module: "Deals", fields: [field("Kind", "picklist", { pickListValues: values })] }
    const stored = (text: string) => Result.getOrThrow(read(`Kind = "${text}"`, { of: picked }))
    assert.deepStrictEqual(stored("One"), comparison("Kind", "equal", "One"))
    assert.deepStrictEqual(stored("Uno"), comparison("Kind", "equal", "One"))
    assert.deepStrictEqual(stored("Two"), comparison("Kind", "equal", "Two"))
    assert.deepStrictEqual(stored("Three"), comparison("Kind", "equal", "Three"))
  })

  it("has days of 23 and 25 hours where a zone has them", () => {
    const berlin = { of, timeZone: DateTime.zoneMakeNamedUnsafe("Europe/Berlin") }
    assert.deepStrictEqual(
      Result.getOrThrow(read("Created_Time = 2026-03-29", berlin)),
      comparison("Created_Time", "between", ["2026-03-29T00:00:00+01:00", "2026-03-29T23:59:59+02:00"]),
    )
    const yesterday = { ...berlin, now: DateTime.makeUnsafe("2026-10-25T23:30:00Z") }
    assert.deepStrictEqual(
      Result.getOrThrow(read("Created_Time < yesterday", yesterday)),
      comparison("Created_Time", "less_than", "2026-10-25T00:00:00+02:00"),
    )
  })
})
