import type { DataType } from "../../domain/organization/DataType.ts"
import type { Field, Value } from "../model/Field.ts"
import { isDay, parseInstant } from "../model/times.ts"
import { own } from "../../domain/own.ts"

/** A day and a moment as bulk write reads them where a mapping has no `format` (Zoho's bulk-write page). */
const defaultFormats: Readonly<Record<string, string>> = { date: "MM/dd/yyyy", datetime: "MM/dd/yyyy HH:mm:ss" }

/** What the letters of a format stand for, the longer ones first. They are Java's; that Zoho takes all of them is our guess. */
const letters: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<year>\d{4})`,
  MMM: "(?<name>[A-Za-z]{3})",
  MM: String.raw`(?<month>\d\d)`,
  M: String.raw`(?<month>\d\d?)`,
  dd: String.raw`(?<day>\d\d)`,
  d: String.raw`(?<day>\d\d?)`,
  HH: String.raw`(?<hour>\d\d)`,
  hh: String.raw`(?<hour>\d\d)`,
  h: String.raw`(?<hour>\d\d?)`,
  mm: String.raw`(?<minute>\d\d)`,
  SSS: String.raw`\d{1,9}`,
  ss: String.raw`(?<second>\d\d)`,
  a: "(?<half>[AaPp][Mm])",
  XXX: String.raw`(?<offset>Z|[+-]\d\d:\d\d)`,
  Z: String.raw`(?<offset>[+-]\d{4})`,
}

const letter = new RegExp(`'([^']*)'|${Object.keys(letters).join("|")}|.`, "gs")

/** Reads the parts of a date by a format such as `yyyy/MM/dd`. */
const partsOf = (text: string, format: string): Readonly<Record<string, string>> | undefined => {
  const plain = (part: string): string => part.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
  const pattern = format.replaceAll(letter, (part, quoted) => own(letters, part) ?? plain(quoted ?? part))
  try {
    return new RegExp(`^${pattern}$`).exec(text)?.groups
  } catch {
    return undefined
  }
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

const twoDigits = (value: string | number): string => String(value).padStart(2, "0")

/** The hour of a day, where half a day may be told beside it. */
const hourOf = ({ half, hour = "00" }: Readonly<Record<string, string>>): string =>
  half === undefined ? twoDigits(hour) : twoDigits((Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0))

const timeValue = (type: DataType, text: string, format = own(defaultFormats, type)!): Value | undefined => {
  const parts = partsOf(text, format)
  if (parts === undefined) return undefined
  const { day: sentDay = "", minute = "00", name, offset = "+05:30", second = "00", year } = parts
  const month = name === undefined ? (parts.month ?? "") : months.indexOf(name.toLowerCase()) + 1
  const day = `${year}-${twoDigits(month)}-${twoDigits(sentDay)}`
  if (type === "date") return isDay(day) ? day : undefined
  return parseInstant(`${day}T${hourOf(parts)}:${minute}:${second}${offset.replace(/^(.\d\d)(\d\d)$/, "$1:$2")}`)
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
