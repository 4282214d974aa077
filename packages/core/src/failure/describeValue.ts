import * as Predicate from "effect/Predicate"

const longest = 80

const excerptOf = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)

/** Shows a value of any type in a message, short and without looking into it. */
export const describeValue = (value: unknown): string => {
  switch (typeof value) {
    case "string":
      return JSON.stringify(excerptOf(value))
    case "object":
      if (value === null) return "null"
      if (Predicate.isDate(value)) return "a Date"
      return Array.isArray(value) ? "an array" : "an object"
    case "bigint":
      return `${value}n`
    case "number":
    case "boolean":
    case "undefined":
      return `${value}`
    default:
      return `a ${typeof value}`
  }
}

/** The same for a value in place of which there may be a secret: its text is not shown. */
export const describeType = (value: unknown): string =>
  typeof value === "string" ? "a plain string" : describeValue(value)
