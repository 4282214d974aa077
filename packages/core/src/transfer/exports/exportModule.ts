import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { type Rows, takeHeader } from "../../results/Rows.ts"
import type { ExportFailure, ExportOptions, ExportRequest } from "./ExportRequest.ts"
import { streamExport } from "./streamExport.ts"

/**
 * Exports a module: one ordered stream of rows, however many pages it takes, with the header apart from them and the record's `id` in the first
 * column.
 *
 * **Details**
 *
 * Orders a read job (50 API credits) for each 200,000 records, the next one while the rows of this one flow, by page numbers up to v6 and
 * page tokens from v7 on. Every page's checksum and count are checked, and that the pages fit together. With a `journal` it can be
 * resumed: jobs that exist are used again, at no cost of creation. With `staging` a download that breaks is taken again.
 *
 * One job reads 200 fields at most; more are read by several jobs of the same selection, whose rows are joined by the record's id, and each is paid
 * for. No job sees what another one saw: records that are made, deleted or changed meanwhile, and so are not in the result of each, are left out, and
 * told by the `leftOut` event of `Progress`. Rows that wait for their other columns are held in memory, `maxUnjoinedSize` of `Limits` at most; they are
 * few as long as all results have their records in one order.
 *
 * A job that ends without a result fails with `JobFailed`, pages that do not fit together with
 * `PagesBroken`; `Failure.ExportFailure` names the others.
 *
 * **Gotchas**
 *
 * Zoho keeps results and page tokens for about a day. An export that is resumed later begins anew, with its first page, and says so by the `begunAnew`
 * event of `Progress`: its jobs are paid for again. Where that shows only once rows have gone out, it fails, and the next call begins anew.
 * By page numbers, records that are made or deleted meanwhile shift the pages.
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

/** What `exportModule` takes. */
export declare namespace exportModule {
  /** What to export. */
  export type Request = ExportRequest

  /** What makes it resumable, and downloads repeatable. */
  export type Options<E = never, R = never> = ExportOptions<E, R>
}
