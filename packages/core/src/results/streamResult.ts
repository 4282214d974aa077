import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import { archiveRows } from "./archiveRows.ts"
import { fromArchive, type ResultFailure, type ResultOptions } from "./fromArchive.ts"
import { nameId, type Row } from "./Rows.ts"

const expectedRows = (job: ReadJob | WriteJob): number | undefined =>
  job.kind === "read" ? job.result?.count : undefined

const renameId = <E, R>(rows: Stream.Stream<Row, E, R>): Stream.Stream<Row, E, R> =>
  Stream.mapAccum(
    rows,
    () => true,
    (isHeader, row) => [false, [isHeader ? nameId(row) : row]] as const,
  )

/** The rows of a completed job's result as they come, the header first. */
export const streamResult = <E = never, R = never>(
  job: ReadJob | WriteJob,
  options: ResultOptions<E, R> = {},
): Stream.Stream<Row, ResultFailure | E, ZohoConnection | R> =>
  fromArchive(job, options, (archive) => renameId(archiveRows(job.id, archive, expectedRows(job))))
