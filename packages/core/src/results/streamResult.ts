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
  Stream.suspend(() => {
    let isBeginning = true
    return Stream.mapArray(rows, (chunk) => {
      if (!isBeginning) return chunk
      isBeginning = false
      const [header, ...body] = chunk
      return [nameId(header), ...body] as const
    })
  })

/**
 * Reads the rows of a completed job's result as a stream, the header first. Costs 1 API credit.
 *
 * **When to use**
 *
 * Use it to pass rows on unchanged. `resultRows` returns the header separately.
 *
 * **Example** (How many rows there are, without the header)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { streamResult } from "@zoho-bulk/core/runtime"
 * import { Effect, Stream } from "effect"
 *
 * export const count = Effect.gen(function* () {
 *   const job = yield* getJobDetails({ kind: "read", id: "4150868000005376042" })
 *   return (yield* Stream.runCount(streamResult(job))) - 1
 * })
 * ```
 *
 * @category operations
 */
export const streamResult = <E = never, R = never>(
  job: ReadJob | WriteJob,
  options: ResultOptions<E, R> = {},
): Stream.Stream<Row, ResultFailure | E, ZohoConnection | R> =>
  fromArchive(job, options, (archive) => renameId(archiveRows(job.id, archive, expectedRows(job))))
