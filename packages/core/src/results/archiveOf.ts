import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import { type DownloadFailure, downloadResult } from "./downloadResult.ts"

/** An archive that holds no file: nothing but its end record. */
const emptyArchive = Uint8Array.of(0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0))

const nothing = Stream.succeed(emptyArchive)

const hasNoRecords = (job: ReadJob | WriteJob): job is ReadJob =>
  job.kind === "read" && job.state === "completed" && job.result?.count === 0

/** The archive of a result. Of no records it may be a file without a byte, or no file at all: that is an empty archive. */
export const archiveOf = (job: ReadJob | WriteJob): Stream.Stream<Uint8Array, DownloadFailure, ZohoConnection> => {
  if (!hasNoRecords(job)) return downloadResult(job)
  if (job.result?.downloadUrl === undefined) return nothing
  return downloadResult(job).pipe(
    Stream.filter((piece) => piece.byteLength > 0),
    Stream.orElseIfEmpty(() => nothing),
    Stream.catchIf(
      (failure) => failure._tag === "UnreadableAnswer" && failure.httpStatus === 204,
      () => nothing,
    ),
  )
}
