import * as Result from "effect/Result"
import type { Field, Value } from "../../model/Field.ts"
import type { GivenRecord, Module } from "../../model/Module.ts"
import type { ModuleDescription } from "../../model/OrganizationDescription.ts"
import type { WrongPlace } from "../../model/WrongPlace.ts"
import { recordValue, spellingOf } from "./recordValue.ts"

type Path = WrongPlace["path"]

const readRow = (
  fields: ReadonlyMap<string, Field>,
  row: Readonly<Record<string, unknown>>,
  path: Path,
): Result.Result<GivenRecord, WrongPlace> => {
  const values: Record<string, Value> = {}
  for (const [name, value] of Object.entries(row)) {
    if (name === "id") continue
    const field = fields.get(name)
    if (field === undefined) {
      const remedy = "Use the API names of fields from the description of the module."
      return Result.fail({ path: [...path, name], problem: "unknown", remedy })
    }
    const read = recordValue(field, value)
    if (read === undefined) {
      return Result.fail({ path: [...path, name], problem: "wrong", value, remedy: spellingOf(field) })
    }
    values[name] = read
  }
  const { id } = row
  if (id !== undefined && (typeof id !== "string" || !/^\d{1,19}$/.test(id))) {
    const remedy = "Use a string of at most 19 digits, or leave it out: the emulator makes an id."
    return Result.fail({ path: [...path, "id"], problem: "wrong", value: id, remedy })
  }
  return Result.succeed({ id, values })
}

/** Reads the records that a module is described with. */
export const describedRecords = (
  module: Module,
  { records = [] }: ModuleDescription,
  path: Path,
): Result.Result<ReadonlyArray<GivenRecord>, WrongPlace> => {
  const fields = new Map(module.fields.map((field) => [field.apiName, field]))
  const read: Array<GivenRecord> = []
  const ids = new Set<string>()
  for (const [at, row] of records.entries()) {
    const result = readRow(fields, row, [...path, "records", at])
    if (Result.isFailure(result)) return Result.fail(result.failure)
    const { id } = result.success
    if (id !== undefined && ids.has(id)) {
      const remedy = "Give each record its own id."
      return Result.fail({ path: [...path, "records", at, "id"], problem: "repeated", value: id, remedy })
    }
    if (id !== undefined) ids.add(id)
    read.push(result.success)
  }
  return Result.succeed(read)
}
