/**
 * What the values of NDJSON become in the cells of a bulk file.
 */
import * as Result from "effect/Result"
import { isNumberAsSent } from "../../wire/Json.ts"

type Cell = Result.Result<string, string>

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isNumberAsSent(value)

const textOf = (value: unknown): string | undefined => {
  if (typeof value === "string") return value
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  return isNumberAsSent(value) ? value.rawJSON : undefined
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? "a list" : isObject(value) ? "an object" : "null")

/** Text, numbers with the digits that they have, true and false; null and what is absent are an empty cell. */
export const plainCell = (value: unknown): Cell => {
  if (value === null || value === undefined) return Result.succeed("")
  const text = textOf(value)
  return text === undefined ? Result.fail(`is ${kindOf(value)}`) : Result.succeed(text)
}

/** Several values that are picked of a list: Zoho takes them with semicolons between them. */
export const listCell = (value: unknown): Cell => {
  if (!Array.isArray(value)) return plainCell(value)
  const texts = value.map(textOf)
  const strange = texts.indexOf(undefined)
  if (strange !== -1) return Result.fail(`is a list with ${kindOf(value[strange])} in it`)
  return texts.some((text) => text?.includes(";"))
    ? Result.fail("is a list with a semicolon in one of its values")
    : Result.succeed(texts.join(";"))
}

/** Another record, by its id: as such, or in an object as Zoho's record API has it. */
export const idCell = (value: unknown): Cell => {
  if (!isObject(value)) return plainCell(value)
  const { id } = value
  const text = typeof id === "boolean" ? undefined : textOf(id)
  return text === undefined ? Result.fail("is an object without an id") : Result.succeed(text)
}

/** A value of a field whose type is not known. */
export const anyCell = (value: unknown): Cell => (Array.isArray(value) ? listCell(value) : idCell(value))
