/**
 * Schemas for the text in Zoho's files: how a value of each data type is spelled there, both ways.
 */
export {
  Day as Date,
  Decimal,
  ExactNumber as Number,
  Id,
  Moment as DateTime,
  required,
  Text,
  WholeNumber as BigInt,
  YesNo as Boolean,
} from "../formats/values.ts"
