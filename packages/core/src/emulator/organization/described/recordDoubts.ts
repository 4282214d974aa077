import { isWritten, type Field, type Value } from "../../model/Field.ts"
import type { Module } from "../../model/Module.ts"
import type { OrganizationDescription } from "../../model/OrganizationDescription.ts"
import { lastNumber, moduleNamed, type Records } from "../../model/Records.ts"
import { fieldReader, findRecord, keyOf, recordExists } from "../findRecord.ts"

const ofLength = ["email", "phone", "text", "textarea", "website"]

const spell = (value: Value): string => JSON.stringify(value)

/** What of a value Zoho would not have taken, by kinds: of each, the first place is enough to tell. */
type Kind = (value: Value) => string | undefined

const missing =
  (field: Field): Kind =>
  (value) =>
    value === null && field.isMandatory && isWritten(field, true) ? "is empty, although it is mandatory" : undefined

const repeated = (records: Records, module: Module, field: Field): Kind => {
  const seen = new Set<string>()
  return (value) => {
    if (value === null || !field.isUnique) return undefined
    const key = keyOf(field, value)
    const isAgain = seen.has(key) || findRecord(records, module, field, String(value), new Map()) !== undefined
    seen.add(key)
    return isAgain ? `repeats ${spell(value)}, although it is unique` : undefined
  }
}

const tooLong =
  ({ length = Infinity, valueType }: Field): Kind =>
  (value) =>
    typeof value === "string" && ofLength.includes(valueType) && value.length > length
      ? `has ${value.length} characters, but allows only ${length}`
      : undefined

const leadingNowhere =
  (records: Records, { lookupModule }: Field, described: ReadonlyArray<string>): Kind =>
  (value) =>
    typeof value === "string" &&
    lookupModule !== undefined &&
    described.includes(lookupModule) &&
    !recordExists(records, lookupModule, value)
      ? `is ${spell(value)}, which is not a record of ${lookupModule}`
      : undefined

/**
 * Reports what in the records of a description Zoho would not have taken: once for each kind and field, with the first
 * place.
 */
export const recordDoubts = (world: Records, { modules }: OrganizationDescription): ReadonlyArray<string> => {
  const names = modules.map(({ api_name: name }) => name)
  return modules.flatMap(({ api_name: name, records = [] }, at) => {
    const module = moduleNamed(world, name)
    if (module === undefined || records.length === 0) return []
    const base = lastNumber(world, name) - records.length
    return module.fields.flatMap((field) => {
      const read = fieldReader(world, module, field)
      const kinds = [
        missing(field),
        repeated(world, module, field),
        tooLong(field),
        leadingNowhere(world, field, names),
      ]
      return kinds.flatMap((kind) => {
        for (const index of records.keys()) {
          const said = kind(read(base + index + 1))
          if (said !== undefined) return [`modules[${at}].records[${index}].${field.apiName} ${said}`]
        }
        return []
      })
    })
  })
}
