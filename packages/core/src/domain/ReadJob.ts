import * as Schema from "effect/Schema"
import { CallbackTarget } from "./CallbackTarget.ts"
import { Criteria } from "./Criteria.ts"
import { detailsFields } from "./detailsFields.ts"
import { ModuleReference } from "./ModuleReference.ts"
import { UnknownFields, withUnknownFields } from "./UnknownFields.ts"

/**
 * What a read job was asked for.
 *
 * @category models
 */
export const ReadQuery = Schema.Struct({
  module: Schema.optionalKey(ModuleReference),
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  criteria: Schema.optionalKey(Criteria),
  cvid: Schema.optionalKey(Schema.String),
  page: Schema.optionalKey(Schema.Int),
  pageToken: Schema.optionalKey(Schema.String),
  fileType: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type ReadQuery = typeof ReadQuery.Type

/**
 * Why a read job failed, in Zoho's words.
 *
 * @category models
 */
export const JobErrorMessage = Schema.Struct({
  status: Schema.optionalKey(Schema.String),
  code: Schema.optionalKey(Schema.String),
  message: Schema.optionalKey(Schema.String),
  details: Schema.optionalKey(Schema.Json),
  ...withUnknownFields,
})

/** @category models */
export type JobErrorMessage = typeof JobErrorMessage.Type

/**
 * What a read job gave. A failed one has `errorMessage` alone.
 *
 * **Gotchas**
 *
 * Zoho's v7 page shows a result on jobs that still run: decide on the job's `state`, never on the presence of this.
 *
 * @category models
 */
export const ReadResult = Schema.Struct({
  page: Schema.optionalKey(Schema.Int),
  perPage: Schema.optionalKey(Schema.Int),
  count: Schema.optionalKey(Schema.Int),
  downloadUrl: Schema.optionalKey(Schema.String),
  moreRecords: Schema.optionalKey(Schema.Boolean),
  nextPageToken: Schema.optionalKey(Schema.NullOr(Schema.String)),
  errorMessage: Schema.optionalKey(JobErrorMessage),
  ...withUnknownFields,
})

/** @category models */
export type ReadResult = typeof ReadResult.Type

/**
 * What Zoho says of a read job at one moment.
 *
 * **Example** (The rows that a job found)
 *
 * ```ts
 * import type { ReadJob } from "@zoho-bulk/core"
 *
 * export const rowCount = (job: ReadJob): number | undefined =>
 *   job.state === "completed" ? job.result?.count : undefined
 * ```
 *
 * @category models
 */
export const ReadJob = Schema.Struct({
  kind: Schema.Literal("read"),
  ...detailsFields,
  query: Schema.optionalKey(ReadQuery),
  result: Schema.optionalKey(ReadResult),
  fileType: Schema.optionalKey(Schema.String),
  callback: Schema.optionalKey(CallbackTarget),
  /** Keys beside `data` in the answer. */
  envelopeFields: Schema.optionalKey(UnknownFields),
})

/** @category models */
export type ReadJob = typeof ReadJob.Type
