import type { DataType, dataTypes } from "../../domain/organization/DataType.ts"
import type { Field } from "../../domain/organization/Field.ts"
import { own } from "../../domain/own.ts"
import { numberIn } from "../../wire/Json.ts"
import { idCell, listCell, plainCell } from "./cellOfJson.ts"
import {
  booleanCheck,
  dateCheck,
  decimalCheck,
  emailCheck,
  idCheck,
  lengthCheck,
  multiSelectCheck,
  noCheck,
  pickListCheck,
  websiteCheck,
  wholeCheck,
} from "./checks.ts"
import { Choices, Day, Decimal, ExactNumber, Id, Moment, Text, WholeNumber, YesNo } from "./schemas.ts"
import { plainDecimal } from "./plainDecimal.ts"
import type { CellCheck, ColumnSpelling, Spelling } from "./Spelling.ts"

const orNull =
  (toJson: Spelling["toJson"]): Spelling["toJson"] =>
  (cell) =>
    cell === "" ? null : toJson(cell)

const asText = orNull((cell) => cell)

const asIs = (cell: string): string => cell

const text: Spelling = { schema: Text, toJson: asText, toCell: plainCell, valueIn: asIs, checkOf: lengthCheck }

/** What nobody writes in bulk, or in a form that is not known. */
const unchecked: Spelling = { ...text, checkOf: noCheck }

const decimal: Spelling = {
  ...text,
  schema: Decimal,
  toJson: orNull(numberIn),
  valueIn: (cell) => plainDecimal(cell) ?? cell,
  checkOf: decimalCheck,
}

const reference: Spelling = { ...text, schema: Id, toCell: idCell, checkOf: idCheck }

/** How the values of each data type are spelled: the one table. */
export const spellings = {
  autonumber: unchecked,
  bigint: { ...decimal, schema: WholeNumber, checkOf: wholeCheck("bigint") },
  boolean: {
    ...text,
    schema: YesNo,
    toJson: orNull((cell) => (cell === "true" || cell === "false" ? cell === "true" : cell)),
    checkOf: booleanCheck,
  },
  currency: decimal,
  date: { ...text, schema: Day, checkOf: dateCheck("date") },
  datetime: { ...text, schema: Moment, checkOf: dateCheck("datetime") },
  double: decimal,
  email: { ...text, checkOf: emailCheck },
  fileupload: unchecked,
  formula: unchecked,
  imageupload: unchecked,
  integer: { ...decimal, schema: ExactNumber, checkOf: wholeCheck("integer") },
  layout: reference,
  lookup: reference,
  multiselectlookup: unchecked,
  multiselectpicklist: {
    schema: Choices,
    toJson: orNull((cell) => cell.split(";")),
    toCell: listCell,
    valueIn: asIs,
    checkOf: multiSelectCheck,
  },
  ownerlookup: reference,
  percent: decimal,
  phone: text,
  picklist: { ...text, checkOf: pickListCheck },
  profileimage: unchecked,
  rollup_summary: unchecked,
  subform: unchecked,
  territories: unchecked,
  text,
  textarea: text,
  userlookup: reference,
  website: { ...text, checkOf: websiteCheck },
} as const satisfies Readonly<Record<(typeof dataTypes)[number], Spelling>>

/** How the values of a data type are spelled; those of one that is not known are text. */
export const spellingOf = (dataType: DataType): Spelling => own<Spelling>(spellings, dataType) ?? unchecked

/** The schema for the cells of a data type. */
export const schemaOfType = (dataType: DataType): Spelling["schema"] => spellingOf(dataType).schema

/**
 * Makes the check of a column's cells, which accepts every empty cell: whether a field must be filled is another
 * matter.
 */
export const checkerOf = (field: Field, column: ColumnSpelling = {}): CellCheck => {
  const check = spellingOf(field.dataType).checkOf(field, column)
  return (cell) => (cell === "" ? undefined : check(cell))
}
