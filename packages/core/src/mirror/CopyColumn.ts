import * as Schema from "effect/Schema"

/**
 * A column of a copy.
 *
 * **Example** (A line for each column)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const line = ({ dataType, label, name }: Mirror.CopyColumn): string => `${name} (${label}): ${dataType}`
 * ```
 *
 * @category models
 */
export const CopyColumn = Schema.Struct({
  /** API name of the field. */
  name: Schema.String,
  /** The id of the field: another id with the same name is another field. */
  fieldId: Schema.optionalKey(Schema.String),
  /** The name that users see. */
  label: Schema.String,
  /** The type of its values, as Zoho names it. */
  dataType: Schema.String,
  /** Whether it is kept as text, because its type has changed once. */
  isText: Schema.optionalKey(Schema.Boolean),
  /** Whether Zoho no longer has it: its values are those of the last run that had it. */
  isGone: Schema.optionalKey(Schema.Boolean),
})

/** @category models */
export type CopyColumn = typeof CopyColumn.Type
