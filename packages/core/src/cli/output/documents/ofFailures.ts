import * as Schema from "effect/Schema"
import type { FieldSchemas } from "../../../domain/FieldSchemas.ts"
import type { UnaccountedPart } from "../../../failure/UnaccountedPart.ts"
import { Count } from "./parts.ts"

const LeftOpen = Schema.Struct({
  part: Schema.String,
  firstRow: Count,
  lastRow: Count,
  state: Schema.Literals(["not sent", "ordered", "unknown"]),
} satisfies FieldSchemas<UnaccountedPart>)

export const Failure = Schema.Struct({
  error: Schema.String,
  code: Schema.NullOr(Schema.String),
  httpStatus: Schema.NullOr(Count),
  message: Schema.String,
  remedy: Schema.String,
  details: Schema.optionalKey(Schema.Json),
  retryAfterSeconds: Schema.optionalKey(Schema.Number),
  /** The parts of an import whose rows have no known outcome. */
  unaccounted: Schema.optionalKey(Schema.Array(LeftOpen)),
  resume: Schema.optionalKey(Schema.String),
})
