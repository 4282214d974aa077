import * as Schema from "effect/Schema"
import { CallbackTarget } from "./CallbackTarget.ts"
import { detailsFields } from "./detailsFields.ts"
import { JobState } from "./JobState.ts"
import { ModuleReference } from "./ModuleReference.ts"
import { withUnknownFields } from "./UnknownFields.ts"

/** A state of a part of a job: in our words, and as Zoho sent it. */
const partState = {
  state: Schema.optionalKey(JobState),
  stateAsSent: Schema.optionalKey(Schema.String),
}

/**
 * Which column of the uploaded file goes to which field.
 *
 * @category models
 */
export const FieldMapping = Schema.Struct({
  apiName: Schema.optionalKey(Schema.String),
  index: Schema.optionalKey(Schema.NullOr(Schema.Int)),
  format: Schema.optionalKey(Schema.NullOr(Schema.String)),
  findBy: Schema.optionalKey(Schema.NullOr(Schema.String)),
  module: Schema.optionalKey(Schema.NullOr(ModuleReference)),
  defaultValue: Schema.optionalKey(Schema.Json),
  parentColumnIndex: Schema.optionalKey(Schema.NullOr(Schema.Int)),
  ...withUnknownFields,
})

/** @category models */
export type FieldMapping = typeof FieldMapping.Type

/**
 * One file of a write job, and what became of its rows so far.
 *
 * @category models
 */
export const WriteFile = Schema.Struct({
  ...partState,
  name: Schema.optionalKey(Schema.String),
  addedCount: Schema.optionalKey(Schema.Int),
  skippedCount: Schema.optionalKey(Schema.Int),
  updatedCount: Schema.optionalKey(Schema.Int),
  totalCount: Schema.optionalKey(Schema.Int),
  ...withUnknownFields,
})

/** @category models */
export type WriteFile = typeof WriteFile.Type

/**
 * One module's share of a write job.
 *
 * **Gotchas**
 *
 * `code` is informational: it can lag behind `state`, or contradict it.
 *
 * @category models
 */
export const WriteResource = Schema.Struct({
  ...partState,
  type: Schema.optionalKey(Schema.String),
  module: Schema.optionalKey(ModuleReference),
  code: Schema.optionalKey(Schema.String),
  fieldMappings: Schema.optionalKey(Schema.Array(FieldMapping)),
  file: Schema.optionalKey(WriteFile),
  fileId: Schema.optionalKey(Schema.String),
  fileNames: Schema.optionalKey(Schema.Array(Schema.String)),
  findBy: Schema.optionalKey(Schema.NullOr(Schema.String)),
  ignoreEmpty: Schema.optionalKey(Schema.Boolean),
  parentColumnIndex: Schema.optionalKey(Schema.NullOr(Schema.Int)),
  ...withUnknownFields,
})

/** @category models */
export type WriteResource = typeof WriteResource.Type

/**
 * Where the outcome of every row can be fetched.
 *
 * @category models
 */
export const WriteResult = Schema.Struct({
  downloadUrl: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type WriteResult = typeof WriteResult.Type

/**
 * What Zoho says of a write job at one moment.
 *
 * **Example** (How many rows were not taken)
 *
 * ```ts
 * import type { WriteJob } from "@zoho-bulk/core"
 *
 * export const skippedRows = (job: WriteJob): number =>
 *   (job.resource ?? []).reduce((sum, { file }) => sum + (file?.skippedCount ?? 0), 0)
 * ```
 *
 * @category models
 */
export const WriteJob = Schema.Struct({
  kind: Schema.Literal("write"),
  ...detailsFields,
  resource: Schema.optionalKey(Schema.Array(WriteResource)),
  result: Schema.optionalKey(WriteResult),
  callback: Schema.optionalKey(CallbackTarget),
  ignoreEmpty: Schema.optionalKey(Schema.Boolean),
  characterEncoding: Schema.optionalKey(Schema.String),
})

/** @category models */
export type WriteJob = typeof WriteJob.Type
