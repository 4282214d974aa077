import * as Schema from "effect/Schema"
import { withUnknownFields } from "./UnknownFields.ts"

/**
 * The module that a job reads or writes, such as `Contacts`.
 *
 * **Details**
 *
 * v2 sends only its name, later versions an object with its name and id; `sentAs` records which it was.
 *
 * **Example** (The module of any job)
 *
 * ```ts
 * import type { Job, ReadJob, WriteJob } from "@zoho-bulk/core"
 *
 * const moduleOf = (job: ReadJob | WriteJob): Job.ModuleReference | undefined =>
 *   job.kind === "read" ? job.query?.module : job.resource?.[0]?.module
 *
 * export const nameOf = (job: ReadJob | WriteJob) => moduleOf(job)?.apiName
 * ```
 *
 * @category models
 */
export const ModuleReference = Schema.Struct({
  /** Whether Zoho sent only the name, as v2 does, or an object. */
  sentAs: Schema.Literals(["name", "object"]),
  /** The API name of the module, such as `Contacts`. */
  apiName: Schema.optionalKey(Schema.String),
  /** The id of the module; v2 does not send it. */
  id: Schema.optionalKey(Schema.NullOr(Schema.String)),
  ...withUnknownFields,
})

/** @category models */
export type ModuleReference = typeof ModuleReference.Type
