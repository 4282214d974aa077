import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { Field } from "../domain/organization/Field.ts"
import type { Layout } from "../domain/organization/Layout.ts"
import { getFields } from "./getFields.ts"
import { getLayouts } from "./getLayouts.ts"
import type { MetadataFailure, MetadataOptions } from "./MetadataOptions.ts"

/**
 * A field, and how the module's layouts use it.
 *
 * **Example** (A message about a field that is missing from a file)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const demand = ({ isAlwaysMandatory, label, mandatoryIn }: Metadata.DescribedField): string =>
 *   isAlwaysMandatory ? `${label} is mandatory` : `${label} is mandatory in ${mandatoryIn.join(", ")}`
 * ```
 *
 * @category models
 */
export interface DescribedField extends Field {
  /** The names of the active layouts that make it mandatory. */
  readonly mandatoryIn: ReadonlyArray<string>
  /** Whether every record must have it: Zoho itself requires it, or every active layout does. */
  readonly isAlwaysMandatory: boolean
}

/**
 * The description of a module.
 *
 * **Example** (The fields that every new record needs)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const needed = ({ fields }: Metadata.DescribedModule): ReadonlyArray<string> =>
 *   fields.filter(({ isAlwaysMandatory }) => isAlwaysMandatory).map(({ apiName }) => apiName)
 * ```
 *
 * @category models
 */
export interface DescribedModule {
  /** The API name of the module. */
  readonly module: string
  /** The fields of the module, each with how its layouts use it. */
  readonly fields: ReadonlyArray<DescribedField>
  /** The layouts of the module, including inactive ones. */
  readonly layouts: ReadonlyArray<Layout>
}

const isInUse = ({ isVisible, status = "active" }: Layout): boolean => isVisible && status === "active"

/** Joins the fields of a module with what its layouts make mandatory. */
export const describeFields = (
  fields: ReadonlyArray<Field>,
  layouts: ReadonlyArray<Layout>,
): ReadonlyArray<DescribedField> => {
  const demanding = layouts.filter(isInUse).map(({ fields: its, name }) => ({
    name,
    demanded: new Set(its.filter(({ isRequired }) => isRequired).map(({ apiName }) => apiName)),
  }))
  return fields.map((field) => {
    const mandatoryIn = demanding.filter(({ demanded }) => demanded.has(field.apiName)).map(({ name }) => name)
    const isInAll = demanding.length > 0 && mandatoryIn.length === demanding.length
    return { ...field, mandatoryIn, isAlwaysMandatory: field.isMandatory || isInAll }
  })
}

/**
 * Describes a module: its fields, and which of them its layouts make mandatory.
 *
 * **Details**
 *
 * Costs two API credits, if nothing is known yet. It needs the scopes of `getFields` and `getLayouts`.
 *
 * **Gotchas**
 *
 * A field's own metadata say that `Company` of a lead is not mandatory; the layout says that it is, and Zoho refuses
 * files without it.
 *
 * **Example** (What a file of new leads must have)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const needed = (module: string) =>
 *   Effect.map(Metadata.describeModule(module), ({ fields }) =>
 *     fields.filter((field) => field.isAlwaysMandatory && Metadata.isWritable(field, "insert")),
 *   )
 * ```
 *
 * @category operations
 */
export const describeModule = Effect.fnUntraced(function* (
  module: string,
  options: MetadataOptions = {},
): Effect.fn.Return<DescribedModule, MetadataFailure, ZohoConnection> {
  // One after the other: a module whose fields may not be read is not asked for its layouts as well.
  const fields = yield* getFields(module, options)
  const layouts = yield* getLayouts(module, options)
  return { module, fields: describeFields(fields, layouts), layouts }
})
