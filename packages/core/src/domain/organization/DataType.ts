/**
 * The field types that Zoho's field metadata names (Zoho's field-meta page, v7).
 *
 * **Example** (Whether a type was known when this was written)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * const known: ReadonlyArray<string> = Metadata.dataTypes
 *
 * export const isKnown = (type: Metadata.DataType): boolean => known.includes(type)
 * ```
 *
 * @category models
 */
export const dataTypes = [
  "autonumber",
  "bigint",
  "boolean",
  "currency",
  "date",
  "datetime",
  "double",
  "email",
  "fileupload",
  "formula",
  "imageupload",
  "integer",
  "layout",
  "lookup",
  "multiselectlookup",
  "multiselectpicklist",
  "ownerlookup",
  "percent",
  "phone",
  "picklist",
  "profileimage",
  "rollup_summary",
  "subform",
  "territories",
  "text",
  "textarea",
  "userlookup",
  "website",
] as const

/**
 * The type of a field: one of the known types, or whatever other word Zoho sends.
 *
 * **Example** (Types whose values are numbers)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const numeric: ReadonlyArray<Metadata.DataType> = ["integer", "double", "currency", "percent"]
 * ```
 *
 * @category models
 */
export type DataType = (typeof dataTypes)[number] | (string & {})
