import { own } from "../../domain/own.ts"

const name = "Use an API name: letters, digits and underscores, such as Last_Name."
const trueOrFalse = "Use true or false."
const count = "Use a whole number, 0 or more."

/** What keys may be, wherever they stand. */
const remedies: Readonly<Record<string, string>> = {
  modules: 'Use a list of modules, such as [{ "api_name": "Workshops" }].',
  api_name: name,
  data_type: "Use a type as Zoho's field metadata names it, such as text, picklist, lookup or date.",
  id: "Use a string of at most 19 digits, or leave it out.",
  unique: 'Use true, false, or what Zoho has: {} if it is not unique, { "case_sensitive": false } if it is.',
  lookup: 'Use { "module": { "api_name": "Accounts" } }.',
  module: 'Use { "api_name": "Accounts" }.',
  pick_list_values: 'Use a list of values, such as [{ "display_value": "Open" }].',
  display_value: "Use a string.",
  operation_type: 'Use { "api_create": true, "api_update": false }.',
  criteria: "Use conditions as read jobs accept them from v3 on.",
  fields: 'Use a list of fields, such as [{ "api_name": "City", "data_type": "text" }].',
  layouts:
    'Use a list, such as [{ "name": "Standard", "sections": [{ "fields": [{ "api_name": "City", "required": true }] }] }].',
  sections: 'Use a list of sections, such as [{ "fields": [{ "api_name": "City", "required": true }] }].',
  custom_views: 'Use a list of views, such as [{ "name": "All Workshops" }].',
  records: 'Use a list of records by API name, such as [{ "Name": "Brakes" }].',
  name: "Use a string.",
  length: count,
  decimal_place: count,
  generated_records: count,
}

const flags = [
  "api_create",
  "api_supported",
  "api_update",
  "bulk_read",
  "bulk_write",
  "creatable",
  "custom_field",
  "default",
  "deletable",
  "editable",
  "field_read_only",
  "filterable",
  "no_permission",
  "read_only",
  "required",
  "system_mandatory",
  "viewable",
  "virtual_field",
  "visible",
]

/** Tells what the key that a path ends in may be. */
export const remedyForOrganization = (path: ReadonlyArray<PropertyKey>): string | undefined => {
  const key = path.findLast((step) => typeof step === "string")
  if (key === undefined) return undefined
  if (path.length === 1 && key !== "modules") return "An organisation has one key: modules."
  return flags.includes(key) ? trueOrFalse : (own(remedies, key) ?? "Use a string.")
}
