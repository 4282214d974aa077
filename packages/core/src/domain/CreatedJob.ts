import * as Schema from "effect/Schema"
import { JobId } from "./JobId.ts"
import { JobKind } from "./JobKind.ts"
import { Timestamp } from "./Timestamp.ts"
import { withUnknownFields } from "./UnknownFields.ts"
import { User } from "./User.ts"

/**
 * A job that Zoho has just made. Of a write job it says no more than the id and who ordered it.
 *
 * @category models
 */
export const CreatedJob = Schema.Struct({
  kind: JobKind,
  id: JobId,
  createdBy: Schema.optionalKey(User),
  createdTime: Schema.optionalKey(Timestamp),
  /** Zoho's word for the state, `ADDED` as a rule. */
  stateAsSent: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
  /** The whole answer as parsed. */
  raw: Schema.Json,
})

/** @category models */
export type CreatedJob<Kind extends JobKind = JobKind> = Omit<typeof CreatedJob.Type, "kind"> & { readonly kind: Kind }
