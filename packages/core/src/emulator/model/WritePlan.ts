import type * as Schema from "effect/Schema"
import type { CsvRow } from "../../formats/csv.ts"
import type { Field } from "./Field.ts"
import type { Module } from "./Module.ts"

/** What a column of a file is written to: a field, the record's id, or the layout, which changes nothing here. */
export type Target = Field | "id" | "layout"

/** Which column goes to which field, and how it is read. */
export interface PlannedMapping {
  readonly apiName: string
  readonly target: Target
  readonly index?: number | undefined
  readonly format?: string | undefined
  readonly findBy?: string | undefined
  readonly defaultValue?: Schema.Json | undefined
  readonly parentColumnIndex?: number | undefined
}

/** One module's share of a write job. */
export interface PlannedResource {
  readonly module: Module
  readonly fileName: string
  readonly header: CsvRow
  readonly rows: ReadonlyArray<CsvRow>
  readonly mappings: ReadonlyArray<PlannedMapping>
  readonly findBy?: string | undefined
  readonly ignoreEmpty: boolean
}

/** What a write job is asked to do, understood. */
export interface WritePlan {
  readonly operation: "insert" | "update" | "upsert"
  readonly ignoreEmpty: boolean
  readonly characterEncoding: string
  readonly resources: ReadonlyArray<PlannedResource>
}

/** What became of a row. */
export interface RowOutcome {
  readonly status: "ADDED" | "UPDATED" | "SKIPPED" | "UNPROCESSED"
  readonly recordId: string
  readonly errors: ReadonlyArray<RowError>
}

/** A code, and the field that it is about. */
export interface RowError {
  readonly code: string
  readonly apiName: string
}

/** What became of all rows, resource by resource, in the order of the upload. */
export type WriteOutcome = ReadonlyArray<ReadonlyArray<RowOutcome>>

/** Counts the rows that fared in one of some ways. */
export const countRows = (rows: ReadonlyArray<RowOutcome>, ...statuses: ReadonlyArray<RowOutcome["status"]>): number =>
  rows.filter(({ status }) => statuses.includes(status)).length
