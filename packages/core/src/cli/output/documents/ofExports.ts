import * as Schema from "effect/Schema"
import { Count, Texts } from "./parts.ts"

export const ExportSummary = Schema.Struct({
  module: Schema.String,
  output: Schema.String,
  format: Schema.Literals(["csv", "tsv", "ndjson", "ics"]),
  rows: Schema.optionalKey(Count),
  bytes: Count,
  jobs: Texts,
  droppedFields: Texts,
  /** Records that are left out: not each of the jobs that read their fields has them. */
  leftOutRecords: Schema.optionalKey(Count),
  /** API credits that this run has spent. */
  credits: Count,
  /** Fields that an export of all fields does not have. */
  leftOutFields: Schema.optionalKey(Texts),
  /** The zone of days and times in the condition, where it makes a difference. */
  timeZone: Schema.optionalKey(Schema.String),
  /** Whether all records were read that the other flags ask for; otherwise only those that have changed `since`. */
  whole: Schema.Boolean,
  /** Since when the records were changed: what `--since` came to. Absent if all were read. */
  since: Schema.optionalKey(Schema.String),
})

/** What an export would cost. */
export const ExportPlan = Schema.Struct({
  creditsPerPage: Count,
  creditsPerLook: Count,
  recordsPerPage: Count,
  /** How many jobs share the fields, where they are too many for one. */
  jobsPerPage: Schema.optionalKey(Count),
  /** What it costs at most to find out what names and values mean. */
  creditsBefore: Schema.optionalKey(Count),
})
