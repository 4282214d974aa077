import type * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import { archiveContent } from "./archiveRows.ts"
import { fromArchive, type ResultFailure } from "./fromArchive.ts"

/**
 * Reads what is in the archive of a completed job's result, unpacked and as it is: CSV, or calendar entries. 1 API credit.
 *
 * @see {@link resultRows} for the rows of it, whose number is checked as well.
 *
 * @category operations
 */
export const resultContent = (job: ReadJob | WriteJob): Stream.Stream<Uint8Array, ResultFailure, ZohoConnection> =>
  fromArchive(job, (archive) => archiveContent(job.id, archive))
