import * as Schema from "effect/Schema"
import { JobId } from "./JobId.ts"
import { JobKind } from "./JobKind.ts"
import { Moment } from "./Moment.ts"
import { Timestamp } from "./Timestamp.ts"
import { withUnknownFields } from "./UnknownFields.ts"
import { User } from "./User.ts"

/**
 * A job that Zoho has just made. Of a write job it says no more than the id and who ordered it.
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
  /** The id of the new job, by which it is waited for. */
  id: JobId,
  /** The user who ordered it. */
  createdBy: Schema.optionalKey(User),
  /** When Zoho made it; absent for a write job (v7 create-job page). */
  createdTime: Schema.optionalKey(Timestamp),
  /**
   * When Zoho answered the order, by its own clock (the header `Date`, in whole seconds), in milliseconds since the epoch; absent where the
   * answer had none that can be read. What changes later than this, the job may have missed.
   */
  zohoTime: Schema.optionalKey(Moment),
  /** Zoho's word for the state, `ADDED` as a rule. */
  stateAsSent: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
  /** The whole answer as parsed; numbers as in the `raw` of a job's details. */
  raw: Schema.Json,
})

/** @category models */
export type CreatedJob<Kind extends JobKind = JobKind> = Omit<typeof CreatedJob.Type, "kind"> & { readonly kind: Kind }
