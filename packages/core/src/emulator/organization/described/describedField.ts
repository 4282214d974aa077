import * as Predicate from "effect/Predicate"
import type { PickListValue } from "../../../domain/organization/Field.ts"
import type { Field } from "../../model/Field.ts"
import type { Module } from "../../model/Module.ts"
import type { FieldDescription } from "../../model/OrganizationDescription.ts"
import { makeField } from "../makeField.ts"
import { fieldIdAt } from "../makeModule.ts"
import { asGiven } from "./asGiven.ts"
import { madeUpValue } from "./madeUpValue.ts"

/** Finds a module of the same organisation. */
export type FindModule = (apiName: string) => Module | undefined

/** Zoho lists what stands for no choice among the choices. */
const isPicked = (value: string): boolean => value !== "-None-"

const choicesOf = ({ pick_list_values: values }: FieldDescription): ReadonlyArray<PickListValue> =>
  (values ?? []).map(({ actual_value: actual, display_value: display, type }) => ({
    actualValue: actual ?? display,
    displayValue: display,
    isUsed: type !== "unused",
  }))

/** Newer versions name the module of a lookup in an object, v2 in a text. */
export const lookupModuleOf = ({ data_type: type, lookup }: FieldDescription): string | undefined => {
  if (type === "ownerlookup" || type === "userlookup") return "Users"
  const module = lookup?.module ?? undefined
  return typeof module === "string" ? module : module?.api_name
}

/** No field is unique by an empty object, which Zoho has in all those that are not. */
const isUnique = ({ unique }: FieldDescription): boolean =>
  Predicate.isObject(unique) ? Object.keys(unique).length > 0 : unique === true

const isCaseSensitive = ({ unique }: FieldDescription): boolean =>
  Predicate.isObject(unique) && [true, "true"].includes((unique.case_sensitive ?? unique.casesensitive) as never)

const returnTypeOf = (value: unknown): string | undefined =>
  Predicate.isObject(value) && typeof value.return_type === "string" ? value.return_type : undefined

const optional = <K extends string, V>(key: K, value: V | null | undefined) =>
  (value === null || value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }

/** Makes the field that is described, with made-up values. */
export const describedField = (
  described: FieldDescription,
  { index, mark }: { readonly index: number; readonly mark: string },
  findModule: FindModule,
): Field => {
  const { api_name: apiName, data_type: dataType, length, operation_type: operations } = described
  const label = described.field_label ?? apiName.replaceAll("_", " ")
  const lookupModule = lookupModuleOf(described)
  const pickListValues = choicesOf(described)
  const valueType = returnTypeOf(described.formula) ?? returnTypeOf(described.rollup_summary)
  const isMade = optional("isReadOnly", described.read_only)
  const field = makeField(
    apiName,
    dataType,
    madeUpValue({
      apiName,
      label,
      type: valueType ?? dataType,
      isUnique: isUnique(described),
      length: length ?? undefined,
      choices: pickListValues
        .filter(({ isUsed }) => isUsed)
        .map(({ actualValue }) => actualValue)
        .filter(isPicked),
      target: () => (lookupModule === undefined ? undefined : findModule(lookupModule)),
    }),
    {
      id: described.id ?? fieldIdAt(mark, index),
      label,
      isMandatory: described.system_mandatory === true,
      isUnique: isUnique(described),
      isCaseSensitive: isCaseSensitive(described),
      isExternal: described.external !== null && described.external !== undefined && described.external !== false,
      isUsed: described.type !== "unused",
      pickListValues,
      ...isMade,
      ...optional("valueType", valueType),
      ...optional("jsonType", described.json_type),
      ...optional("isCreatable", operations?.api_create),
      ...optional("isUpdatable", operations?.api_update),
      ...optional("isFieldReadOnly", described.field_read_only),
      ...optional("isVirtual", described.virtual_field),
      ...optional("isVisible", described.visible),
      ...optional("isFilterable", described.filterable),
      ...optional("isCustom", described.custom_field),
      ...optional("length", length),
      ...optional("decimalPlaces", described.decimal_place),
      ...optional("lookupModule", lookupModule),
    },
  )
  return { ...field, given: asGiven(described) }
}
