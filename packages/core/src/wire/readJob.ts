import type { JobErrorMessage, ReadJob, ReadQuery, ReadResult } from "../domain/ReadJob.ts"
import { callbackTarget } from "./callbackTarget.ts"
import { criteria } from "./criteria.ts"
import { decodeJob, type OutsideTheBody } from "./decodeJob.ts"
import { moduleReference } from "./moduleReference.ts"
import { flag, id, count, jobId, json, text, timestamp } from "./scalars.ts"
import { stateOf } from "./stateWords.ts"
import { user } from "./user.ts"
import { list, nullable, Unreadable, type WireCodec } from "./WireCodec.ts"
import { type FieldsOf, optional, required, type WireObject, wireObject } from "./WireObject.ts"

const query: WireCodec<ReadQuery> = wireObject({
  module: optional("module", moduleReference),
  fields: optional("fields", list(text)),
  criteria: optional("criteria", criteria),
  cvid: optional("cvid", id),
  page: optional("page", count),
  pageToken: optional("page_token", text),
  fileType: optional("file_type", text),
} satisfies FieldsOf<ReadQuery>)

/** Only a failed job has it (v7 page, "callback for job failed"). */
const errorMessage: WireCodec<JobErrorMessage> = wireObject({
  status: optional("status", text),
  code: optional("code", text),
  message: optional("message", text),
  details: optional("details", json),
} satisfies FieldsOf<JobErrorMessage>)

/** v7 and v8 add `next_page_token`; the v7 page calls it `page_token` in its prose. */
const result: WireCodec<ReadResult> = wireObject({
  page: optional("page", count),
  perPage: optional("per_page", count),
  count: optional("count", count),
  downloadUrl: optional("download_url", text),
  moreRecords: optional("more_records", flag),
  nextPageToken: optional("next_page_token", nullable(text)),
  errorMessage: optional("error_message", errorMessage),
} satisfies FieldsOf<ReadResult>)

const job = wireObject(
  {
    id: required("id", jobId),
    stateAsSent: required("state", text),
    createdTime: required("created_time", timestamp),
    operation: optional("operation", text),
    query: optional("query", query),
    result: optional("result", result),
    createdBy: optional("created_by", user),
    fileType: optional("file_type", text),
    callback: optional("callback", callbackTarget),
  } satisfies FieldsOf<ReadJob, OutsideTheBody | "kind" | "state" | "envelopeFields">,
  (known) => ({ kind: "read" as const, state: stateOf(known.stateAsSent) }),
)

type Job = typeof job extends WireCodec<infer A> ? A : never

const jobs = list(job)

const exactlyOne: WireCodec<Job> = {
  read: (value, unexpected) => {
    const read = jobs.read(value, unexpected)
    if (read instanceof Unreadable) return read
    return read.length === 1
      ? read[0]!
      : new Unreadable({ path: [], expected: "an array of exactly one job", found: value })
  },
  encode: (value) => [job.encode(value)],
}

const envelope = wireObject({ job: required("data", exactlyOne) })

type Envelope = WireObject<{ readonly job: ReturnType<typeof required<Job>> }>

const toEnvelope = ({ envelopeFields, ...value }: Job & Pick<ReadJob, "envelopeFields">): Envelope => ({
  job: value,
  ...(envelopeFields === undefined ? {} : { unknownFields: envelopeFields }),
})

/**
 * A read job as all versions send it: `{"data": [{"id", "state", …}]}`.
 *
 * v2 is recorded; v3 to v7 are known from Zoho's bulk-read/job-details pages.
 */
export const readJobForm: WireCodec<Job & Pick<ReadJob, "envelopeFields">> = {
  read: (value, unexpected) => {
    const read = envelope.read(value, unexpected)
    if (read instanceof Unreadable) return read
    const { job, unknownFields } = read
    return unknownFields === undefined ? job : { ...job, envelopeFields: unknownFields }
  },
  encode: (value: Job & Pick<ReadJob, "envelopeFields">) => envelope.encode(toEnvelope(value)),
}

/** Reads the details of a read job. */
export const decodeReadJob = decodeJob<ReadJob, Job & Pick<ReadJob, "envelopeFields">>(readJobForm)
