import * as Stream from "effect/Stream"
import { csvBytes, type CsvRow } from "../../formats/csv.ts"
import { type ZipError, zipped } from "../../formats/zip.ts"
import type { PlannedResource, RowError, RowOutcome, WriteOutcome, WritePlan } from "../model/WritePlan.ts"

/** Spells what is wrong with a row: `MANDATORY_NOT_FOUND-Company,Last_Name:DUPLICATE_DATA-Email` (v7 download-result page). */
export const formatRowErrors = (errors: ReadonlyArray<RowError>): string =>
  Object.entries(Object.groupBy(errors, ({ code }) => code))
    .map(([code, of = []]) => `${code}-${of.map(({ apiName }) => apiName).join(",")}`)
    .join(":")

function* rowsOf(resource: PlannedResource, outcomes: ReadonlyArray<RowOutcome>): Generator<CsvRow> {
  const shown = resource.mappings.flatMap(({ index }) => index ?? []).slice(0, 3)
  yield [...shown.map((index) => resource.header[index] ?? ""), "STATUS", "RECORD_ID", "ERRORS"]
  for (const [at, { errors, recordId, status }] of outcomes.entries()) {
    const cells = shown.map((index) => resource.rows[at]?.[index] ?? "")
    yield [...cells, status, recordId, formatRowErrors(errors)]
  }
}

/**
 * The archive of a write job: for each file the first three mapped columns and what became of each row, in the order of
 * the upload (v7 download-result page).
 */
export const writeResult = (plan: WritePlan, outcome: WriteOutcome): Stream.Stream<Uint8Array, ZipError> =>
  zipped(
    plan.resources.map((resource, index) => ({
      name: `${resource.module.apiName}-${resource.fileName}`,
      content: csvBytes(Stream.fromIterable(rowsOf(resource, outcome[index] ?? []), { chunkSize: 2_000 })),
    })),
  )
