import * as Schema from "effect/Schema"
import { withUnknownFields } from "./UnknownFields.ts"

/**
 * Where Zoho posts when a job ends.
 *
 * **Gotchas**
 *
 * The URL may carry a secret in its query: keep it out of logs.
 *
 * @category models
 */
export const CallbackTarget = Schema.Struct({
  url: Schema.optionalKey(Schema.String),
  method: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type CallbackTarget = typeof CallbackTarget.Type
