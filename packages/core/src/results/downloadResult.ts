import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { openFile } from "../connection/openFile.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { isTerminal } from "../domain/JobState.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { addressIn } from "../transport/addressIn.ts"
import { tellTraffic } from "../transport/CurrentTraffic.ts"
import { checkJob } from "./checkJob.ts"
import { operations } from "../wire/Operation.ts"

/**
 * Every way in which {@link downloadResult} can fail.
 *
 * **Example** (Whether there is a result at all)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const hasNoResult = (failure: Failure.DownloadFailure): boolean =>
 *   failure._tag === "InvalidRequest"
 * ```
 *
 * @category errors
 */
export type DownloadFailure = InvalidRequest | CallFailure

const remedyFor = (job: ReadJob | WriteJob): string => {
  if (job.state === "completed") return "Zoho gave no usable address for it; order the job again."
  return isTerminal(job.state)
    ? "Order the job again; its details say why it has no result."
    : "Wait until it is completed."
}

const noResult = (job: ReadJob | WriteJob): InvalidRequest =>
  new InvalidRequest({
    problem: `There is no result for ${job.kind} job ${job.id}: it is ${job.state}`,
    remedy: remedyFor(job),
  })

const addressOf = (job: ReadJob | WriteJob, base: URL): URL | undefined => {
  const address = job.state === "completed" ? job.result?.downloadUrl : undefined
  return address === undefined ? undefined : addressIn(address, base)
}

/**
 * Downloads the result of a completed job, a zip archive, as a stream. Costs 1 API credit.
 *
 * **Details**
 *
 * The token goes along, so the URL must lead to a trusted host; any other fails with `HostNotTrusted` and nothing is
 * sent. A job without a result fails with `InvalidRequest`. A read job's URL is relative to the API host (recorded). A
 * write job's is absolute (recorded); if it is relative, as one of Zoho's pages shows it, the data centre's download
 * host is a guess. Zoho accepts ten downloads a minute; more wait for their turn.
 *
 * **Gotchas**
 *
 * An interrupted stream is not resumed automatically: the bytes already emitted cannot be taken back. Zoho keeps
 * results of read jobs for about a day, those of write jobs for seven.
 *
 * **Example** (An archive into a file)
 *
 * ```ts
 * import { downloadResult, getJobDetails } from "@zoho-bulk/core"
 * import { Effect, FileSystem, Stream } from "effect"
 *
 * export const save = Effect.fn("save")(function* (id: string) {
 *   const fs = yield* FileSystem.FileSystem
 *   const job = yield* getJobDetails({ kind: "read", id })
 *   yield* Stream.run(downloadResult(job), fs.sink(`${id}.zip`))
 * })
 * ```
 *
 * @see `resultRows` for the rows in it.
 *
 * @category operations
 */
export const downloadResult = (job: ReadJob | WriteJob): Stream.Stream<Uint8Array, DownloadFailure, ZohoConnection> =>
  Stream.unwrap(
    Effect.gen(function* () {
      yield* Effect.fromResult(checkJob(job))
      const connection = yield* ZohoConnection
      const operation = job.kind === "read" ? operations.downloadReadResult : operations.downloadWriteResult
      const url = addressOf(job, connection.settings.hosts[operation.host])
      if (url === undefined) return yield* noResult(job)
      const limits = yield* CurrentLimits
      const { bytes } = yield* openFile(connection, operation, { jobId: job.id, url, headers: { accept: "*/*" } }).pipe(
        Effect.provideService(CurrentLimits, { ...limits, callTimeout: limits.downloadTimeout }),
      )
      return tellTraffic({ direction: "received", jobId: job.id })(bytes)
    }),
  )
