import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Stream from "effect/Stream"
import { CurrentLimits, type Limits } from "../settings/Limits.ts"
import { ResultIncomplete, ResultTooLarge, ResultUnreadable } from "../failure/ResultFailure.ts"
import { type CsvError, type CsvRow, csvRows, isCsvError } from "../formats/csv.ts"
import { isTextError, strictText, type TextError } from "../formats/text.ts"
import { isZipError, unzipped, type ZipError } from "../formats/zip.ts"
import { Zlib } from "../formats/Zlib.ts"

/**
 * The ways in which the content of an archive can be wrong.
 *
 * **Example** (Whether to order the job again)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isLost = ({ _tag }: Failure.ArchiveFailure): boolean => _tag === "ResultIncomplete"
 * ```
 *
 * @category errors
 */
export type ArchiveFailure = ResultUnreadable | ResultIncomplete | ResultTooLarge

/** How far an archive may unpack, whatever its ratio. */
const ratioCountsFrom = 10 * 1024 * 1024

/**
 *  Fails once an archive unpacks to more than it may.
 */
const bounded = (jobId: string, limits: Limits) => {
  let packed = 0
  let unpacked = 0
  let entries = 0
  const tooLarge = (limit: ResultTooLarge["limit"]) => new ResultTooLarge({ jobId, limit, max: limits[limit] })
  return {
    countPacked: (chunk: Uint8Array): void => void (packed += chunk.byteLength),
    countEntry: Effect.suspend(() =>
      ++entries > limits.maxArchiveEntries ? tooLarge("maxArchiveEntries") : Effect.void,
    ),
    countUnpacked: (chunk: Uint8Array): Effect.Effect<void, ResultTooLarge> => {
      unpacked += chunk.byteLength
      if (unpacked > limits.maxUnpackedBytes) return Effect.fail(tooLarge("maxUnpackedBytes"))
      const isBomb = unpacked > ratioCountsFrom && unpacked > packed * limits.maxUnpackRatio
      return isBomb ? Effect.fail(tooLarge("maxUnpackRatio")) : Effect.void
    },
  }
}

/** Turns what is wrong with an archive, its text or its rows into a failure of the result. */
const asArchiveFailure =
  (jobId: string, { maxRowSize }: Limits) =>
  <E>(error: E | ZipError | TextError | CsvError): E | ResultUnreadable | ResultTooLarge => {
    if (isZipError(error) && error.kind === "Unsupported") {
      return new ResultUnreadable({ jobId, problem: error.message, isUnsupported: true })
    }
    if (isZipError(error) || isTextError(error)) return new ResultUnreadable({ jobId, problem: error.message })
    if (!isCsvError(error)) return error as E
    return error.kind === "RecordSize"
      ? new ResultTooLarge({ jobId, limit: "maxRowSize", max: maxRowSize })
      : new ResultUnreadable({ jobId, problem: `line ${error.line}: ${error.message}` })
  }

/** Takes back bytes that nobody reads any more. */
type Release = (bytes: Uint8Array) => void

/** Reads the files of an archive one after the other, within the limits, and checks their checksums. */
const eachFile = <A, E, R, E2>(
  jobId: string,
  archive: Stream.Stream<Uint8Array, E, R>,
  read: (
    content: Stream.Stream<Uint8Array, E | ZipError | ResultTooLarge>,
    about: { readonly limits: Limits; readonly name: string; readonly release: Release },
  ) => Stream.Stream<A, E2>,
): Stream.Stream<A, E | Exclude<E2, ZipError | TextError | CsvError> | ResultUnreadable | ResultTooLarge, R> =>
  Stream.unwrap(
    Effect.map(Effect.all([CurrentLimits, Zlib]), ([limits, zlib]) => {
      const { release = () => {} } = zlib ?? {}
      const bounds = bounded(jobId, limits)
      return archive.pipe(
        Stream.tap((chunk) => Effect.sync(() => bounds.countPacked(chunk))),
        (packed) => unzipped(packed, bounds.countEntry),
        Stream.flatMap(({ content, name }) =>
          read(Stream.tap(content, bounds.countUnpacked), { limits, name, release }),
        ),
        Stream.mapError(asArchiveFailure(jobId, limits)),
      )
    }),
  ) as never

/** Reads an archive to its end, only to check that it is complete. */
export const checkArchive = <E, R>(jobId: string, archive: Stream.Stream<Uint8Array, E, R>) =>
  Stream.runDrain(
    eachFile(jobId, archive, (content, { release }) =>
      Stream.mapArray(content, (pieces) => {
        pieces.forEach(release)
        return pieces
      }),
    ),
  )

/** Unpacks the content of an archive. */
export const archiveContent = <E, R>(
  jobId: string,
  archive: Stream.Stream<Uint8Array, E, R>,
): Stream.Stream<Uint8Array, E | ArchiveFailure, R> => eachFile(jobId, archive, (content) => content)

/** Fails on a row with more or fewer cells than the header, or on an unexpected number of rows. */
const checked =
  (jobId: string, expected: number | undefined) =>
  <E, R>(rows: Stream.Stream<CsvRow, E, R>): Stream.Stream<CsvRow, E | ResultUnreadable | ResultIncomplete, R> =>
    Stream.suspend(() => {
      let width: number | undefined
      let seen = -1
      const check = (chunk: ReadonlyArray<CsvRow>): Effect.Effect<void, ResultUnreadable> => {
        for (const row of chunk) {
          width ??= row.length
          seen++
          if (row.length === width) continue
          const problem = `row ${seen} has ${row.length} cells, but the header has ${width}`
          return Effect.fail(new ResultUnreadable({ jobId, problem }))
        }
        return Effect.void
      }
      const whole = Effect.suspend(() =>
        expected === undefined || Math.max(0, seen) === expected
          ? Effect.void
          : Effect.fail(new ResultIncomplete({ jobId, expected, received: Math.max(0, seen) })),
      )
      return rows.pipe(
        Stream.mapArrayEffect((chunk) => Effect.as(check(chunk), chunk)),
        Stream.concat(Stream.fromEffectDrain(whole)),
      )
    })

/** Reads the files of an archive as one table: each has a header of its own, and all have the same. */
const asOneTable = (jobId: string) => {
  let first: { readonly name: string; readonly header: CsvRow } | undefined
  const begin = (
    name: string,
    chunk: ReadonlyArray<CsvRow>,
  ): Effect.Effect<ReadonlyArray<CsvRow>, ResultUnreadable> => {
    const [header = [], ...body] = chunk
    if (first === undefined) {
      first = { name, header }
      return Effect.succeed(chunk)
    }
    if (Equal.equals(header, first.header)) return Effect.succeed(body)
    const problem = `${first.name} and ${name} in it have different columns: ${first.header.join(", ")}, and ${header.join(", ")}`
    return Effect.fail(new ResultUnreadable({ jobId, problem }))
  }
  return (name: string) =>
    <E, R>(rows: Stream.Stream<CsvRow, E, R>): Stream.Stream<CsvRow, E | ResultUnreadable, R> =>
      Stream.chunks(rows).pipe(
        Stream.zipWithIndex,
        Stream.mapEffect(([chunk, at]) => (at === 0 ? begin(name, chunk) : Effect.succeed(chunk))),
        Stream.filter(Arr.isReadonlyArrayNonEmpty),
        Stream.flattenArray,
      )
}

/**
 * Reads the CSV rows of an archive, the header first, and fails at its end if they are not as many as Zoho counted. An
 * archive of several files returns the rows of each, one after the other.
 */
export const archiveRows = <E, R>(
  jobId: string,
  archive: Stream.Stream<Uint8Array, E, R>,
  expected?: number,
): Stream.Stream<CsvRow, E | ArchiveFailure, R> =>
  Stream.suspend(() => {
    const ofFile = asOneTable(jobId)
    return eachFile(jobId, archive, (content, { limits: { maxRowSize }, name, release }) =>
      content.pipe(strictText("utf-8", release), csvRows({ maxRowSize }), ofFile(name)),
    ).pipe(checked(jobId, expected))
  })
