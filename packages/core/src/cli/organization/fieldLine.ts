import { whyNotReadable, whyNotWritable } from "../../metadata/bulkRules.ts"
import type { DescribedField } from "../../metadata/describeModule.ts"
import type { LineOf } from "../output/DocumentOf.ts"
import type { Style } from "../output/Style.ts"
import { grid } from "../output/Table.ts"
import type { Words } from "../output/Words.ts"
import { inBulk, readCell, reasonsCell, writeCell } from "./inBulk.ts"

type FieldLine = LineOf<"fields">

/** Zoho lists what stands for no choice among the choices. */
const noChoice = "-None-"

/** A field as documents have it. */
export const fieldLine = (field: DescribedField): FieldLine => {
  const { decimalPlaces, length, lookupModule, pickListValues } = field
  const values = pickListValues.filter(({ actualValue, isUsed }) => isUsed && actualValue !== noChoice)
  return {
    apiName: field.apiName,
    label: field.label,
    type: field.dataType,
    mandatory: field.isAlwaysMandatory,
    mandatoryIn: field.mandatoryIn,
    unique: field.isUnique,
    custom: field.isCustom,
    ...inBulk(field, (each, use) => (use === "export" ? whyNotReadable(each) : whyNotWritable(each, use))),
    ...(length === undefined ? {} : { length }),
    ...(decimalPlaces === undefined ? {} : { decimalPlaces }),
    ...(lookupModule === undefined ? {} : { lookupModule }),
    values: values.map(({ actualValue }) => actualValue),
  }
}

const mandatoryCell = ({ mandatory, mandatoryIn }: FieldLine): string => {
  if (mandatory) return "yes"
  return mandatoryIn.length === 0 ? "" : `in ${mandatoryIn.join(", ")}`
}

/** How many characters of the values that can be picked are shown, at most. */
const mostOfValues = 60

const valuesCell = ({ values }: FieldLine, { marks }: Style): ReadonlyArray<string> => {
  const all = values.join(", ")
  if (all.length <= mostOfValues) return all === "" ? [] : [all]
  const cut = all.lastIndexOf(", ", mostOfValues)
  return [`${all.slice(0, cut === -1 ? mostOfValues : cut)}, ${marks.ellipsis} (${values.length} in all)`]
}

const typeCell = ({ lookupModule, type }: FieldLine): string =>
  lookupModule === undefined || type !== "lookup" ? type : `${type} to ${lookupModule}`

/** The fields of a module, for people. */
export const fieldTable = (style: Style, fields: ReadonlyArray<FieldLine>): Words =>
  grid(
    style,
    ["Label", "API name", "Type", "Mandatory", "Unique", "Read", "Write", "Values, or why not"],
    fields.map((field) => [
      field.label,
      field.apiName,
      typeCell(field),
      mandatoryCell(field),
      field.unique ? "yes" : "",
      readCell(field),
      writeCell(field),
      [...valuesCell(field, style), ...reasonsCell(field)].join("; "),
    ]),
  )
