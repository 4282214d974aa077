/**
 * Schemas for the text in Zoho's files: how a value of each data type is spelled there, both ways.
 *
 * **Details**
 *
 * An empty cell is `null`, and `null` is written as an empty cell. `required` refuses empty cells.
 *
 * **Example** (Deals as values)
 *
 * ```ts
 * import * as Values from "@zoho-bulk/core/Values"
 * import { Schema } from "effect"
 *
 * export const Deal = Schema.Struct({
 *   id: Values.required(Values.Id),
 *   Amount: Values.Decimal,
 *   Closing_Date: Values.Date,
 *   Modified_Time: Values.required(Values.DateTime),
 * })
 * ```
 */
export {
  Day as Date,
  Decimal,
  ExactNumber as Number,
  Id,
  Moment as DateTime,
  Text,
  WholeNumber as BigInt,
  YesNo as Boolean,
} from "../formats/values/schemas.ts"
export { required } from "../formats/values/cell.ts"
