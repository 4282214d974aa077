import * as Schema from "effect/Schema"
import type { FieldSchemas } from "../../../domain/FieldSchemas.ts"
import type { ImportFinding } from "../../../transfer/checks/ImportFinding.ts"
import { Count, Texts } from "./parts.ts"

/** What is not imported from a file because it is empty. */
const LeftOut = Schema.Struct({ emptyRows: Count, emptyColumns: Count })

/** What was found in the rows of an import before they were sent. */
const Finding = Schema.Struct({
  kind: Schema.Literals([
    "module",
    "field",
    "doubled-field",
    "mandatory",
    "find-by",
    "lookup",
    "columns",
    "dates",
    "empty",
    "value",
    "repeated",
  ]),
  /**
   * Whether it stops the import: Zoho refuses such a job as a whole, or it is not clear what is meant. Otherwise, Zoho
   * may skip single rows.
   */
  stops: Schema.Boolean,
  column: Schema.optionalKey(Schema.String),
  field: Schema.optionalKey(Schema.String),
  problem: Schema.String,
  /** How many rows have it. */
  count: Count,
  /** The first lines that have it. */
  lines: Schema.Array(Count),
  example: Schema.optionalKey(Schema.String),
  remedy: Schema.String,
} satisfies FieldSchemas<ImportFinding>)

export const ImportSummary = Schema.Struct({
  module: Schema.String,
  operation: Schema.Literals(["insert", "update", "upsert"]),
  rows: Count,
  added: Count,
  updated: Count,
  skipped: Count,
  unprocessed: Count,
  failed: Count,
  /** Rows that may or may not have been written: what Zoho reports about their job's rows does not fit them. */
  unknown: Count,
  reasons: Schema.Array(Schema.Struct({ reason: Schema.String, rows: Count })),
  jobs: Texts,
  /** The file of the rejected rows; none if there are none. */
  rejects: Schema.NullOr(Schema.String),
  /** Columns that are not sent, as requested. */
  notSent: Texts,
  /** Absent if an earlier, interrupted run had read all rows. */
  leftOut: Schema.optionalKey(LeftOut),
  /** The file that reports the outcome of every row. */
  results: Schema.optionalKey(Schema.String),
  /** API credits that this run has spent. */
  credits: Count,
  /** What was found in single rows before they were sent. */
  findings: Schema.optionalKey(Schema.Array(Finding)),
  /** Good to know about the rows, in sentences; none of them is refused for it. */
  hints: Schema.optionalKey(Texts),
})

/** What an import would do and cost, and what is wrong with its rows. */
export const ImportPlan = Schema.Struct({
  module: Schema.String,
  operation: Schema.String,
  rows: Count,
  jobs: Count,
  credits: Count,
  creditsPerLook: Count,
  notSent: Texts,
  leftOut: LeftOut,
  /** Where the columns go, and how they are spelled; absent if nothing could be asked about the module. */
  columns: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        column: Schema.String,
        field: Schema.String,
        format: Schema.optionalKey(Schema.String),
        timeZone: Schema.optionalKey(Schema.String),
        findBy: Schema.optionalKey(Schema.String),
      }),
    ),
  ),
  /** How many rows have findings. */
  rowsWithFindings: Schema.optionalKey(Count),
  findings: Schema.optionalKey(Schema.Array(Finding)),
  hints: Schema.optionalKey(Texts),
  /** The file of the rows that have findings; none if there are none. */
  rejects: Schema.optionalKey(Schema.NullOr(Schema.String)),
})
