import { dataTypes } from "../../domain/organization/DataType.ts"
import {
  FieldDescription,
  ModuleDescription,
  type OrganizationDescription,
} from "../../emulator/model/OrganizationDescription.ts"
import { lookupModuleOf } from "../../emulator/organization/described/describedField.ts"
import { ownKeys } from "../../emulator/organization/described/describedModule.ts"
import { didYouMean, misspeltKey, nearest } from "../../failure/didYouMean.ts"
import { UsageError } from "../failure/UsageError.ts"

const keysOf = (schema: { readonly schema: { readonly fields: object } }): ReadonlyArray<string> =>
  Object.keys(schema.schema.fields)

/** Zoho's answer about one module has the view in use under this name. */
const keysOfModule = [...keysOf(ModuleDescription), "custom_view"]

/** Beside those that have a type of their own, the emulator reads what formulas give. */
const keysOfField = [...keysOf(FieldDescription), "formula", "rollup_summary"]

/**
 * Finds a key of a module that was probably meant to be one that Zoho's metadata has not, such as `record`: no answer of
 * Zoho's can have brought it into the file.
 */
export const misspeltInModule = (file: string, { modules }: OrganizationDescription): UsageError | undefined => {
  for (const [at, module] of modules.entries()) {
    const key = misspeltKey(module, keysOfModule)
    const meant = key === undefined ? undefined : nearest(key, keysOfModule)
    if (key === undefined || meant === undefined || !ownKeys.includes(meant)) continue
    return new UsageError({
      problem: `${file}: Unknown key modules[${at}].${key}`,
      remedy: `Did you mean ${meant}? The keys that Zoho's answers do not have are: ${ownKeys.join(", ")}.`,
    })
  }
  return undefined
}

/**
 * Says what in a description is probably not meant, and may be so all the same: types and keys of fields that Zoho has and
 * the emulator does not know, and lookups to modules that are left out.
 */
export const organizationDoubts = (
  file: string,
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
        doubts.push(`${place}.data_type is "${type}", which is taken as text. ${didYouMean(type, dataTypes)}`)
      }
      const key = misspeltKey(field, keysOfField)
      if (key !== undefined) doubts.push(`${place}.${key} is passed over. ${didYouMean(key, keysOfField)}`)
      const target = lookupModuleOf(field)
      if (target === undefined || names.includes(target)) continue
      lookups.set(target, [...(lookups.get(target) ?? []), `${module.api_name}.${name}`])
    }
  }
  for (const [target, fields] of lookups) {
    doubts.push(`There is no module ${target}, which ${fields.join(", ")} looks up. ${didYouMean(target, names)}`)
  }
  return doubts.map((doubt) => `${file}: ${doubt}`.trimEnd())
}
