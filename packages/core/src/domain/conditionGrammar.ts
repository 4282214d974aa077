import type { Comparator } from "./Condition.ts"
import type { DataType } from "./organization/DataType.ts"

/** The most values that one comparison takes in a list (Zoho's bulk-read pages). */
export const mostValues = 20

/** What follows a comparator: one value, a list of values, or the two ends of a range. */
export type Takes = "value" | "list" | "range"

interface ComparatorWords {
  /** How it may be written beside its name. */
  readonly signs: ReadonlyArray<string>
  readonly takes: Takes
  /** An example, as it is typed. */
  readonly example: string
}

/** The comparators as people write them: what the parser reads, and what help and docs list. */
export const comparatorWords: Readonly<Record<Comparator, ComparatorWords>> = {
  equal: { signs: ["=", "=="], takes: "value", example: "City = Pune" },
  not_equal: { signs: ["!=", "<>"], takes: "value", example: 'Stage != "Closed Lost"' },
  in: { signs: [], takes: "list", example: 'Stage in [New, "Closed Won"]' },
  not_in: { signs: [], takes: "list", example: "City not_in [Pune, Galle]" },
  less_than: { signs: ["<"], takes: "value", example: "Amount < 100" },
  less_equal: { signs: ["<="], takes: "value", example: "Closing_Date <= 2026-01-31" },
  greater_than: { signs: [">"], takes: "value", example: "Amount > 99.50" },
  greater_equal: { signs: [">="], takes: "value", example: "Modified_Time >= yesterday" },
  contains: { signs: [], takes: "value", example: "Email contains example" },
  not_contains: { signs: [], takes: "value", example: "Email not_contains test" },
  starts_with: { signs: [], takes: "value", example: 'Last_Name starts_with "P"' },
  ends_with: { signs: [], takes: "value", example: "Email ends_with .org" },
  between: { signs: [], takes: "range", example: "Closing_Date between [2026-01-01, 2026-03-31]" },
  not_between: { signs: [], takes: "range", example: "Created_Time not_between [30 days ago, today]" },
}

/** What kind of values a field is compared with. */
export type ValueKind = "text" | "number" | "date" | "datetime" | "boolean" | "lookup"

interface KindOfField {
  readonly types: ReadonlyArray<DataType>
  readonly comparators: ReadonlyArray<Comparator>
  /** What its values are, as typed. */
  readonly values: string
}

const equality = ["equal", "not_equal", "in", "not_in"] as const
const order = ["less_than", "less_equal", "greater_than", "greater_equal"] as const
const ranges = ["between", "not_between"] as const

/** Which comparators a field of each type takes (Zoho's create-job pages). */
export const kindsOfField: Readonly<Record<ValueKind, KindOfField>> = {
  text: {
    types: ["text", "textarea", "email", "phone", "website", "picklist", "multiselectpicklist"],
    comparators: [...equality, "contains", "not_contains", "starts_with", "ends_with"],
    values: "text of at most 255 characters, including `0791234567`; a picklist entry by its value or its label",
  },
  number: {
    types: ["integer", "bigint", "double", "currency", "percent"],
    comparators: [...equality, ...order],
    values: "numbers such as `100` or `99.50`",
  },
  date: {
    types: ["date"],
    comparators: [...equality, ...order, ...ranges],
    values: "days such as `2026-01-31`, and times relative to now",
  },
  datetime: {
    types: ["datetime"],
    comparators: [...equality, ...order, ...ranges],
    values: "times such as `2026-01-31T09:00:00+05:30`, days, and times relative to now",
  },
  boolean: { types: ["boolean"], comparators: ["equal", "not_equal"], values: "`true` or `false`" },
  lookup: {
    types: ["lookup", "ownerlookup", "userlookup"],
    comparators: equality,
    values: "ids of records; a field of the record by its path, such as `Account_Name.Phone`",
  },
}

/** The kind of values that a field of a type is compared with, if known. */
export const kindOfType = (type: DataType): ValueKind | undefined =>
  (Object.keys(kindsOfField) as ReadonlyArray<ValueKind>).find((kind) => kindsOfField[kind].types.includes(type))

/** Times relative to now, and what they mean. */
export const relativeTimes: ReadonlyArray<readonly [written: string, meaning: string]> = [
  ["`today`, `yesterday`, `tomorrow`", "that day"],
  [
    "`2 days ago`, `2d`; `3 weeks ago`, `3w`; `1 month ago`; `1 year ago`",
    "the day that many days, weeks, months or years before today",
  ],
  ["`24 hours ago`, `24h`; `30 minutes ago`, `30m`", "that moment; on a date field its day"],
  ["`now`", "this moment; on a date field today"],
]

/** What a day means to a field that has times. */
export const daysOnTimes: ReadonlyArray<readonly [written: string, meaning: string]> = [
  ["`= day`, `!= day`", "within the day, or outside it"],
  ["`> day`, `>= day`, `< day`", "the beginning of the day"],
  ["`<= day`", "the end of the day"],
  ["`between [day, day]`", "from the beginning of the first day to the end of the last"],
]

/**
 * How conditions are written: what `Condition.parse` reads and `Condition.typed` makes of it.
 */
export const grammar = {
  /** The comparators, by their names. */
  comparators: comparatorWords,
  /** The kinds of fields, and what each is compared with. */
  fields: kindsOfField,
  /** Times that are told from now, and what they mean. */
  relativeTimes,
  /** What a day means to a field that has times. */
  daysOnTimes,
  /** The most values of one list. */
  mostValues,
} as const
