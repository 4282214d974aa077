import * as Schema from "effect/Schema"
import { withUnknownFields } from "./UnknownFields.ts"

/**
 * The user who created a job.
 *
 * @category models
 */
export const User = Schema.Struct({
  id: Schema.optionalKey(Schema.String),
  name: Schema.optionalKey(Schema.String),
  email: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type User = typeof User.Type
