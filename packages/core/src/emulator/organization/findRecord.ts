import { type Field, isNumeric, type Value } from "../model/Field.ts"
import { fieldOf, type Module, numberOfId } from "../model/Module.ts"
import { hasRecord, moduleNamed, type Records, recordsOf } from "../model/Records.ts"

/** Returns a function from a record's number to the value of one of its fields. */
export const fieldReader = (records: Records, module: Module, field: Field): ((n: number) => Value) => {
  const { base, changes } = recordsOf(records, module.apiName)
  const countOf = (name: string): number => recordsOf(records, name).base
  return (n) => {
    const written = changes.get(n)
    if (written !== undefined && Object.hasOwn(written, field.apiName)) return written[field.apiName] ?? null
    return n <= base ? field.valueOf(n, countOf) : null
  }
}

/** Spells a value as a word that looks the same wherever it comes from: numbers and texts of one value are equal. */
export const keyOf = (field: Field, value: Value): string =>
  isNumeric(field.valueType)
    ? String(Number(value))
    : field.isCaseSensitive === true
      ? String(value)
      : String(value).toLowerCase()

/**
 * Finds the record in which a unique field has a value.
 *
 * Unique values end in the number of their record, so records that were never written to are not searched.
 */
export const findRecord = (
  records: Records,
  module: Module,
  field: Field | "id",
  value: string,
  written: ReadonlyMap<string, number>,
): number | undefined => {
  if (field === "id") {
    const n = numberOfId(module, value)
    return n !== undefined && hasRecord(records, module.apiName, n) ? n : undefined
  }
  const found = written.get(keyOf(field, value))
  if (found !== undefined) return found
  const n = Number(/(\d+)\D*$/.exec(value)?.[1] ?? 0)
  const { base, changes } = recordsOf(records, module.apiName)
  const isUntouched =
    n <= base && hasRecord(records, module.apiName, n) && !Object.hasOwn(changes.get(n) ?? {}, field.apiName)
  const stored = isUntouched ? fieldReader(records, module, field)(n) : null
  return stored !== null && keyOf(field, stored) === keyOf(field, value) ? n : undefined
}

/** The values that writing has given to a field, and in which records they stand. */
export const writtenValues = (records: Records, module: Module, field: Field): Map<string, number> => {
  const found = new Map<string, number>()
  for (const [n, changes] of recordsOf(records, module.apiName).changes) {
    const value = changes[field.apiName]
    if (value !== undefined && value !== null && hasRecord(records, module.apiName, n))
      found.set(keyOf(field, value), n)
  }
  return found
}

/** Finds the record that an id belongs to, in one of the modules. */
export const recordExists = (records: Records, moduleName: string, id: string): boolean => {
  const module = moduleNamed(records, moduleName)
  if (module === undefined) return false
  const n = numberOfId(module, id)
  return n !== undefined && hasRecord(records, moduleName, n)
}

/** The field of a name, and its module's record ids as well: `id` is a field that every module has. */
export const uniqueFieldOf = (module: Module, apiName: string): Field | "id" | undefined => {
  if (apiName.toLowerCase() === "id") return "id"
  const field = fieldOf(module, apiName)
  return field?.isUnique === true ? field : undefined
}
