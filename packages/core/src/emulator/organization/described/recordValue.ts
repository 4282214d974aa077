import * as Predicate from "effect/Predicate"
import { type Field, isLookup, isNumeric, type Value } from "../../model/Field.ts"
import { isDay, parseInstant } from "../../model/times.ts"
import { userId } from "../users.ts"

/** How a value of a type is written in a described record. */
export const spellingOf = ({ valueType: type }: Field): string => {
  if (isNumeric(type)) return "Use a number of at most 15 digits."
  if (type === "boolean") return "Use true or false."
  if (type === "date") return "Use a day, such as 2021-02-28."
  if (type === "datetime") return "Use a date and time with an offset, such as 2021-02-28T09:30:00+05:30."
  if (type === "ownerlookup" || type === "userlookup") return "Use the id, the e-mail or the name of a user."
  if (isLookup(type)) return 'Use the id of a record, such as "4150868011000000001", or { "id": … }.'
  return type === "multiselectpicklist" ? "Use a list of strings." : "Use a string."
}

/** Zoho's records have lookups as objects with an id. */
const pointedAt = (value: unknown): unknown => (Predicate.isObject(value) ? value.id : value)

/** Whether JavaScript has lost digits of a number, or would. */
const losesDigits = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value)

/** Reads a value of a described record, as Zoho's records API spells it; what the field cannot hold is `undefined`. */
export const recordValue = (field: Field, value: unknown): Value | undefined => {
  const { valueType: type } = field
  if (value === null || value === "") return null
  if (isLookup(type)) {
    const id = pointedAt(value)
    if (typeof id !== "string") return undefined
    return field.lookupModule === "Users" ? userId(id) : /^\d{1,19}$/.test(id) ? id : undefined
  }
  if (Array.isArray(value)) {
    return value.every((each) => typeof each === "string") ? value.join(";") : undefined
  }
  if (isNumeric(type)) {
    const isNumber = typeof value === "number" || (typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value))
    return isNumber && Number.isFinite(Number(value)) && !losesDigits(Number(value)) ? Number(value) : undefined
  }
  if (type === "boolean") return typeof value === "boolean" ? value : undefined
  if (type === "date") return typeof value === "string" && isDay(value) ? value : undefined
  if (type === "datetime") return typeof value === "string" ? parseInstant(value) : undefined
  if (typeof value === "number") return losesDigits(value) ? undefined : String(value)
  return typeof value === "string" ? value : undefined
}
