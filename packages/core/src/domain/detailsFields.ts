import * as Schema from "effect/Schema"
import { JobId } from "./JobId.ts"
import { JobState } from "./JobState.ts"
import { Timestamp } from "./Timestamp.ts"
import { withUnknownFields } from "./UnknownFields.ts"
import { User } from "./User.ts"

/** What the details of both kinds of job have in common. */
export const detailsFields = {
  id: JobId,
  state: JobState,
  /** The word that Zoho used for the state, such as `INPROGRESS`. */
  stateAsSent: Schema.String,
  operation: Schema.optionalKey(Schema.String),
  createdTime: Timestamp,
  createdBy: Schema.optionalKey(User),
  /** When the access token that was used expires. */
  accessTokenResetsAt: Schema.optionalKey(Schema.String),
  /** Paths of values that were not of the type expected, left out above and standing in `raw`; and of an id that was not asked for. */
  unexpected: Schema.Array(Schema.String),
  ...withUnknownFields,
  /** The whole answer as parsed, its `data` wrapper included. */
  raw: Schema.Json,
}
