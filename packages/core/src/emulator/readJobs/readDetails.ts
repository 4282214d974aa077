import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { operations } from "../../wire/Operation.ts"
import { moduleBody } from "../anyJob/moduleSpelling.ts"
import { type Condition, type Conditions, isGroup } from "../model/Condition.ts"
import { callbackKey, type EmulatedReadJob, type Phase } from "../model/Job.ts"
import type { ReadQuery } from "../model/ReadQuery.ts"
import { formatTime } from "../model/times.ts"
import { createdBy } from "../organization/users.ts"
import { hasPageTokens } from "./readQuery.ts"
import { readingOf } from "./readingOf.ts"

type JsonObject = Readonly<Record<string, Schema.Json>>

const states: Readonly<Record<Phase, string>> = {
  added: "ADDED",
  queued: "QUEUED",
  running: "IN PROGRESS",
  completed: "COMPLETED",
  failed: "FAILURE",
}

/** Spells conditions as a version does: v2 names the field in `api_name`, later ones in `field` (v7 job-details page). */
const conditionsBody = (conditions: Condition | Conditions, version: ApiVersion): Schema.Json => {
  if (isGroup(conditions)) {
    const group = conditions.group.map((each) => conditionsBody(each, version))
    return { group, group_operator: conditions.operator }
  }
  const { column, comparator, value } = conditions
  return version === "v2"
    ? { api_name: column.name, comparator, value }
    : { field: { id: column.id, api_name: column.name }, comparator, value }
}

const queryBody = (query: ReadQuery, version: ApiVersion): JsonObject => ({
  ...(query.fields === undefined ? {} : { fields: query.fields }),
  module: moduleBody(query.module, version),
  ...(query.conditions === undefined ? {} : { criteria: conditionsBody(query.conditions, version) }),
  page: query.page,
  ...(query.cvid === undefined ? {} : { cvid: query.cvid }),
})

/** What a failed job has for a result (v7 create-job page, "callback for job failed"). */
const failure: JsonObject = {
  error_message: {
    status: "error",
    code: "INTERNAL_SERVER_ERROR",
    message: "Internal server error occurred.",
    details: {},
  },
}

const resultOf = (job: EmulatedReadJob, version: ApiVersion, recordsPerPage: number): JsonObject => {
  const { count, next } = readingOf(job).selection()
  return {
    page: job.query.page,
    per_page: recordsPerPage,
    count,
    download_url: operations.downloadReadResult.path(version, job.id),
    more_records: next !== undefined,
    ...(next !== undefined && hasPageTokens(version) ? { next_page_token: job.nextPageToken } : {}),
  }
}

/** The details of a read job, key by key in the order of the recording; the result comes with the end. */
export const readJobDetails = (
  job: EmulatedReadJob,
  phase: Phase,
  version: ApiVersion,
  recordsPerPage: number,
): Schema.Json => ({
  data: [
    {
      id: job.id,
      operation: "read",
      state: states[phase],
      ...(phase === "completed" ? { result: resultOf(job, version, recordsPerPage) } : {}),
      ...(phase === "failed" ? { result: failure } : {}),
      query: queryBody(job.query, version),
      ...callbackKey(job.callback),
      created_by: createdBy,
      created_time: formatTime(job.createdAt),
      file_type: job.query.fileType,
    },
  ],
})

/** What a request to create a read job is answered with (v7 create-job page). */
export const addedAnswer = ({ createdAt, id }: EmulatedReadJob): Schema.Json => ({
  data: [
    {
      status: "success",
      code: "ADDED_SUCCESSFULLY",
      message: "Added successfully.",
      details: {
        id,
        operation: "read",
        state: "ADDED",
        created_by: createdBy,
        created_time: formatTime(createdAt),
      },
    },
  ],
  info: {},
})
