/**
 * An organisation's metadata: its modules, fields, layouts and views, and what bulk jobs can do with them.
 *
 * **Details**
 *
 * Nothing is asked twice within a day: each connection remembers the answers, and `layerFolder` stores them for the
 * next program.
 *
 * **Example** (Whether a file can be imported, before anything is sent)
 *
 * ```ts
 * import * as Metadata from "@zoho-bulk/core/Metadata"
 * import { Effect } from "effect"
 *
 * export const missing = Effect.fnUntraced(function* (module: string, header: ReadonlyArray<string>) {
 *   const described = yield* Metadata.describeModule(module)
 *   const fields = yield* Effect.forEach(header, (name) => Effect.fromResult(Metadata.findField(described, name)))
 *   return described.fields.filter((field) => field.isAlwaysMandatory && !fields.includes(field))
 * })
 * ```
 */
export type { CustomView } from "../domain/organization/CustomView.ts"
export { type DataType, dataTypes } from "../domain/organization/DataType.ts"
export type { Field, PickListValue } from "../domain/organization/Field.ts"
export type { Layout, LayoutField } from "../domain/organization/Layout.ts"
export type { Module } from "../domain/organization/Module.ts"
export {
  type BulkUse,
  isReadable,
  isWritable,
  whyNotInBulk,
  whyNotReadable,
  whyNotWritable,
} from "../metadata/bulkRules.ts"
export type { CacheOptions } from "../metadata/cache/CacheOptions.ts"
export { layerMetadataFolder as layerFolder } from "../metadata/cache/layerMetadataFolder.ts"
export { layerMetadataMemory as layerMemory } from "../metadata/cache/layerMetadataMemory.ts"
export { type AnswerKeeper, type KeptAnswer, MetadataCache } from "../metadata/cache/MetadataCache.ts"
export { countRecords, type CountOptions } from "../metadata/countRecords.ts"
export { type DescribedField, type DescribedModule, describeModule } from "../metadata/describeModule.ts"
export { type DescribedModules, describeModules, type PassedOver } from "../metadata/describeModules.ts"
export { type FieldsOfModule, findField, findModule, findView, type ViewsOfModule } from "../metadata/findByName.ts"
export { getCustomViews } from "../metadata/getCustomViews.ts"
export { getFields } from "../metadata/getFields.ts"
export { getLayouts } from "../metadata/getLayouts.ts"
export { getModules } from "../metadata/getModules.ts"
export { knownFields, knownModules, knownViews } from "../metadata/known.ts"
export type { MetadataFailure, MetadataOptions } from "../metadata/MetadataOptions.ts"
export { type ModuleRow, type SchemaFailure, schemaOf, type SchemaOptions } from "../metadata/schemaOf.ts"
