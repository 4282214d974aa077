import type * as Schema from "effect/Schema"
import type { Column } from "../model/Column.ts"
import { type Field, isLookup, isNumeric, type Value } from "../model/Field.ts"
import { fieldOf, type Module, numberOfId, recordId } from "../model/Module.ts"
import { hasRecord, moduleNamed, type Records } from "../model/Records.ts"
import { formatTime } from "../model/times.ts"
import { fieldReader } from "../organization/findRecord.ts"
import { users } from "../organization/users.ts"

/** What people call a record: the first of its fields that must be filled in. */
export const displayName = (records: Records, module: Module, n: number): string => {
  const named = module.fields.find(({ isMandatory }) => isMandatory) ?? module.fields[0]
  return named === undefined
    ? recordId(module, n)
    : String(fieldReader(records, module, named)(n) ?? recordId(module, n))
}

const pointedAt = (records: Records, field: Field, id: string): Schema.Json => {
  const user = users.find((each) => each.id === id)
  if (user !== undefined) return { id, name: user.full_name, email: user.email }
  const target = moduleNamed(records, field.lookupModule ?? "")
  const n = target === undefined ? undefined : numberOfId(target, id)
  const isThere = target !== undefined && n !== undefined && hasRecord(records, target.apiName, n)
  return isThere ? { id, name: displayName(records, target, n) } : { id, name: null }
}

/** A value as the records API spells it. */
const valueBody = (records: Records, field: Field | undefined, column: Column, value: Value): Schema.Json => {
  if (value === null) return null
  const { type } = column
  if (type === "datetime") return formatTime(Number(value))
  if (isNumeric(type)) return Number(value)
  if (field !== undefined && isLookup(field.dataType)) return pointedAt(records, field, String(value))
  return type === "multiselectpicklist" ? String(value).split(";") : value
}

/** A record, as the records API has it: its id, and the fields that were asked for. */
export const recordBody = (
  records: Records,
  module: Module,
  columns: ReadonlyArray<Column>,
  n: number,
): Schema.Json => ({
  ...Object.fromEntries(
    columns.map((column) => {
      const value = valueBody(records, fieldOf(module, column.name), column, column.valueOf(n))
      return [column.name, value]
    }),
  ),
  id: recordId(module, n),
})
