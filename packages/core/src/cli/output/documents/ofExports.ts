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
  /** Records that are left out: some of the jobs that read their fields do not have them. */
  leftOutRecords: Schema.optionalKey(Count),
  /** API credits that this run has spent. */
  credits: Count,
  /** Fields that an export of all fields does not include. */
  leftOutFields: Schema.optionalKey(Texts),
  /** The zone of days and times in the condition, if it makes a difference. */
  timeZone: Schema.optionalKey(Schema.String),
  /** Whether all records were read that the other flags select; otherwise only those changed `since`. */
  whole: Schema.Boolean,
  /** Since when the records were changed: what `--since` resolved to. Absent if all were read. */
  since: Schema.optionalKey(Schema.String),
})

/** What an export would cost. */
export const ExportPlan = Schema.Struct({
  creditsPerPage: Count,
  creditsPerLook: Count,
  recordsPerPage: Count,
  /** How many jobs share the fields, if they are too many for one. */
  jobsPerPage: Schema.optionalKey(Count),
  /** The maximum cost of finding out what names and values mean. */
  creditsBefore: Schema.optionalKey(Count),
})
