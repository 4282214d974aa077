import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { type Rows, takeHeader } from "../../results/Rows.ts"
import type { ExportFailure, ExportOptions, ExportRequest } from "./ExportRequest.ts"
import { streamExport } from "./streamExport.ts"

/**
 * Exports a module: one ordered stream of rows, however many pages it has, with the header separate and the record's
 * `id` in the first column.
 *
 * **Details**
 *
 * Orders a read job (50 API credits) for each 200,000 records, the next one while the rows of the current one flow, by
 * page numbers up to v6 and page tokens from v7 on. Checks every page's checksum and count, and that the pages fit
 * together. With a `journal` it can be resumed: existing jobs are used again, at no cost of creation. With `staging` an
 * interrupted download is repeated.
 *
 * One job reads at most 200 fields; more are read by several jobs with the same selection, each of which is paid for,
 * and their rows are joined by the record's id. The jobs do not see the same moment: records that are created, deleted
 * or changed in between, and so are missing from some of the results, are left out and reported by the `leftOut` event
 * of `Progress`. Rows that wait for their other columns are kept in memory, at most `maxUnjoinedSize` of `Limits`; they
 * are few as long as all results list their records in the same order.
 *
 * A job that ends without a result fails with `JobFailed`, pages that do not fit together with `PagesBroken`;
 * `Failure.ExportFailure` lists the others.
 *
 * **Gotchas**
 *
 * Zoho keeps results and page tokens for about a day. An export that is resumed later starts over with its first page,
 * and reports this by the `begunAnew` event of `Progress`: its jobs are paid for again. If this turns out only after
 * rows have been emitted, it fails, and the next call starts over. With page numbers, records that are created or
 * deleted during the export shift the pages.
 *
 * **Example** (How many contacts there are)
 *
 * ```ts
 * import { exportModule } from "@zoho-bulk/core"
 * import { Effect, Stream } from "effect"
 *
 * export const contacts = Effect.gen(function* () {
 *   const { rows } = yield* exportModule({ module: "Contacts", fields: ["Last_Name", "Email"] })
 *   return yield* Stream.runCount(rows)
 * }).pipe(Effect.scoped)
 * ```
 *
 * @category operations
 */
export const exportModule = <E = never, R = never>(
  request: exportModule.Request,
  options: exportModule.Options<E, R> = {},
): Effect.Effect<Rows<ExportFailure | E>, ExportFailure | E, ZohoConnection | R | Scope.Scope> =>
  takeHeader(streamExport(request, options))

/** What `exportModule` accepts. */
export declare namespace exportModule {
  /** What to export. */
  export type Request = ExportRequest

  /** What makes it resumable, and downloads repeatable. */
  export type Options<E = never, R = never> = ExportOptions<E, R>
}
