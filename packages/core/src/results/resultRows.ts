import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import type { ResultFailure, ResultOptions } from "./fromArchive.ts"
import { type Rows, takeHeader } from "./Rows.ts"
import { streamResult } from "./streamResult.ts"

/**
 * Reads the rows of a completed job's result as a stream, with the header separate. Costs 1 API credit.
 *
 * **Details**
 *
 * A read job's columns are the requested ones and the record's `id`. Checksums and the number of rows are checked, and
 * the rows fail at their end if one is missing: complete or not at all. Archives and rows have limits. With `staging`
 * the archive is downloaded whole, and again if it is broken, before the first row is emitted. A broken result fails
 * with `ResultUnreadable` or `ResultIncomplete`, one beyond the limits with `ResultTooLarge`; `Failure.ResultFailure`
 * lists the others.
 *
 * **Example** (The addresses that a job has read)
 *
 * ```ts
 * import { getJobDetails, resultRows } from "@zoho-bulk/core"
 * import { Effect, Stream } from "effect"
 *
 * export const addresses = Effect.gen(function* () {
 *   const job = yield* getJobDetails({ kind: "read", id: "4150868000005376042" })
 *   const { header, rows } = yield* resultRows(job)
 *   const at = header.indexOf("Email")
 *   return yield* Stream.runCollect(Stream.map(rows, (row) => row[at]))
 * }).pipe(Effect.scoped)
 * ```
 *
 * @category operations
 */
export const resultRows = <E = never, R = never>(
  job: ReadJob | WriteJob,
  options: resultRows.Options<E, R> = {},
): Effect.Effect<Rows<ResultFailure | E>, ResultFailure | E, ZohoConnection | R | Scope.Scope> =>
  takeHeader(streamResult(job, options))

/** What `resultRows` accepts. */
export declare namespace resultRows {
  /** How the result is read. */
  export type Options<E = never, R = never> = ResultOptions<E, R>
}
