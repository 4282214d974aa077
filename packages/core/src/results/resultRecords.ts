import type * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import type { RowNotDecodable } from "../failure/ResultFailure.ts"
import type { ResultFailure, ResultOptions } from "./fromArchive.ts"
import { asRecords, decodeRecords, type TextFields, type TextRecord } from "./records.ts"
import { streamResult } from "./streamResult.ts"

/**
 * Reads the rows of a completed job's result as records, by the names of their columns; with a schema, each record is a
 * value of it. Costs 1 API credit.
 *
 * **Details**
 *
 * Without a schema every value is text. `Values` has schemas for Zoho's text: empty is null, numbers keep their digits,
 * times their offset. A row that does not fit fails with `RowNotDecodable`, which names the row, the field and the
 * reason.
 *
 * **Example** (Contacts with a name and a time)
 *
 * ```ts
 * import { type ReadJob, resultRecords, Values } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * const Contact = Schema.Struct({
 *   id: Values.required(Values.Id),
 *   Last_Name: Schema.NonEmptyString,
 *   Modified_Time: Values.DateTime,
 * })
 *
 * export const contacts = (job: ReadJob) => resultRecords(job, Contact)
 * ```
 *
 * @see `resultRows` for what is checked.
 *
 * @category operations
 */
export const resultRecords: {
  <E = never, R = never>(
    job: ReadJob | WriteJob,
    schema?: undefined,
    options?: resultRecords.Options<E, R>,
  ): Stream.Stream<TextRecord, ResultFailure | E, ZohoConnection | R>
  <A, I extends TextFields<I>, RD = never, E = never, R = never>(
    job: ReadJob | WriteJob,
    schema: Schema.Codec<A, I, RD, unknown>,
    options?: resultRecords.Options<E, R>,
  ): Stream.Stream<A, ResultFailure | RowNotDecodable | E, ZohoConnection | RD | R>
} = <A, RD, E, R>(
  job: ReadJob | WriteJob,
  schema?: Schema.Codec<A, unknown, RD, unknown>,
  options: resultRecords.Options<E, R> = {},
): Stream.Stream<never, ResultFailure | RowNotDecodable | E, ZohoConnection | RD | R> => {
  const records = asRecords(streamResult(job, options))
  const read = schema === undefined ? records : decodeRecords(schema, () => ({ jobId: job.id }))(records)
  return read as Stream.Stream<never, ResultFailure | RowNotDecodable | E, ZohoConnection | RD | R>
}

/** What `resultRecords` accepts. */
export declare namespace resultRecords {
  /** How the result is read. */
  export type Options<E = never, R = never> = ResultOptions<E, R>
}
