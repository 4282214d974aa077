import type * as Schema from "effect/Schema"
import type { DataType } from "../../domain/organization/DataType.ts"
import { own } from "../../domain/own.ts"
import { Day, Decimal, ExactNumber, Id, Moment, Text, WholeNumber, YesNo } from "./schemas.ts"

/** How a value of any type is spelled in a cell. */
export type CellSchema = Schema.Codec<unknown, string>

const byDataType: Readonly<Record<string, CellSchema>> = {
  bigint: WholeNumber,
  boolean: YesNo,
  currency: Decimal,
  date: Day,
  datetime: Moment,
  double: Decimal,
  integer: ExactNumber,
  lookup: Id,
  ownerlookup: Id,
  percent: Decimal,
  userlookup: Id,
}

/** What Zoho computes has the type of what comes of it. */
const byJsonType: Readonly<Record<string, CellSchema>> = {
  boolean: YesNo,
  double: Decimal,
  integer: ExactNumber,
}

/** The schema for the cells of a field, by its data type; what is not known is text. `jsonType` tells what formulas and summaries give. */
export const schemaOfType = (dataType: DataType, jsonType = ""): CellSchema =>
  (["formula", "rollup_summary"].includes(dataType) ? own(byJsonType, jsonType) : own(byDataType, dataType)) ?? Text
