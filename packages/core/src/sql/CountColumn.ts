import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

const CountOfBigInt = Schema.BigInt.pipe(
  Schema.decodeTo(Schema.Number, SchemaTransformation.transform({ decode: Number, encode: BigInt })),
)

/** A number of a column that is a `BIGINT`: clients of databases give it as a number, as text, or as a big integer. */
export const CountColumn = Schema.Union([Schema.Number, Schema.NumberFromString, CountOfBigInt])
