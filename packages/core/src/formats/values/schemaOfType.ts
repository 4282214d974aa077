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

/** The schema for the cells of a field, by its data type; what is not known is text. */
export const schemaOfType = (dataType: DataType): CellSchema => own(byDataType, dataType) ?? Text
