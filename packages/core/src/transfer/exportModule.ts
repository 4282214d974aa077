import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import { PagesBroken } from "../failure/TransferFailure.ts"
import type { CsvRow } from "../formats/csv.ts"
import { resultRows } from "../results/resultRows.ts"
import { type ExportedPage, exportPages, partOf } from "./exportPages.ts"
import type { ExportFailure, ExportRequest } from "./ExportRequest.ts"
import { report } from "./Progress.ts"

const isId = (name: string): boolean => name.toLowerCase() === "id"

/** Puts the record's id first. */
const idFirst = (header: CsvRow): ((row: CsvRow) => CsvRow) => {
  const at = header.findIndex(isId)
  return at <= 0 ? (row) => row : (row) => [row[at] ?? "", ...row.slice(0, at), ...row.slice(at + 1)]
}

/** Names the columns as they go out: the record's id as `id`, which is how Zoho wants it back. */
const outgoingHeader = (header: CsvRow): CsvRow => idFirst(header)(header).map((name) => (isId(name) ? "id" : name))

/** The rows of a page as they go out; only the first page brings a header, and all others must have the same. */
const rowsOfPage = (module: string, { job, page }: ExportedPage, whole: { header?: CsvRow }) =>
  Stream.suspend(() => {
    let arrange: ((row: CsvRow) => CsvRow) | undefined

    const begin = Effect.fnUntraced(function* ([own = [], ...body]: ReadonlyArray<CsvRow>) {
      const header = outgoingHeader(own)
      const isFirst = whole.header === undefined
      whole.header ??= header
      if (header.join() !== whole.header.join()) {
        const problem = `its columns are ${header.join(", ")}, not ${whole.header.join(", ")}`
        return yield* new PagesBroken({ module, page, jobId: job.id, problem })
      }
      arrange = idFirst(own)
      return [...(isFirst ? [header] : []), ...body.map(arrange)]
    })

    const next = (chunk: ReadonlyArray<CsvRow>): Effect.Effect<ReadonlyArray<CsvRow>, PagesBroken> =>
      arrange === undefined ? begin(chunk) : Effect.succeed(chunk.map(arrange))

    /** The header does not count as a row. */
    const tell = (rows: ReadonlyArray<CsvRow>) =>
      report({ is: "flowed", part: partOf(page), rows: rows.length - (rows[0] === whole.header ? 1 : 0) })

    return resultRows(job).pipe(
      Stream.chunks,
      Stream.mapEffect(next),
      Stream.tap(tell),
      Stream.filter(Arr.isReadonlyArrayNonEmpty),
      Stream.flattenArray,
    )
  })

/**
 * Exports a module: one ordered stream of rows, however many pages it takes, the header first and the record's `id` in the first column.
 *
 * **Details**
 *
 * Orders a read job (50 API credits) for each 200,000 records, the next one while the rows of this one flow, by page numbers up to v6 and
 * page tokens from v7 on. Every page's checksum and count are checked, and that the pages fit together. With `Journal` it can be
 * resumed: jobs that exist are used again, at no cost of creation. With `ResultStaging` a download that breaks is taken again.
 *
 * **Gotchas**
 *
 * A page token lives for 24 hours: who resumes later has to begin anew, and is told so before anything is sent. By page numbers, records
 * that are made or deleted meanwhile shift the pages.
 *
 * **Example** (Names and addresses of all contacts)
 *
 * ```ts
 * import { exportModule } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const rows = exportModule({ module: "Contacts", fields: ["Last_Name", "Email"] }).pipe(Stream.drop(1))
 * ```
 *
 * @category operations
 */
export const exportModule = (request: ExportRequest): Stream.Stream<CsvRow, ExportFailure, ZohoConnection> =>
  Stream.suspend(() => {
    const whole: { header?: CsvRow } = {}
    return Stream.flatMap(exportPages(request), (page) => rowsOfPage(request.module, page, whole))
  })
