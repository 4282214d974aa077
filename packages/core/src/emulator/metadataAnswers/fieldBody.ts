import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import type { PickListValue } from "../../domain/organization/Field.ts"
import type { Field } from "../model/Field.ts"
import type { Module } from "../model/Module.ts"
import { makeField } from "../organization/makeField.ts"
import { nothing } from "../organization/sampleValues.ts"
import { isJsonObject, type JsonObject } from "../requests/requestBody.ts"

const pickListBody = ({ actualValue, displayValue, isUsed }: PickListValue, index: number): JsonObject => ({
  display_value: displayValue,
  sequence_number: index + 1,
  reference_value: actualValue,
  colour_code: null,
  actual_value: actualValue,
  type: isUsed ? "used" : "unused",
})

/** v2 names the module of a lookup in a text, later versions in an object (v2 and v7 field-meta pages). */
const lookupBody = ({ dataType, lookupModule }: Field): Schema.Json =>
  lookupModule === undefined || dataType !== "lookup"
    ? {}
    : { display_label: null, api_name: null, module: { api_name: lookupModule }, id: null }

const inVersion = (body: Readonly<Record<string, Schema.Json>>, version: ApiVersion): Schema.Json => {
  const { lookup } = body
  if (version !== "v2" || !isJsonObject(lookup) || !isJsonObject(lookup.module)) return body
  return { ...body, lookup: { ...lookup, module: lookup.module.api_name ?? null } }
}

const isList = (json: Schema.Json | undefined): json is ReadonlyArray<Schema.Json> => Array.isArray(json)

const valuesInFull = (values: ReadonlyArray<PickListValue>, given: ReadonlyArray<Schema.Json>): Schema.Json =>
  values.map((value, index) => {
    const described = given[index]
    return { ...pickListBody(value, index), ...(isJsonObject(described) ? described : {}) }
  })

/** Metadata has an object where a description may have a word. */
const inFull = ({ given = {}, pickListValues }: Field, computed: Readonly<Record<string, Schema.Json>>) => ({
  ...computed,
  ...given,
  ...(typeof given.unique === "boolean" ? { unique: computed.unique ?? {} } : {}),
  ...(isJsonObject(given.lookup) && typeof given.lookup.module === "string"
    ? { lookup: { ...given.lookup, module: { api_name: given.lookup.module } } }
    : {}),
  ...(isList(given.pick_list_values) ? { pick_list_values: valuesInFull(pickListValues, given.pick_list_values) } : {}),
})

/** A field, as the list of fields has it, key by key in the order of the sample (v7 field-meta page); what was described is answered as it was. */
export const fieldBody = (field: Field, version: ApiVersion): Schema.Json =>
  inVersion(
    inFull(field, {
      associated_module: null,
      webhook: true,
      operation_type: {
        web_update: field.isUpdatable,
        api_create: field.isCreatable,
        web_create: field.isCreatable,
        api_update: field.isUpdatable,
      },
      field_label: field.label,
      tooltip: null,
      type: field.isUsed ? "used" : "unused",
      field_read_only: field.isFieldReadOnly,
      display_label: field.label,
      read_only: field.isReadOnly,
      multi_module_lookup: {},
      id: field.id ?? null,
      created_time: null,
      filterable: field.isFilterable,
      visible: field.isVisible,
      profiles: [],
      view_type: { view: true, edit: field.isUpdatable, quick_create: false, create: field.isCreatable },
      separator: false,
      searchable: true,
      external: field.isExternal ? {} : null,
      api_name: field.apiName,
      unique: field.isUnique ? { case_sensitive: field.isCaseSensitive === true } : {},
      pick_list_values: field.pickListValues.map(pickListBody),
      system_mandatory: field.isMandatory,
      virtual_field: field.isVirtual,
      json_type: field.jsonType ?? "string",
      crypt: null,
      created_source: "default",
      modified_time: null,
      currency: {},
      custom_field: field.isCustom,
      lookup: lookupBody(field),
      rollup_summary: field.dataType === "rollup_summary" ? { return_type: field.valueType } : {},
      ...(field.length === undefined ? {} : { length: field.length }),
      display_field: false,
      global_picklist: null,
      history_tracking: null,
      data_type: field.dataType,
      formula: field.dataType === "formula" ? { return_type: field.valueType, assume_default: false } : {},
      decimal_place: field.decimalPlaces ?? null,
      mass_update: false,
      multiselectlookup: {},
      auto_number: {},
    }),
    version,
  )

/** The id of the record, which is a field in metadata alone. */
export const recordIdField = ({ mark }: Module): Field =>
  makeField("id", "bigint", nothing, {
    id: `415086800000009${mark.padStart(3, "0")}1`,
    label: "Record Id",
    jsonType: "string",
    isReadOnly: true,
    isFieldReadOnly: true,
  })
