import type { FieldMapping, WriteFile, WriteJob, WriteResource, WriteResult } from "../domain/WriteJob.ts"
import { callbackTarget } from "./callbackTarget.ts"
import { decodeJob, type OutsideTheBody } from "./decodeJob.ts"
import { moduleReference } from "./moduleReference.ts"
import { flag, id, count, jobId, json, text, timestamp } from "./scalars.ts"
import { partStateOf, stateOf } from "./stateWords.ts"
import { user } from "./user.ts"
import { list, nullable, type WireCodec } from "./WireCodec.ts"
import { type FieldsOf, optional, required, wireObject } from "./WireObject.ts"

/** Every key but the first two is null if it was not requested (recorded, v2 and v2.1). */
const fieldMapping: WireCodec<FieldMapping> = wireObject({
  apiName: optional("api_name", text),
  index: optional("index", nullable(count)),
  format: optional("format", nullable(text)),
  findBy: optional("find_by", nullable(text)),
  module: optional("module", nullable(moduleReference)),
  defaultValue: optional("default_value", json),
  parentColumnIndex: optional("parent_column_index", nullable(count)),
} satisfies FieldsOf<FieldMapping>)

/** Has its status alone until processing starts (v7 page). */
const file: WireCodec<WriteFile> = wireObject(
  {
    stateAsSent: optional("status", text),
    name: optional("name", text),
    addedCount: optional("added_count", count),
    skippedCount: optional("skipped_count", count),
    updatedCount: optional("updated_count", count),
    totalCount: optional("total_count", count),
  } satisfies FieldsOf<WriteFile, "state">,
  partStateOf,
)

const resource: WireCodec<WriteResource> = wireObject(
  {
    stateAsSent: optional("status", text),
    type: optional("type", text),
    module: optional("module", moduleReference),
    code: optional("code", text),
    fieldMappings: optional("field_mappings", list(fieldMapping)),
    file: optional("file", file),
    fileId: optional("file_id", id),
    fileNames: optional("file_names", list(text)),
    findBy: optional("find_by", nullable(text)),
    ignoreEmpty: optional("ignore_empty", flag),
    parentColumnIndex: optional("parent_column_index", nullable(count)),
  } satisfies FieldsOf<WriteResource, "state">,
  partStateOf,
)

const result: WireCodec<WriteResult> = wireObject({
  downloadUrl: optional("download_url", text),
} satisfies FieldsOf<WriteResult>)

/**
 * A write job as all versions send it: an object without a `data` wrapper, its state in `status`.
 *
 * v2 and v2.1 are recorded; v7 is known from Zoho's bulk-write/job-details page. `ignore_empty` stands at the top level
 * of every recording, and in none of Zoho's own models.
 */
export const writeJobForm = wireObject(
  {
    id: required("id", jobId),
    stateAsSent: required("status", text),
    createdTime: required("created_time", timestamp),
    operation: optional("operation", text),
    resource: optional("resource", list(resource)),
    result: optional("result", result),
    callback: optional("callback", callbackTarget),
    createdBy: optional("created_by", user),
    ignoreEmpty: optional("ignore_empty", flag),
    characterEncoding: optional("character_encoding", text),
  } satisfies FieldsOf<WriteJob, OutsideTheBody | "kind" | "state">,
  (known) => ({ kind: "write" as const, state: stateOf(known.stateAsSent) }),
)

type Form = typeof writeJobForm extends WireCodec<infer A> ? A : never

/** Reads the details of a write job. */
export const decodeWriteJob = decodeJob<WriteJob, Form>(writeJobForm)
