import * as Schema from "effect/Schema"
import { JobId } from "./JobId.ts"
import { JobKind } from "./JobKind.ts"
import { Moment } from "./Moment.ts"
import { Timestamp } from "./Timestamp.ts"
import { withUnknownFields } from "./UnknownFields.ts"
import { User } from "./User.ts"

/**
 * A job that Zoho has just created. For a write job, Zoho returns only the id and the user who ordered it.
 *
 * **Example** (Order a job, and wait for it)
 *
 * ```ts
 * import { createReadJob, type CreatedJob, waitForJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const told = ({ id }: CreatedJob) => Effect.log(`ordered job ${id}`)
 *
 * export const contacts = () =>
 *   createReadJob({ module: "Contacts" }).pipe(Effect.tap(told), Effect.flatMap(waitForJob))
 * ```
 *
 * @category models
 */
export const CreatedJob = Schema.Struct({
  /** Whether it reads or writes. */
  kind: JobKind,
  /** The id of the new job, which you wait for it by. */
  id: JobId,
  /** The user who ordered it. */
  createdBy: Schema.optionalKey(User),
  /** When Zoho created it; absent for a write job (v7 create-job page). */
  createdTime: Schema.optionalKey(Timestamp),
  /**
   * When Zoho answered the order, by Zoho's clock (the `Date` header, in whole seconds), in milliseconds since the
   * epoch; absent if the answer had no readable `Date`. The job may have missed any change made after this time.
   */
  zohoTime: Schema.optionalKey(Moment),
  /** Zoho's word for the state, usually `ADDED`. */
  stateAsSent: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
  /** The whole answer, parsed; numbers are as in the `raw` of a job's details. */
  raw: Schema.Json,
})

/** @category models */
export type CreatedJob<Kind extends JobKind = JobKind> = Omit<typeof CreatedJob.Type, "kind"> & { readonly kind: Kind }
