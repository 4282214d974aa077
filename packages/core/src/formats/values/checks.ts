/**
 * Why Zoho may refuse a cell, by the type of its field. Each check is made once for a column, and is asked for every cell of it.
 */
import { amount } from "../../domain/amount.ts"
import type { Field } from "../../domain/organization/Field.ts"
import { dateReader, defaultFormats } from "./datePattern.ts"
import type { CellCheck, Spelling } from "./Spelling.ts"

type CheckOf = Spelling["checkOf"]

/** How many characters a text has for people, if it has so many units that some may be halves. */
const isLonger = (text: string, most: number): boolean => text.length > most && [...text].length > most

const orElse =
  (one: CellCheck, other: CellCheck): CellCheck =>
  (cell) =>
    one(cell) ?? other(cell)

const nothing: CellCheck = () => undefined

/** Text that is not longer than its field. */
export const lengthCheck: CheckOf = ({ length }) => {
  if (length === undefined) return nothing
  const problem = `is longer than ${amount(length, "character")}`
  return (cell) => (isLonger(cell, length) ? problem : undefined)
}

const matching =
  (pattern: RegExp, problem: string): CellCheck =>
  (cell) =>
    pattern.test(cell) ? undefined : problem

/** An e-mail address, as far as its form goes. */
export const emailCheck: CheckOf = (field, column) =>
  orElse(lengthCheck(field, column), matching(/^[^@\s,]+@[^@\s,.]+(?:\.[^@\s,.]+)+$/, "is not an e-mail address"))

/** An address of a page. */
export const websiteCheck: CheckOf = (field, column) =>
  orElse(lengthCheck(field, column), matching(/^\S+$/, "contains a space, which web addresses do not allow"))

/** True or false. */
export const booleanCheck: CheckOf = () => matching(/^(?:true|false)$/i, "is neither true nor false")

/** How many digits the fields for whole numbers have, where their metadata does not say it (Zoho's page of field types). */
const usualDigits = { integer: 9, bigint: 18 } as const

/** A whole number of so many digits. */
export const wholeCheck =
  (type: keyof typeof usualDigits): CheckOf =>
  ({ length = usualDigits[type] }) => {
    const form = matching(/^-?\d+$/, "is not a whole number")
    const fits = matching(new RegExp(String.raw`^-?0*\d{1,${length}}$`), `has more than ${length} digits`)
    return orElse(form, fits)
  }

/** A number of so many digits, and so many behind its point. */
export const decimalCheck: CheckOf = ({ decimalPlaces, length }) => {
  const form = matching(/^-?\d+(?:\.\d+)?$/, "is not a number: use digits, and a point before decimals")
  const digits =
    length === undefined
      ? nothing
      : matching(
          new RegExp(String.raw`^-?0*\d{1,${length}}(?:\.|$)`),
          `has more than ${length} digits before the point`,
        )
  const places =
    decimalPlaces === undefined
      ? nothing
      : matching(
          new RegExp(String.raw`^-?\d*(?:\.\d{0,${decimalPlaces}}0*)?$`),
          `has more than ${decimalPlaces} decimal places`,
        )
  return orElse(form, orElse(digits, places))
}

/** A day or a moment, as the pattern of its column spells it. */
export const dateCheck =
  (type: "date" | "datetime"): CheckOf =>
  (_field, { format = defaultFormats[type] }) => {
    const read = dateReader(format)
    const problem = `is not a ${type === "date" ? "day" : "time"} such as ${format}`
    return (cell) => (read(cell) === undefined ? problem : undefined)
  }

const pickable = ({ pickListValues }: Field) => {
  const values = new Set(pickListValues.filter(({ isUsed }) => isUsed).map(({ actualValue }) => actualValue))
  const labels = new Set(pickListValues.map(({ displayValue }) => displayValue))
  return { values, labels }
}

/** One of the values that can be picked. */
export const pickListCheck: CheckOf = (field, column) => {
  const { labels, values } = pickable(field)
  if (values.size === 0) return lengthCheck(field, column)
  const [label, other] = ["is the label of a value, not the value itself", "is not one of the picklist values"]
  return (cell) => (values.has(cell) ? undefined : labels.has(cell) ? label : other)
}

/** Some of the values that can be picked. */
export const multiSelectCheck: CheckOf = (field, column) => {
  const { length: _, ...others } = field
  const check = pickListCheck(others, column)
  return (cell) => {
    for (const value of cell.split(";")) {
      const problem = check(value.trim())
      if (problem !== undefined) return problem
    }
    return undefined
  }
}

/** The id of another record or a user, unless it is found by another field. */
export const idCheck: CheckOf = (_field, { findBy }) =>
  findBy === undefined || findBy.toLowerCase() === "id"
    ? matching(/^(?:zcrm_)?\d{1,19}$/, "is not an id, a string of digits")
    : nothing

/** What no check is known for. */
export const noCheck: CheckOf = () => nothing
