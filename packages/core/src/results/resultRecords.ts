import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import { RowNotDecodable } from "../failure/ResultFailure.ts"
import type { CsvRow } from "../formats/csv.ts"
import type { ResultFailure } from "./fromArchive.ts"
import { resultRows } from "./resultRows.ts"

/** A row by the names of its columns; every value is text, and empty where Zoho has none. */
export type ResultRecord = Readonly<Record<string, string>>

/** Names the cells of each row by those of the first one, which is the header. */
export const asRecords = <E, R>(rows: Stream.Stream<CsvRow, E, R>): Stream.Stream<ResultRecord, E, R> =>
  Stream.suspend(() => {
    let header: CsvRow | undefined
    const named = (row: CsvRow): ResultRecord =>
      Object.fromEntries((header ?? []).map((name, at) => [name, row[at] ?? ""]))
    return Stream.mapArray(rows, (chunk) => {
      const body = header === undefined ? chunk.slice(1) : chunk
      header ??= chunk[0]
      return [body.map(named)]
    }).pipe(Stream.flatMap(Stream.fromArray))
  })

/**
 * Reads the rows of a completed job's result as records, by the names of their columns: 1 API credit.
 *
 * @see {@link resultRows} for what is checked.
 *
 * @category operations
 */
export const resultRecords = (job: ReadJob | WriteJob): Stream.Stream<ResultRecord, ResultFailure, ZohoConnection> =>
  asRecords(resultRows(job))

/**
 * Reads the rows of a completed job's result as values of a schema: 1 API credit.
 *
 * **Example** (Contacts with a name and a time)
 *
 * ```ts
 * import { type ReadJob, resultValues } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * const Contact = Schema.Struct({
 *   Id: Schema.String,
 *   Last_Name: Schema.NonEmptyString,
 *   Modified_Time: Schema.DateTimeUtcFromString,
 * })
 *
 * export const contacts = (job: ReadJob) => resultValues(Contact)(job)
 * ```
 *
 * @category operations
 */
export const resultValues =
  <A, I extends ResultRecord, RD>(schema: Schema.Codec<A, I, RD>) =>
  (job: ReadJob | WriteJob): Stream.Stream<A, ResultFailure | RowNotDecodable, ZohoConnection | RD> => {
    const decode = Schema.decodeUnknownEffect(schema)
    return resultRecords(job).pipe(
      Stream.mapAccum(
        () => 0,
        (row, record) => [row + 1, [{ row: row + 1, record }]] as const,
      ),
      Stream.mapEffect(({ record, row }) =>
        Effect.mapError(decode(record), ({ message }) => new RowNotDecodable({ jobId: job.id, row, problem: message })),
      ),
    )
  }
