import * as Schema from "effect/Schema"
import type { FieldSchemas } from "../../domain/FieldSchemas.ts"
import type { CustomView } from "../../domain/organization/CustomView.ts"
import type { Field, PickListValue } from "../../domain/organization/Field.ts"
import type { Layout, LayoutField } from "../../domain/organization/Layout.ts"
import type { Module } from "../../domain/organization/Module.ts"

const { Boolean: flag, Int: count, String: text, optionalKey } = Schema

/** The forms of what is kept: it may come from a file that somebody else has written. */

const moduleForm = Schema.Struct({
  apiName: text,
  id: optionalKey(text),
  moduleName: optionalKey(text),
  singularLabel: optionalKey(text),
  pluralLabel: optionalKey(text),
  generatedType: optionalKey(text),
  status: optionalKey(text),
  isInApi: flag,
  isCreatable: flag,
  isEditable: flag,
  isViewable: flag,
  isDeletable: flag,
} satisfies Record<keyof Module, unknown>)

const pickListValueForm = Schema.Struct({
  actualValue: text,
  displayValue: text,
  isUsed: flag,
} satisfies FieldSchemas<PickListValue>)

const fieldForm = Schema.Struct({
  apiName: text,
  id: optionalKey(text),
  label: text,
  dataType: text,
  resultType: optionalKey(text),
  jsonType: optionalKey(text),
  isMandatory: flag,
  isUnique: flag,
  isCaseSensitive: optionalKey(flag),
  isCustom: flag,
  isCreatable: flag,
  isUpdatable: flag,
  isReadOnly: flag,
  isFieldReadOnly: flag,
  isVirtual: flag,
  isVisible: flag,
  isFilterable: flag,
  isExternal: flag,
  isUsed: flag,
  length: optionalKey(count),
  decimalPlaces: optionalKey(count),
  pickListValues: Schema.Array(pickListValueForm),
  lookupModule: optionalKey(text),
} satisfies Record<keyof Field, unknown>)

const layoutForm = Schema.Struct({
  id: text,
  name: text,
  status: optionalKey(text),
  isVisible: flag,
  fields: Schema.Array(Schema.Struct({ apiName: text, isRequired: flag } satisfies FieldSchemas<LayoutField>)),
} satisfies Record<keyof Layout, unknown>)

const viewForm = Schema.Struct({
  id: text,
  name: text,
  displayValue: text,
  systemName: optionalKey(text),
  isDefault: flag,
} satisfies Record<keyof CustomView, unknown>)

export const isModules: (value: unknown) => value is ReadonlyArray<Module> = Schema.is(Schema.Array(moduleForm))
export const isFields: (value: unknown) => value is ReadonlyArray<Field> = Schema.is(Schema.Array(fieldForm))
export const isLayouts: (value: unknown) => value is ReadonlyArray<Layout> = Schema.is(Schema.Array(layoutForm))
export const isViews: (value: unknown) => value is ReadonlyArray<CustomView> = Schema.is(Schema.Array(viewForm))
