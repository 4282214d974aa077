import type { Metadata } from "@zoho-bulk/core"

/** A field that anybody can set, of whose metadata no more is told than is given. */
export const fieldNamed = (apiName: string, dataType: string, more: Partial<Metadata.Field> = {}): Metadata.Field => ({
  apiName,
  label: apiName,
  dataType,
  isMandatory: false,
  isUnique: false,
  isCustom: false,
  isCreatable: true,
  isUpdatable: true,
  isReadOnly: false,
  isFieldReadOnly: false,
  isVirtual: false,
  isVisible: true,
  isFilterable: true,
  isExternal: false,
  isUsed: true,
  pickListValues: [],
  ...more,
})

/** A value that can be picked, unless something else is said. */
export const valueToPick = (
  actualValue: string,
  displayValue = actualValue,
  isUsed = true,
): Metadata.PickListValue => ({ actualValue, displayValue, isUsed })
