import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { moduleBody } from "../anyJob/moduleSpelling.ts"
import { callbackKey, type EmulatedWriteJob, type Phase } from "../model/Job.ts"
import { countRows, type PlannedMapping, type PlannedResource, type RowOutcome } from "../model/WritePlan.ts"
import { formatTime } from "../model/times.ts"
import { createdBy } from "../organization/users.ts"

type JsonObject = Readonly<Record<string, Schema.Json>>

/** Write jobs have no word for waiting in a queue, and spell progress as one word (recorded). */
const states: Readonly<Record<Phase, string>> = {
  added: "ADDED",
  queued: "ADDED",
  running: "INPROGRESS",
  completed: "COMPLETED",
  failed: "FAILED",
}

/** Every key but the first two is null where it was not asked for (recorded, v2 and v2.1). */
const mappingBody = (mapping: PlannedMapping): JsonObject => ({
  api_name: mapping.apiName,
  index: mapping.index ?? null,
  format: mapping.format ?? null,
  find_by: mapping.findBy ?? null,
  module: null,
  default_value: mapping.defaultValue ?? null,
  ...(mapping.parentColumnIndex === undefined ? {} : { parent_column_index: mapping.parentColumnIndex }),
})

const fileBody = (state: string, resource: PlannedResource, rows: ReadonlyArray<RowOutcome>): JsonObject => ({
  status: state,
  name: resource.fileName,
  added_count: countRows(rows, "ADDED"),
  skipped_count: countRows(rows, "SKIPPED", "UNPROCESSED"),
  updated_count: countRows(rows, "UPDATED"),
  total_count: resource.rows.length,
})

/** v7's page shows SUCCESS for a resource that is done, the recording of v2.1 shows COMPLETED. */
const codeOf = (phase: Phase, version: ApiVersion): string => {
  if (phase === "failed") return "INTERNAL_SERVER_ERROR"
  if (phase === "completed") return version === "v7" ? "SUCCESS" : "COMPLETED"
  return version === "v2" ? "INPROGRESS" : "ADDED"
}

/** A running job of v2 has no file (recorded); one that was only added has its file's state and nothing else (v7 page). */
const fileKey = (
  phase: Phase,
  version: ApiVersion,
  resource: PlannedResource,
  rows: ReadonlyArray<RowOutcome>,
): JsonObject => {
  const isOver = phase === "completed" || phase === "failed"
  if (version === "v2" && !isOver) return {}
  if (phase === "added" || phase === "queued") return { file: { status: "INPROGRESS" } }
  return { file: fileBody(states[phase], resource, rows) }
}

/**
 * The details of a write job, key by key in the order of the recordings.
 *
 * The link of the result leads to the download host, with `v2` in its path whatever the job's version is (recorded on a
 * job of v2.1).
 */
export const writeJobDetails = (
  job: EmulatedWriteJob,
  phase: Phase,
  version: ApiVersion,
  downloadUrl: string,
): Schema.Json => {
  const { characterEncoding, ignoreEmpty, operation, resources } = job.plan
  const isBegun = phase !== "added" && phase !== "queued"
  return {
    status: states[phase],
    ...(isBegun && version !== "v2" ? { character_encoding: characterEncoding } : {}),
    resource: resources.map((resource, index) => ({
      status: isBegun ? states[phase] : "INPROGRESS",
      type: "data",
      module: moduleBody(resource.module, version),
      field_mappings: resource.mappings.map(mappingBody),
      ...fileKey(phase, version, resource, job.outcome?.[index] ?? []),
      code: codeOf(phase, version),
    })),
    id: job.id,
    ...callbackKey(job.callback),
    ...(phase === "completed" ? { result: { download_url: downloadUrl } } : {}),
    created_by: createdBy,
    ignore_empty: ignoreEmpty,
    operation,
    created_time: formatTime(job.createdAt),
  }
}
