import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { operations } from "../../wire/Operation.ts"
import { formatTime } from "../records/Column.ts"
import { conditionsBody } from "../records/Condition.ts"
import { callbackKey, type EmulatedReadJob, type Phase } from "../anyJob/Job.ts"
import type { Module } from "../records/Module.ts"
import { hasPageTokens, type ReadQuery } from "./readQuery.ts"
import { createdBy } from "../records/users.ts"

type JsonObject = Readonly<Record<string, Schema.Json>>

/** Spells a module as a version does: a name in v2, an object later (recorded). */
export const moduleBody = (module: Module, version: ApiVersion): Schema.Json =>
  version === "v2" ? module.apiName : { id: module.id, api_name: module.apiName }

const states: Readonly<Record<Phase, string>> = {
  added: "ADDED",
  queued: "QUEUED",
  running: "IN PROGRESS",
  completed: "COMPLETED",
  failed: "FAILURE",
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
  const { count, next } = job.selection()
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
