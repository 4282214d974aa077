import { didYouMean, misspeltKey } from "../../../domain/didYouMean.ts"
import { dataTypes } from "../../../domain/organization/DataType.ts"
import type { OrganizationDescription } from "../../model/OrganizationDescription.ts"
import { lookupModuleOf } from "./describedField.ts"
import { keysOfField } from "./misspeltKeys.ts"

/**
 * Reports what in a description is probably not meant, and may be so all the same: types and keys of fields that Zoho
 * has and the emulator does not know, lookups to modules that are left out, and records whose module has no
 * `Modified_Time`.
 */
export const organizationDoubts = (
  { modules }: OrganizationDescription,
  moreModules: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const names = [...modules.map(({ api_name: name }) => name), ...moreModules, "Users"]
  const doubts: Array<string> = []
  const lookups = new Map<string, Array<string>>()
  for (const [at, module] of modules.entries()) {
    for (const [index, field] of (module.fields ?? []).entries()) {
      const place = `modules[${at}].fields[${index}]`
      const { api_name: name, data_type: type } = field
      if (!(dataTypes as ReadonlyArray<string>).includes(type)) {
        doubts.push(`${place}.data_type is "${type}", which is treated as text. ${didYouMean(type, dataTypes)}`)
      }
      const key = misspeltKey(field, keysOfField)
      if (key !== undefined) doubts.push(`${place}.${key} is ignored. ${didYouMean(key, keysOfField)}`)
      const target = lookupModuleOf(field)
      if (target === undefined || names.includes(target)) continue
      lookups.set(target, [...(lookups.get(target) ?? []), `${module.api_name}.${name}`])
    }
  }
  for (const [target, fields] of lookups) {
    doubts.push(`There is no module ${target}, which ${fields.join(", ")} looks up. ${didYouMean(target, names)}`)
  }
  const withoutTime = modules.filter(
    ({ fields, generated_type: type, records = [] }) =>
      records.length > 0 &&
      type !== "linking" &&
      fields?.some(({ api_name: name }) => name === "Modified_Time") === false,
  )
  for (const { api_name: name } of withoutTime) {
    doubts.push(`${name} has records but no field Modified_Time, which Zoho's modules have: see docs/emulator.md`)
  }
  return doubts.map((doubt) => doubt.trimEnd())
}
