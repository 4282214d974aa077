import type { Field, Value } from "../model/Field.ts"
import { defaultFormats, momentReader } from "../../formats/values/datePattern.ts"
import { parseInstant } from "../model/times.ts"

const digits = (value: number, count = 2): string => String(value).padStart(count, "0")

/** The organisation's own offset, as its answers have it, for a time without one. */
const usualOffset = "+05:30"

/** Reads a day or a moment by its format. That Zoho takes all of Java's letters is our guess. */
const timeValue = (
  type: "date" | "datetime",
  text: string,
  format: string = defaultFormats[type],
): Value | undefined => {
  const read = momentReader(format)(text)
  if (read === undefined) return undefined
  const day = `${digits(read.year, 4)}-${digits(read.month)}-${digits(read.day)}`
  if (type === "date") return day
  return parseInstant(
    `${day}T${digits(read.hour)}:${digits(read.minute)}:${digits(read.second)}${read.offset ?? usualOffset}`,
  )
}

const within = (text: string, limit: number): string | undefined => (text.length <= limit ? text : undefined)

/** The most digits that a number keeps here, whole or with a fraction. */
const exactDigits = 15

/** Reads a number; one with more digits than can be kept is refused rather than changed. */
const exactly = (text: string, form: RegExp): number | undefined =>
  form.test(text) && text.replaceAll(/\D/g, "").replace(/^0+/, "").length <= exactDigits ? Number(text) : undefined

/** Checks whether a number has no more digits than its field allows, if the field has a length. */
const fits = (value: number | undefined, length: number | undefined): boolean =>
  value === undefined || length === undefined || String(Math.trunc(Math.abs(value))).length <= length

/** Reads a cell as a field of a type wants it; `undefined` is INVALID_DATA. Lookups are another matter. */
export const readCell = ({ length, valueType: type }: Field, text: string, format?: string): Value | undefined => {
  switch (type) {
    case "boolean":
      return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === "true" : undefined
    case "integer":
    case "bigint":
    case "currency":
    case "double":
    case "percent": {
      const isWhole = type === "integer" || type === "bigint"
      const value = exactly(text, isWhole ? /^-?\d{1,19}$/ : /^-?\d{1,16}(?:\.\d+)?$/)
      return fits(value, length) ? value : undefined
    }
    case "date":
      return timeValue("date", text, format)
    case "datetime":
      return timeValue("datetime", text, format)
    case "email":
      return /^[^@\s,]+@[^@\s,]+\.[^@\s,]+$/.test(text) ? within(text, length ?? 100) : undefined
    case "phone":
      return /^[+\d(][\d\s().;/x-]*$/i.test(text) ? within(text, length ?? 30) : undefined
    case "website":
      return /\s/.test(text) ? undefined : within(text, length ?? 450)
    case "multiselectpicklist":
    case "picklist":
      return within(text, 1_000)
    default:
      return within(text, length ?? (type === "textarea" ? 32_000 : 255))
  }
}
