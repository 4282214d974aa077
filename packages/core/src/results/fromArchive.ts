import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { FieldSchemas } from "../domain/FieldSchemas.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { checkOptions } from "../jobs/checkOptions.ts"
import type { ArchiveFailure } from "./archiveRows.ts"
import { checkJob } from "./checkJob.ts"
import { archiveOf } from "./archiveOf.ts"
import { CurrentKeptResults } from "./CurrentKeptResults.ts"
import type { DownloadFailure } from "./downloadResult.ts"
import { layerSchema } from "./layerSchema.ts"
import { ResultStaging } from "./ResultStaging.ts"
import { wholeArchive } from "./wholeArchive.ts"

/**
 * Every way in which reading the content of a result can fail.
 *
 * **Example** (Whether trying again could succeed)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isWorthAnother = ({ isRetryable }: Failure.ResultFailure): boolean => isRetryable
 * ```
 *
 * @category errors
 */
export type ResultFailure = DownloadFailure | ArchiveFailure | StorageFailed

/**
 * Options for reading a result. All keys are optional.
 *
 * **Example** (A folder for archives until their rows are read)
 *
 * ```ts
 * import { type ReadJob, resultRows, Staging } from "@zoho-bulk/core"
 * import type { ResultOptions } from "@zoho-bulk/core/runtime"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { Layer } from "effect"
 *
 * const staging = Layer.provide(Staging.layerFolder("/tmp/reports"), layerFiles)
 * const options: ResultOptions = { staging }
 *
 * export const rows = (job: ReadJob) => resultRows(job, options)
 * ```
 *
 * @category configuration
 */
export interface ResultOptions<E = never, R = never> {
  /**
   * Where the archive is stored before its rows are read, so that an interrupted download is repeated unnoticed.
   * Without it, rows are read as the bytes arrive, and an interrupted download is repeated only if no row has been
   * emitted yet.
   */
  readonly staging?: Layer.Layer<ResultStaging, E, R> | undefined
}

/** The form of these options. */
export const ResultOptionsForm = Schema.Struct({
  staging: layerSchema("Staging.layerFolder(path)"),
} satisfies FieldSchemas<Record<keyof ResultOptions, unknown>>)

/** How often an interrupted download is repeated, and with what pauses. */
const again = Schedule.exponential("500 millis").pipe(Schedule.upTo({ times: 2 }))

const whileWorthIt = <E extends { readonly isRetryable: boolean }>(failure: E): boolean => failure.isRetryable

/** Downloads an archive to a place from which it can be read whole; a broken one is downloaded again. */
const keepStaged = (job: ReadJob | WriteJob, staging: ResultStaging["Service"]) =>
  Stream.unwrap(
    Effect.gen(function* () {
      const context = yield* Effect.context<ZohoConnection>()
      return yield* staging.keep(wholeArchive(job.id, Stream.provideContext(archiveOf(job), context)))
    }).pipe(Effect.retry({ schedule: again, while: whileWorthIt })),
  )

/** Reads as data arrives: if it breaks before anything was emitted, it starts over. */
const untilFlowing = <A, E extends { readonly isRetryable: boolean }, R>(
  stream: Stream.Stream<A, E, R>,
  [pause, ...pauses]: ReadonlyArray<Duration.Input> = ["500 millis", "1 second"],
): Stream.Stream<A, E, R> =>
  Stream.suspend(() => {
    let hasFlowed = false
    const noted = Stream.mapArray(stream, (chunk) => {
      hasFlowed = true
      return chunk
    })
    return noted.pipe(
      Stream.catch((failure) =>
        hasFlowed || !failure.isRetryable || pause === undefined
          ? Stream.fail(failure)
          : Stream.concat(Stream.fromEffectDrain(Effect.sleep(pause)), untilFlowing(stream, pauses)),
      ),
    )
  })

/**
 * Downloads a result and reads it, from a staged archive if there is staging; if it breaks before anything was emitted,
 * it is repeated.
 */
export const fromArchive = <A, ES = never, RS = never>(
  job: ReadJob | WriteJob,
  options: ResultOptions<ES, RS>,
  read: <E, R>(archive: Stream.Stream<Uint8Array, E, R>) => Stream.Stream<A, E | ArchiveFailure, R>,
): Stream.Stream<A, ResultFailure | ES, ZohoConnection | RS> =>
  Stream.suspend((): Stream.Stream<A, ResultFailure | ES, ZohoConnection | RS> => {
    const checked = Result.all([checkJob(job), checkOptions(ResultOptionsForm, options ?? {})])
    if (Result.isFailure(checked)) return Stream.fail(checked.failure)
    const { staging }: ResultOptions<ES, RS> = options ?? {}
    if (staging === undefined) {
      const asItArrives = untilFlowing(read(archiveOf(job)))
      return Stream.unwrap(
        Effect.map(CurrentKeptResults, (kept) =>
          kept === undefined ? asItArrives : read(keepStaged(job, kept.ofJob(job.id))),
        ),
      )
    }
    const stagedRows = Stream.unwrap(Effect.map(ResultStaging, (place) => read(keepStaged(job, place))))
    return Stream.provide(stagedRows, staging)
  })
