import * as Result from "effect/Result"
import { own } from "../../domain/own.ts"
import type { Field, PickListValue } from "../../domain/organization/Field.ts"
import {
  countAt,
  flagAt,
  idAt,
  isSent,
  known,
  nameAt,
  objectAt,
  objectsAt,
  pageOf,
  type Read,
  type Sent,
  textAt,
} from "../read.ts"

/** `{}` and `null` say that there is nothing of the kind. */
const hasAny = (sent: Sent, key: string): boolean => Object.keys(objectAt(sent, key)).length > 0

/** A module is named by its API name: `"Accounts"` in v2, `{"api_name": "Accounts"}` later (Zoho's field-meta pages). */
const moduleAt = (sent: Sent, key: string): string | undefined => {
  const value = own(sent, key)
  return isSent(value) ? textAt(value, "api_name", "module") : textAt(sent, key)
}

const pickListValuesOf = (sent: Sent): ReadonlyArray<PickListValue> =>
  objectsAt(sent, "pick_list_values").flatMap((value) => {
    const actualValue = textAt(value, "actual_value", "display_value")
    if (actualValue === undefined) return []
    const displayValue = textAt(value, "display_value") ?? actualValue
    return [{ actualValue, displayValue, isUsed: textAt(value, "type") !== "unused" }]
  })

/** v2 writes `casesensitive`, later versions `case_sensitive`. */
const caseSensitivityOf = (unique: Sent): boolean | undefined =>
  ["case_sensitive", "casesensitive"]
    .map((key) => own(unique, key))
    .find((value): value is boolean => typeof value === "boolean")

const fieldOf = (sent: Sent): Read<Field> =>
  Result.map(nameAt(sent, "api_name", textAt(sent, "api_name")), (apiName) => {
    const isReadOnly = flagAt(sent, "read_only", false)
    const operations = objectAt(sent, "operation_type")
    return {
      apiName,
      label: textAt(sent, "field_label", "display_label") ?? apiName,
      dataType: textAt(sent, "data_type") ?? "text",
      isMandatory: flagAt(sent, "system_mandatory", false),
      isUnique: hasAny(sent, "unique"),
      isCustom: flagAt(sent, "custom_field", false),
      isCreatable: flagAt(operations, "api_create", !isReadOnly),
      isUpdatable: flagAt(operations, "api_update", !isReadOnly),
      isReadOnly,
      isFieldReadOnly: flagAt(sent, "field_read_only", false),
      isVirtual: flagAt(sent, "virtual_field", false),
      isVisible: flagAt(sent, "visible", true),
      isFilterable: flagAt(sent, "filterable", true),
      isExternal: hasAny(sent, "external"),
      isUsed: textAt(sent, "type") !== "unused",
      pickListValues: pickListValuesOf(sent),
      ...known({
        id: idAt(sent, "id"),
        resultType:
          textAt(objectAt(sent, "formula"), "return_type") ?? textAt(objectAt(sent, "rollup_summary"), "return_type"),
        jsonType: textAt(sent, "json_type"),
        isCaseSensitive: caseSensitivityOf(objectAt(sent, "unique")),
        length: countAt(sent, "length"),
        decimalPlaces: countAt(sent, "decimal_place"),
        lookupModule:
          moduleAt(objectAt(sent, "lookup"), "module") ??
          moduleAt(objectAt(sent, "multiselectlookup"), "connected_module"),
      }),
    }
  })

/** `{"fields": [{"api_name", "field_label", "data_type", "operation_type", …}]}` (Zoho's field-meta page). */
export const fieldsPage = pageOf("fields", fieldOf)
