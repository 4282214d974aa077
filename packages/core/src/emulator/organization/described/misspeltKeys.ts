import { misspeltKey, nearest } from "../../../domain/didYouMean.ts"
import {
  FieldDescription,
  ModuleDescription,
  type OrganizationDescription,
} from "../../model/OrganizationDescription.ts"
import type { WrongPlace } from "../../model/WrongPlace.ts"
import { ownKeys } from "./describedModule.ts"

const keysOf = (schema: { readonly schema: { readonly fields: object } }): ReadonlyArray<string> =>
  Object.keys(schema.schema.fields)

/** Zoho's answer about one module has the view in use under this name. */
const keysOfModule = [...keysOf(ModuleDescription), "custom_view"]

/** Beside those that have a type of their own, the emulator reads what formulas give. */
export const keysOfField: ReadonlyArray<string> = [...keysOf(FieldDescription), "formula", "rollup_summary"]

/**
 * Finds a key of a module that was probably meant to be one that Zoho's metadata has not, such as `record`: no answer of
 * Zoho's can have brought it into the description.
 */
export const misspeltInModules = ({ modules }: OrganizationDescription): WrongPlace | undefined => {
  for (const [at, module] of modules.entries()) {
    const key = misspeltKey(module, keysOfModule)
    const meant = key === undefined ? undefined : nearest(key, keysOfModule)
    if (key === undefined || meant === undefined || !ownKeys.includes(meant)) continue
    const remedy = `Did you mean ${meant}? The emulator's own keys are: ${ownKeys.join(", ")}.`
    return { path: ["modules", at, key], problem: "misspelt", remedy }
  }
  return undefined
}
