import * as Schema from "effect/Schema"
import { withUnknownFields } from "./UnknownFields.ts"

/**
 * The user who created a job.
 *
 * **Example** (Who ordered a job)
 *
 * ```ts
 * import { getJobDetails, type Job } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const nameOf = (user: Job.User | undefined): string => user?.name ?? user?.id ?? "somebody"
 *
 * export const orderedBy = getJobDetails({ kind: "read", id: "4150868000005376042" }).pipe(
 *   Effect.map(({ createdBy }) => nameOf(createdBy)),
 * )
 * ```
 *
 * @category models
 */
export const User = Schema.Struct({
  /** The id of the user in Zoho CRM. */
  id: Schema.optionalKey(Schema.String),
  /** The name of the user, as Zoho shows it. */
  name: Schema.optionalKey(Schema.String),
  /** The email address of the user; the recorded answers leave it out. */
  email: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type User = typeof User.Type
