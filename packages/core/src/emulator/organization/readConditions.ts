import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { refuse } from "../answers/refuse.ts"
import type { Column } from "../model/Column.ts"
import { type Condition, type Conditions, emptyLiteral } from "../model/Condition.ts"
import { comparators, comparatorsOf, isLookup, isNumeric, isReadable } from "../model/Field.ts"
import { fieldOf, type Module } from "../model/Module.ts"
import type { Records } from "../model/Records.ts"
import type { Refusal } from "../model/Refusal.ts"
import { isDay, parseInstant } from "../model/times.ts"
import { columnOf } from "./columnOf.ts"
import { isJsonObject, type JsonObject } from "../requests/requestBody.ts"

interface Asked {
  readonly records: Records
  readonly module: Module
  readonly version: ApiVersion
}

/** Zoho's OpenAPI document has 200; a course that quotes its pages has 20 for `in`. */
const maxValues = 200

const invalid = refuse("INVALID_CRITERIA", "Invalid criteria")

/** v2 takes `api_name`, v2.1 both (Zoho's SDK 2.1), later versions `field` (v7 create-job page). */
const fieldName = (criterion: JsonObject, version: ApiVersion): string | undefined => {
  const { api_name: flat, field } = criterion
  const nested = isJsonObject(field) ? field.api_name : undefined
  const name = version === "v2" ? flat : version === "v2.1" ? (nested ?? flat) : nested
  return typeof name === "string" ? name : undefined
}

const suits = ({ type }: Column, value: Schema.Json): boolean => {
  if (value === emptyLiteral) return true
  if (isNumeric(type)) return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value))
  if (type === "boolean") return typeof value === "boolean"
  if (typeof value !== "string") return false
  if (type === "datetime") return parseInstant(value) !== undefined
  if (type === "date") return isDay(value)
  return isLookup(type) ? /^\d+$/.test(value) : value.length <= 255
}

const takesMany = ["in", "not_in"]
const takesTwo = ["between", "not_between"]

const checkValue = Effect.fnUntraced(function* (column: Column, comparator: string, value: Schema.Json) {
  const about = { api_name: column.name }
  const isMany = Array.isArray(value)
  if (value === null || (typeof value === "object" && !isMany)) {
    return yield* refuse("VALUE_TYPE_NOT_SUPPORTED", "Value type is not supported", about)
  }
  const values: ReadonlyArray<Schema.Json> = isMany ? (value as ReadonlyArray<Schema.Json>) : [value]
  if (values.length > maxValues) {
    return yield* refuse("VALUE_LIMIT_EXCEEDED_IN_CRITERIA", "Value limit exceeded", { max_limit: maxValues })
  }
  const fits = takesTwo.includes(comparator) ? isMany && values.length === 2 : takesMany.includes(comparator) || !isMany
  if (!fits || values.length === 0) {
    return yield* refuse(
      "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE",
      "The comparator and the value are not compatible",
      { ...about, comparator },
    )
  }
  if (!values.every((each) => suits(column, each))) {
    return yield* refuse(
      "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE",
      "The field and the value are not compatible",
      about,
    )
  }
})

const readCondition = Effect.fnUntraced(function* (
  asked: Asked,
  sent: JsonObject,
): Effect.fn.Return<Condition, Refusal> {
  const name = fieldName(sent, asked.version)
  const { comparator, value } = sent
  if (name === undefined || typeof comparator !== "string" || value === undefined) return yield* invalid
  const column = columnOf(asked.records, asked.module, name)
  if (column === undefined) {
    const details = { api_name: name }
    return yield* refuse("FIELD_IN_CRITERIA_NOT_AVAILABLE", "The field in criteria is not available", details)
  }
  const field = fieldOf(asked.module, name)
  if (field !== undefined && !isReadable(field)) {
    const details = { api_name: name }
    return yield* refuse("FIELD_IN_CRITERIA_NOT_SUPPORTED", "The field in criteria is not supported", details)
  }
  if (!comparators.includes(comparator)) {
    const details = { comparator }
    return yield* refuse("FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED", "The comparator is not supported", details)
  }
  if (!comparatorsOf(column.type).includes(comparator)) {
    return yield* refuse(
      "FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE",
      "The field and the comparator are not compatible",
      { api_name: name, comparator },
    )
  }
  yield* checkValue(column, comparator, value)
  const isOfMoment = column.type === "datetime" && asked.records.leavesOutBoundary === true
  return { column, comparator, value, ...(isOfMoment ? { leavesOutBoundary: true } : {}) }
})

/** Reads criteria in the spelling of a version; a group of one and a condition that is also a group are ambiguous (Zoho's SDKs). */
export const readConditions = Effect.fnUntraced(function* (
  asked: Asked,
  sent: Schema.Json,
): Effect.fn.Return<Condition | Conditions, Refusal> {
  if (!isJsonObject(sent)) return yield* invalid
  const { group, group_operator: operator } = sent
  if (group === undefined) return yield* readCondition(asked, sent)
  if ("comparator" in sent || "field" in sent || "api_name" in sent) {
    return yield* refuse("AMBIGUOUS_CRITERIA", "The criteria is ambiguous: a condition or a group, not both")
  }
  if (!Array.isArray(group) || group.length === 0) return yield* invalid
  if (group.length === 1) {
    return yield* refuse("AMBIGUOUS_GROUP_IN_CRITERIA", "A group needs at least two conditions")
  }
  if (operator !== "and" && operator !== "or") {
    const details = { supported: ["and", "or"] }
    return yield* refuse("GROUP_OPERATOR_NOT_SUPPORTED", "The group operator is not supported", details)
  }
  const each = yield* Effect.forEach(group as ReadonlyArray<Schema.Json>, (part) => readConditions(asked, part))
  return { group: each, operator }
})
