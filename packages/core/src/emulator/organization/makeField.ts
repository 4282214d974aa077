import type { DataType } from "../../domain/organization/DataType.ts"
import type { PickListValue } from "../../domain/organization/Field.ts"
import { own } from "../../domain/own.ts"
import type { Field, ValueOf } from "../model/Field.ts"

/**
 * What Zoho's metadata states for a type of field: its type in JSON, and its maximum length (v7 field-meta page, its
 * sample included).
 */
const ofType: Readonly<Record<string, readonly [jsonType: string, length?: number, decimalPlaces?: number]>> = {
  autonumber: ["string", 120],
  bigint: ["string", 18],
  boolean: ["boolean", 5],
  currency: ["double", 16, 2],
  date: ["string", 20],
  datetime: ["string", 120],
  double: ["double", 16, 2],
  email: ["string", 100],
  fileupload: ["jsonarray", 1],
  formula: ["double", 16, 7],
  imageupload: ["jsonarray", 10],
  integer: ["integer", 9],
  layout: ["jsonobject", 50],
  lookup: ["jsonobject", 120],
  multiselectlookup: ["jsonarray", 200],
  multiselectpicklist: ["jsonarray", 1_000],
  ownerlookup: ["jsonobject", 120],
  percent: ["double", 5, 2],
  phone: ["string", 30],
  picklist: ["string", 120],
  profileimage: ["string", 255],
  rollup_summary: ["string", 120, 2],
  subform: ["jsonarray"],
  territories: ["jsonarray", 120],
  text: ["string", 255],
  textarea: ["string", 32_000],
  userlookup: ["jsonobject", 120],
  website: ["string", 450],
}

/** What Zoho makes itself, so that nobody can set it. */
const made: ReadonlyArray<DataType> = ["autonumber", "formula", "rollup_summary", "territories"]

/** What is kept elsewhere and only shown in a record. */
const elsewhere: ReadonlyArray<DataType> = ["multiselectlookup", "subform"]

const notInCriteria: ReadonlyArray<DataType> = [
  "fileupload",
  "imageupload",
  "profileimage",
  "subform",
  "territories",
  "textarea",
]

/** What a field may be, beside its name and type. */
export type FieldOptions = Partial<Omit<Field, "apiName" | "dataType" | "valueOf">>

/** A value that can be picked, shown as it is stored. */
export const pickListValue = (value: string): PickListValue => ({
  actualValue: value,
  displayValue: value,
  isUsed: true,
})

/** Makes a field, whatever is not said of it being as the type has it. */
export const makeField = (apiName: string, dataType: DataType, valueOf: ValueOf, options: FieldOptions): Field => {
  const [jsonType, length, decimalPlaces] = own(ofType, dataType) ?? ["string", 255]
  const isMade = made.includes(dataType)
  const isSettable = !isMade && dataType !== "subform" && options.isReadOnly !== true
  return {
    apiName,
    label: apiName.replace(/^\$/, "").replaceAll("_", " "),
    dataType,
    valueType: dataType === "formula" ? "double" : dataType === "rollup_summary" ? "datetime" : dataType,
    jsonType,
    isMandatory: false,
    isUnique: false,
    isCustom: false,
    isCreatable: isSettable,
    isUpdatable: isSettable,
    isReadOnly: isMade,
    isFieldReadOnly: dataType === "ownerlookup" || dataType === "territories",
    isVirtual: elsewhere.includes(dataType),
    isVisible: true,
    isFilterable: !notInCriteria.includes(dataType),
    isExternal: false,
    isUsed: true,
    ...(length === undefined ? {} : { length }),
    ...(decimalPlaces === undefined ? {} : { decimalPlaces }),
    pickListValues: [],
    ...options,
    valueOf,
  }
}
