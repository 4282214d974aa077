import * as Schema from "effect/Schema"
import { JobId } from "./JobId.ts"
import { JobState } from "./JobState.ts"
import { Timestamp } from "./Timestamp.ts"
import { withUnknownFields } from "./UnknownFields.ts"
import { User } from "./User.ts"

/** What the details of both kinds of job have in common. */
export const detailsFields = {
  /** The id of the job. */
  id: JobId,
  /** How far the job is. Decide on this alone. */
  state: JobState,
  /** The word that Zoho used for the state, such as `INPROGRESS`. */
  stateAsSent: Schema.String,
  /** What the job does, in Zoho's word: `read`, `insert`, `update` or `upsert`. */
  operation: Schema.optionalKey(Schema.String),
  /** When the job was ordered. */
  createdTime: Timestamp,
  /** The user who ordered the job. */
  createdBy: Schema.optionalKey(User),
  /** When the access token that was used expires, as Zoho sent it. */
  accessTokenResetsAt: Schema.optionalKey(Schema.String),
  /** Paths of values that were not of the type expected, left out above and standing in `raw`; and of an id that was not asked for. */
  unexpected: Schema.Array(Schema.String),
  ...withUnknownFields,
  /**
   * The whole answer as parsed, its `data` wrapper included. A number that JavaScript cannot hold or would write otherwise, such as `1.10`, is
   * `JSON.rawJSON` here: `JSON.stringify` writes it as it was sent.
   */
  raw: Schema.Json,
}
