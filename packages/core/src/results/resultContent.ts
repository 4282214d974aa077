import type * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import { archiveContent } from "./archiveRows.ts"
import { fromArchive, type ResultFailure, type ResultOptions } from "./fromArchive.ts"

/**
 * Reads the unpacked content of a completed job's result: CSV, or calendar entries. Costs 1 API credit.
 *
 * **Details**
 *
 * Checksums and limits are checked. A broken archive fails with `ResultUnreadable`, one beyond the limits with
 * `ResultTooLarge`; `Failure.ResultFailure` lists the others.
 *
 * **Example** (The calendar entries of a job)
 *
 * ```ts
 * import { type ReadJob, resultContent } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const calendar = (job: ReadJob) => resultContent(job).pipe(Stream.decodeText, Stream.mkString)
 * ```
 *
 * @see `resultRows` for the rows of it, whose number is checked as well.
 *
 * @category operations
 */
export const resultContent = <E = never, R = never>(
  job: ReadJob | WriteJob,
  options: resultContent.Options<E, R> = {},
): Stream.Stream<Uint8Array, ResultFailure | E, ZohoConnection | R> =>
  fromArchive(job, options, (archive) => archiveContent(job.id, archive))

/** What `resultContent` accepts. */
export declare namespace resultContent {
  /** How the result is read. */
  export type Options<E = never, R = never> = ResultOptions<E, R>
}
