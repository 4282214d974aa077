import type { DataType } from "../../domain/organization/DataType.ts"
import type { Field, Value } from "../model/Field.ts"
import { isDay, parseInstant } from "../model/times.ts"
import { own } from "../../domain/own.ts"

/** A day and a moment as bulk write reads them where a mapping has no `format` (Zoho's bulk-write page). */
const defaultFormats: Readonly<Record<string, string>> = { date: "MM/dd/yyyy", datetime: "MM/dd/yyyy HH:mm:ss" }

const digitsOf: Readonly<Record<string, string>> = { yyyy: "4", MM: "2", dd: "2", HH: "2", mm: "2", ss: "2" }

/** Reads the parts of a date by a format such as `yyyy/MM/dd`. */
const partsOf = (text: string, format: string): Readonly<Record<string, string>> | undefined => {
  const pattern = format
    .replaceAll(/'([^']*)'/g, "$1")
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/yyyy|MM|dd|HH|mm|ss/g, (token) => String.raw`(?<${token}>\d{${own(digitsOf, token)}})`)
    .replace("XXX", String.raw`(?<XXX>Z|[+-]\d\d:\d\d)`)
  try {
    return new RegExp(`^${pattern}$`).exec(text)?.groups
  } catch {
    return undefined
  }
}

const timeValue = (type: DataType, text: string, format = own(defaultFormats, type)!): Value | undefined => {
  const parts = partsOf(text, format)
  if (parts === undefined) return undefined
  const day = `${parts.yyyy}-${parts.MM}-${parts.dd}`
  if (type === "date") return isDay(day) ? day : undefined
  return parseInstant(`${day}T${parts.HH ?? "00"}:${parts.mm ?? "00"}:${parts.ss ?? "00"}${parts.XXX ?? "+05:30"}`)
}

const within = (text: string, limit: number): string | undefined => (text.length <= limit ? text : undefined)

/** The most digits that a number keeps here, whole or with a fraction. */
const exactDigits = 15

/** Reads a number; one with more digits than can be kept is refused rather than changed. */
const exactly = (text: string, form: RegExp): number | undefined =>
  form.test(text) && text.replaceAll(/\D/g, "").replace(/^0+/, "").length <= exactDigits ? Number(text) : undefined

/** Tells whether a number has no more digits than its field, where the field has a length. */
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
    case "datetime":
      return timeValue(type, text, format)
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
