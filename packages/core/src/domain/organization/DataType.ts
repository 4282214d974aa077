/**
 * The types of field that Zoho's field metadata names (Zoho's field-meta page, v7).
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
 * The type of a field: one of those that are known, or whatever other word Zoho sends.
 *
 * @category models
 */
export type DataType = (typeof dataTypes)[number] | (string & {})
