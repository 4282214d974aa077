import * as Schema from "effect/Schema"
import { CallbackTarget } from "./CallbackTarget.ts"
import { detailsFields } from "./detailsFields.ts"
import { JobState } from "./JobState.ts"
import { ModuleReference } from "./ModuleReference.ts"
import { withUnknownFields } from "./UnknownFields.ts"

/** The state of a part of a job, in our words and as Zoho sent it. */
const partState = {
  /** The state of this part of the job. */
  state: Schema.optionalKey(JobState),
  /** The word that Zoho used for the state, such as `INPROGRESS`. */
  stateAsSent: Schema.optionalKey(Schema.String),
}

/**
 * Which column of the uploaded file goes to which field.
 *
 * **Example** (The fields that a job writes, in the order of the columns)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 *
 * export const fieldsInOrder = (mappings: ReadonlyArray<Job.FieldMapping>) =>
 *   mappings.toSorted((a, b) => (a.index ?? -1) - (b.index ?? -1)).map(({ apiName }) => apiName)
 * ```
 *
 * @category models
 */
export const FieldMapping = Schema.Struct({
  /** The API name of the field. */
  apiName: Schema.optionalKey(Schema.String),
  /** The column of the file, counted from 0; null if there is none. */
  index: Schema.optionalKey(Schema.NullOr(Schema.Int)),
  /** The pattern of dates in the column, such as `yyyy/MM/dd`; null if none was given. */
  format: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** For lookups: the unique field of the other module whose values are in the column; otherwise null. */
  findBy: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** The module that the mapping names; null in the recorded jobs. */
  module: Schema.optionalKey(Schema.NullOr(ModuleReference)),
  /** The field's value in every row whose cell is empty; null if none was given. */
  defaultValue: Schema.optionalKey(Schema.Json),
  /** For a child's lookup, from v6 on: the column that names the parent, counted from 0. */
  parentColumnIndex: Schema.optionalKey(Schema.NullOr(Schema.Int)),
  ...withUnknownFields,
})

/** @category models */
export type FieldMapping = typeof FieldMapping.Type

/**
 * One file of a write job, and what became of its rows so far. Until Zoho begins to read it, it has only its state (v7
 * page).
 *
 * **Example** (The progress of a file)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 *
 * export const doneOf = ({ addedCount = 0, skippedCount = 0, updatedCount = 0 }: Job.WriteFile) =>
 *   addedCount + skippedCount + updatedCount
 * ```
 *
 * @category models
 */
export const WriteFile = Schema.Struct({
  ...partState,
  /** The name of the CSV file in the archive. */
  name: Schema.optionalKey(Schema.String),
  /** Rows that were added as new records. */
  addedCount: Schema.optionalKey(Schema.Int),
  /** Rows that Zoho did not accept; the result states why. */
  skippedCount: Schema.optionalKey(Schema.Int),
  /** Rows that changed a record. */
  updatedCount: Schema.optionalKey(Schema.Int),
  /** All rows of the file, without the header. */
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
 * **Example** (The modules that a job writes to)
 *
 * ```ts
 * import type { Job, WriteJob } from "@zoho-bulk/core"
 *
 * const moduleOf = ({ module }: Job.WriteResource): string => module?.apiName ?? "unknown"
 *
 * export const modules = ({ resource = [] }: WriteJob) => resource.map(moduleOf)
 * ```
 *
 * @category models
 */
export const WriteResource = Schema.Struct({
  ...partState,
  /** Zoho's word for what is written, usually `data`. */
  type: Schema.optionalKey(Schema.String),
  /** The module that the rows go to. */
  module: Schema.optionalKey(ModuleReference),
  /** Zoho's code for this part: informational, not a guide to its state. */
  code: Schema.optionalKey(Schema.String),
  /** Which column goes to which field. */
  fieldMappings: Schema.optionalKey(Schema.Array(FieldMapping)),
  /** The file, and what became of its rows; it may be absent until Zoho reads it. */
  file: Schema.optionalKey(WriteFile),
  /** The id that the upload returned. */
  fileId: Schema.optionalKey(Schema.String),
  /** Which files of the archive belong to this resource, from v6 on. */
  fileNames: Schema.optionalKey(Schema.Array(Schema.String)),
  /** The unique field that finds the records. */
  findBy: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** Whether an empty cell leaves the field unchanged. */
  ignoreEmpty: Schema.optionalKey(Schema.Boolean),
  /** The column that names the parent of a child, counted from 0; from v6 on. */
  parentColumnIndex: Schema.optionalKey(Schema.NullOr(Schema.Int)),
  ...withUnknownFields,
})

/** @category models */
export type WriteResource = typeof WriteResource.Type

/**
 * Where the outcome of every row can be fetched. Zoho keeps it for seven days.
 *
 * **Example** (Whether the outcomes are there)
 *
 * ```ts
 * import type { Job, WriteJob } from "@zoho-bulk/core"
 *
 * const hasAddress = ({ downloadUrl }: Job.WriteResult): boolean => downloadUrl !== undefined
 *
 * export const canBeFetched = ({ result, state }: WriteJob): boolean =>
 *   state === "completed" && result !== undefined && hasAddress(result)
 * ```
 *
 * @category models
 */
export const WriteResult = Schema.Struct({
  /** Where the archive is: an absolute address (recorded). `downloadResult` resolves it. */
  downloadUrl: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type WriteResult = typeof WriteResult.Type

/**
 * A write job, as Zoho described it at one moment.
 *
 * **Example** (How many rows were not accepted)
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
  /** Distinguishes a write job from a read job. */
  kind: Schema.Literal("write"),
  ...detailsFields,
  /** What is written: one resource for each module. */
  resource: Schema.optionalKey(Schema.Array(WriteResource)),
  /** Where the outcome of every row is; absent until the job has ended. */
  result: Schema.optionalKey(WriteResult),
  /** Where Zoho posts when the job ends; absent from jobs without a callback. */
  callback: Schema.optionalKey(CallbackTarget),
  /** Whether empty cells leave fields unchanged. */
  ignoreEmpty: Schema.optionalKey(Schema.Boolean),
  /** The encoding of the file, such as `UTF-8`. */
  characterEncoding: Schema.optionalKey(Schema.String),
})

/** @category models */
export type WriteJob = typeof WriteJob.Type
