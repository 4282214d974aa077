import type { DataType } from "../../../domain/organization/DataType.ts"
import type { ValueOf } from "../../model/Field.ts"
import type { Module } from "../../model/Module.ts"
import { date, email, moment, nothing, owner, phone, pick, pointingAt } from "../sampleValues.ts"
import { remarks } from "../sampleWords.ts"

/** What a made-up value is made of. */
export interface FieldToFill {
  readonly apiName: string
  readonly label: string
  readonly type: DataType
  readonly isUnique: boolean
  readonly length: number | undefined
  readonly choices: ReadonlyArray<string>
  readonly target: () => Module | undefined
}

/** Words that end in the number of their record, and are no longer than they may be. */
const numbered =
  ({ label, length }: FieldToFill): ValueOf =>
  (n) => {
    const ending = ` ${n}`
    return `${label.slice(0, Math.max(0, (length ?? 255) - ending.length))}${ending}`.trim()
  }

/** One or two of the choices, as write files join them. */
const severalOf =
  (choices: ReadonlyArray<string>): ValueOf =>
  (n) => {
    if (choices.length === 0) return null
    const [one, other] = [choices[(n - 1) % choices.length], choices[n % choices.length]]
    return n % 3 === 0 && one !== other ? `${one};${other}` : (one ?? null)
  }

const number =
  ({ isUnique, length = 9 }: FieldToFill, step: number): ValueOf =>
  (n) =>
    isUnique ? n : (n * step) % 10 ** Math.min(length, 4)

/** Makes up values for a field. Unique ones end in the number of their record, so that a record can be found by them. */
export const madeUpValue = (field: FieldToFill): ValueOf => {
  const name = field.apiName.toLowerCase()
  switch (field.type) {
    case "bigint":
    case "integer":
      return number(field, 13)
    case "currency":
    case "double":
      return number(field, 7.25)
    case "percent":
      return (n) => (n * 5) % 101
    case "boolean":
      return (n) => n % 3 === 0
    case "date":
      return date(2019, 4)
    case "datetime":
      return moment(name.length * 10)
    case "email":
      return email(name)
    case "phone":
      return field.isUnique ? (n) => `+94 11 200-${n}` : phone
    case "website":
      return (n) => `https://www.example.com/${name}/${n}`
    case "picklist":
      return field.choices.length === 0 ? nothing : pick(field.choices)
    case "multiselectpicklist":
      return severalOf(field.choices)
    case "lookup":
      return pointingAt(field.target)
    case "ownerlookup":
    case "userlookup":
      return owner
    case "textarea":
      return pick(remarks)
    case "fileupload":
    case "imageupload":
    case "layout":
    case "multiselectlookup":
    case "profileimage":
    case "subform":
    case "territories":
      return nothing
    default:
      return field.apiName === "Tag" ? nothing : numbered(field)
  }
}
