import type * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import type { CsvRow } from "../formats/csv.ts"
import { archiveRows } from "./archiveRows.ts"
import { fromArchive, type ResultFailure } from "./fromArchive.ts"

const expectedRows = (job: ReadJob | WriteJob): number | undefined =>
  job.kind === "read" ? job.result?.count : undefined

/**
 * Reads the rows of a completed job's result as they come, the header first: 1 API credit.
 *
 * **Details**
 *
 * A read job's rows are those that were asked for, with Zoho's column `Id` beside them. Checksums and the number of rows are checked, and
 * the stream fails at its end if a row is missing: complete or not at all. Archives and rows have limits. With `ResultStaging` the
 * archive is downloaded whole, and again if it is broken, before the first row goes out.
 *
 * **Example** (The rows of a job, without their header)
 *
 * ```ts
 * import { getJobDetails, resultRows } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const rows = Stream.fromEffect(getJobDetails({ id: "4150868000005376042" })).pipe(
 *   Stream.flatMap(resultRows),
 *   Stream.drop(1),
 * )
 * ```
 *
 * @category operations
 */
export const resultRows = (job: ReadJob | WriteJob): Stream.Stream<CsvRow, ResultFailure, ZohoConnection> =>
  fromArchive(job, (archive) => archiveRows(job.id, archive, expectedRows(job)))
