/** The types of field that the emulated modules have, by the names of Zoho's field metadata. */
export type FieldType =
  | "bigint"
  | "boolean"
  | "currency"
  | "date"
  | "datetime"
  | "double"
  | "email"
  | "integer"
  | "lookup"
  | "multiselectpicklist"
  | "percent"
  | "phone"
  | "picklist"
  | "text"
  | "textarea"
  | "website"

/** A value as the emulator keeps it: a date and time in milliseconds, a lookup as the id that it points at. */
export type Value = string | number | boolean | null

/** Tells how many records of a module the world began with. */
export type CountOf = (module: string) => number

/** One field of a module, and what stands in it. */
export interface Field {
  readonly apiName: string
  /** Null for what is no field in Zoho's metadata, such as `$converted` (v7 job-details page). */
  readonly id: string | null
  readonly type: FieldType
  /** The value of the record with this number, counted from 1: a pure function, so that no record is stored. */
  readonly valueOf: (n: number, countOf: CountOf) => Value
  readonly isMandatory: boolean
  readonly isUnique: boolean
  /** The module that a lookup points at. */
  readonly lookup?: string
}

/** What a field may be, beside its name and type. */
export type FieldOptions = Partial<Pick<Field, "isMandatory" | "isUnique" | "lookup">>

const comparison = ["equal", "not_equal", "in", "not_in"]
const ordering = ["less_than", "less_equal", "greater_than", "greater_equal"]
const ofNumber = [...comparison, ...ordering]
const ofText = [...comparison, "contains", "not_contains", "starts_with", "ends_with"]
const ofTime = [...comparison, ...ordering, "between", "not_between"]

/** Which comparators a field of each type takes (v7 create-job page). */
export const comparatorsOf: Readonly<Record<FieldType, ReadonlyArray<string>>> = {
  bigint: ofNumber,
  boolean: ["equal"],
  currency: ofNumber,
  date: ofTime,
  datetime: ofTime,
  double: ofNumber,
  email: ofText,
  integer: ofNumber,
  lookup: comparison,
  multiselectpicklist: ofText,
  percent: ofNumber,
  phone: ofText,
  picklist: ofText,
  text: ofText,
  textarea: ofText,
  website: ofText,
}

/** All fourteen comparators. */
export const comparators: ReadonlyArray<string> = [...new Set([...ofNumber, ...ofText, ...ofTime])]

const numeric: ReadonlyArray<FieldType> = ["bigint", "currency", "double", "integer", "percent"]

/** Tells whether a field holds numbers. */
export const isNumeric = (type: FieldType): boolean => numeric.includes(type)
