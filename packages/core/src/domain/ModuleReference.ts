import * as Schema from "effect/Schema"
import { withUnknownFields } from "./UnknownFields.ts"

/**
 * The module that a job reads or writes, such as `Contacts`.
 *
 * **Details**
 *
 * v2 sends its name alone, later versions send an object with name and id; `sentAs` says which it was.
 *
 * @category models
 */
export const ModuleReference = Schema.Struct({
  sentAs: Schema.Literals(["name", "object"]),
  apiName: Schema.optionalKey(Schema.String),
  id: Schema.optionalKey(Schema.NullOr(Schema.String)),
  ...withUnknownFields,
})

/** @category models */
export type ModuleReference = typeof ModuleReference.Type
