import * as Schema from "effect/Schema"
import { writeOperations } from "../../../domain/WriteRequest.ts"
import { Count, Texts } from "./parts.ts"

/** The ways of writing that a thing allows. */
const WrittenBy = Schema.Array(Schema.Literals(writeOperations))

/** What bulk jobs can do with a module or a field; the reasons are ends of sentences. */
const inBulk = {
  read: Schema.Boolean,
  whyNotRead: Schema.optionalKey(Schema.String),
  write: WrittenBy,
  whyNotWrite: Schema.optionalKey(Schema.String),
}

export const Module = Schema.Struct({
  apiName: Schema.String,
  label: Schema.String,
  singularLabel: Schema.optionalKey(Schema.String),
  /** `default`, `custom`, `linking`, `subform`, `web`, or another word of Zoho's. */
  generatedType: Schema.optionalKey(Schema.String),
  /** `visible`, `user_hidden`, `system_hidden`, or another word of Zoho's. */
  status: Schema.optionalKey(Schema.String),
  inApi: Schema.Boolean,
  ...inBulk,
})

export const Field = Schema.Struct({
  apiName: Schema.String,
  label: Schema.String,
  /** Zoho's word for its type, such as `picklist`. */
  type: Schema.String,
  /** Whether every record must have it. */
  mandatory: Schema.Boolean,
  /** The active layouts that make it mandatory. */
  mandatoryIn: Texts,
  unique: Schema.Boolean,
  custom: Schema.Boolean,
  ...inBulk,
  length: Schema.optionalKey(Count),
  decimalPlaces: Schema.optionalKey(Count),
  lookupModule: Schema.optionalKey(Schema.String),
  /** The values that can be picked, as files contain them. */
  values: Texts,
})

export const View = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  systemName: Schema.optionalKey(Schema.String),
  default: Schema.Boolean,
})

/** What Zoho did not describe of a module, and its answer instead; without its fields, the module is left out. */
export const PassedOver = Schema.Struct({
  module: Schema.String,
  part: Schema.Literals(["fields", "layouts", "custom_views"]),
  error: Schema.String,
  code: Schema.NullOr(Schema.String),
  message: Schema.String,
})
