import * as Schema from "effect/Schema"
import { CallbackTarget } from "./CallbackTarget.ts"
import { Criteria } from "./Criteria.ts"
import { detailsFields } from "./detailsFields.ts"
import { ModuleReference } from "./ModuleReference.ts"
import { UnknownFields, withUnknownFields } from "./UnknownFields.ts"

/**
 * What a read job was asked for, as Zoho shows it in the job's details.
 *
 * **Example** (What a job reads, in one line)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 *
 * export const inWords = ({ fields, module, page = 1 }: Job.ReadQuery): string =>
 *   `page ${page} of ${module?.apiName}: ${fields?.join(", ") ?? "all fields"}`
 * ```
 *
 * @category models
 */
export const ReadQuery = Schema.Struct({
  /** The module that is read. */
  module: Schema.optionalKey(ModuleReference),
  /** API names of the fields; absent if none were named, and every field is read. */
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  /** Which records are selected; absent if all are. */
  criteria: Schema.optionalKey(Criteria),
  /** The id of a custom view, whose own conditions apply as well. */
  cvid: Schema.optionalKey(Schema.String),
  /** Which page of 200,000 records, counted from 1. */
  page: Schema.optionalKey(Schema.Int),
  /** The token that requested this page, from v7 on. */
  pageToken: Schema.optionalKey(Schema.String),
  /** The format of the result: `csv` or `ics`. */
  fileType: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type ReadQuery = typeof ReadQuery.Type

/**
 * Why a read job failed, in Zoho's words (v7 page, "callback for job failed").
 *
 * **Example** (A line for a log)
 *
 * ```ts
 * import type { Job, ReadJob } from "@zoho-bulk/core"
 *
 * const inWords = ({ code, message }: Job.JobErrorMessage): string => `${code}: ${message}`
 *
 * export const whyFailed = ({ result }: ReadJob): string | undefined =>
 *   result?.errorMessage === undefined ? undefined : inWords(result.errorMessage)
 * ```
 *
 * @category models
 */
export const JobErrorMessage = Schema.Struct({
  /** Zoho's word for what this is, usually `error`. */
  status: Schema.optionalKey(Schema.String),
  /** Zoho's code, such as `INTERNAL_SERVER_ERROR`. */
  code: Schema.optionalKey(Schema.String),
  /** Zoho's explanation, for people to read. */
  message: Schema.optionalKey(Schema.String),
  /** Further details from Zoho. */
  details: Schema.optionalKey(Schema.Json),
  ...withUnknownFields,
})

/** @category models */
export type JobErrorMessage = typeof JobErrorMessage.Type

/**
 * The result of a read job. A failed job has only an `errorMessage`.
 *
 * **Gotchas**
 *
 * Zoho's v7 page shows a result on jobs that are still running: go by the job's `state`, never by the presence of a
 * result.
 *
 * **Example** (Order the next page, if there is one)
 *
 * ```ts
 * import { createReadJob, type Job } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const orderNext = ({ moreRecords, nextPageToken }: Job.ReadResult) =>
 *   moreRecords === true && nextPageToken != null
 *     ? Effect.asSome(createReadJob({ pageToken: nextPageToken }))
 *     : Effect.succeedNone
 * ```
 *
 * @category models
 */
export const ReadResult = Schema.Struct({
  /** Which page it is, counted from 1. */
  page: Schema.optionalKey(Schema.Int),
  /** The maximum number of records on a page, 200,000 (recorded). */
  perPage: Schema.optionalKey(Schema.Int),
  /** How many records this page has. */
  count: Schema.optionalKey(Schema.Int),
  /** Where the archive is, relative to the API host (recorded). `downloadResult` resolves it. */
  downloadUrl: Schema.optionalKey(Schema.String),
  /** Whether there are more records than those of this page. */
  moreRecords: Schema.optionalKey(Schema.Boolean),
  /** The token of the next page, from v7 on: valid for 24 hours, and only for the user who received it. */
  nextPageToken: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** Why the job failed. */
  errorMessage: Schema.optionalKey(JobErrorMessage),
  ...withUnknownFields,
})

/** @category models */
export type ReadResult = typeof ReadResult.Type

/**
 * A read job, as Zoho described it at one moment.
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
  /** Distinguishes a read job from a write job. */
  kind: Schema.Literal("read"),
  ...detailsFields,
  /** What the job was asked for. */
  query: Schema.optionalKey(ReadQuery),
  /** Its result, or why it failed. */
  result: Schema.optionalKey(ReadResult),
  /** The format of the result: `csv` or `ics`. */
  fileType: Schema.optionalKey(Schema.String),
  /** Where Zoho posts when the job ends; absent from jobs without a callback. */
  callback: Schema.optionalKey(CallbackTarget),
  /** Keys of the answer other than `data`. */
  envelopeFields: Schema.optionalKey(UnknownFields),
})

/** @category models */
export type ReadJob = typeof ReadJob.Type
