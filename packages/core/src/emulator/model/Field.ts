import type { DataType } from "../../domain/organization/DataType.ts"
import type { Field as FieldMetadata } from "../../domain/organization/Field.ts"
import type { Given } from "./Given.ts"

/** A value as the emulator keeps it: a date and time in milliseconds, a lookup as the id that it points at. */
export type Value = string | number | boolean | null

/** Tells how many records of a module the world began with. */
export type CountOf = (module: string) => number

/** Makes the value of the record with a number, counted from 1: a pure function, so that no record is stored. */
export type ValueOf = (n: number, countOf: CountOf) => Value

/**
 * One field of a module, and its values. A field that is missing from Zoho's metadata, such as `$converted`, has no id
 * (v7 job-details page).
 */
export interface Field extends FieldMetadata {
  /** The type of its values: its own, or that of what a formula or a summary gives. */
  readonly valueType: DataType
  readonly valueOf: ValueOf
  /** Its metadata as somebody described it. */
  readonly given?: Given
}

const comparison = ["equal", "not_equal", "in", "not_in"]
const ordering = ["less_than", "less_equal", "greater_than", "greater_equal"]
const ofNumber = [...comparison, ...ordering]
const ofText = [...comparison, "contains", "not_contains", "starts_with", "ends_with"]
const ofTime = [...comparison, ...ordering, "between", "not_between"]

/** All fourteen comparators. */
export const comparators: ReadonlyArray<string> = [...new Set([...ofNumber, ...ofText, ...ofTime])]

const numeric: ReadonlyArray<DataType> = ["bigint", "currency", "double", "integer", "percent"]

/** Checks whether a field contains numbers. */
export const isNumeric = (type: DataType): boolean => numeric.includes(type)

const lookups: ReadonlyArray<DataType> = ["lookup", "ownerlookup", "userlookup"]

/** Checks whether a field contains the id of a record or a user. */
export const isLookup = (type: DataType): boolean => lookups.includes(type)

/** Which comparators a field of a type takes (v7 create-job page). */
export const comparatorsOf = (type: DataType): ReadonlyArray<string> => {
  if (isNumeric(type)) return ofNumber
  if (isLookup(type)) return comparison
  if (type === "date" || type === "datetime") return ofTime
  return type === "boolean" ? ["equal"] : ofText
}

const neverRead: ReadonlyArray<DataType> = ["fileupload", "imageupload", "multiselectlookup", "profileimage", "subform"]

/**
 * Checks whether bulk jobs read a field (what working backups leave out; external fields by Amazon's pages on its
 * connector).
 */
export const isReadable = ({ dataType, isExternal, isVirtual }: Field): boolean =>
  !isVirtual && !isExternal && !neverRead.includes(dataType)

const neverWritten: ReadonlyArray<DataType> = [
  "autonumber",
  "fileupload",
  "formula",
  "imageupload",
  "multiselectlookup",
  "profileimage",
  "rollup_summary",
  "subform",
]

/**
 * Checks whether what a write job has for a field is kept: a `Created_Time` that is sent is ignored (seen in a live
 * run, of the records API).
 */
export const isWritten = (field: Field, isNew: boolean): boolean =>
  !neverWritten.includes(field.dataType) && !field.isReadOnly && (isNew ? field.isCreatable : field.isUpdatable)
