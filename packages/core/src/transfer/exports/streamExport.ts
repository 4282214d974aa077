import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { PagesBroken } from "../../failure/TransferFailure.ts"
import { checkRequest } from "../../jobs/checkRequest.ts"
import type { ResultOptions } from "../../results/fromArchive.ts"
import { isIdColumn, type Row } from "../../results/Rows.ts"
import { streamResult } from "../../results/streamResult.ts"
import { beginningAnew, partOf } from "./beginningAnew.ts"
import { type ExportedPage, exportPages, orderingNext } from "./exportPages.ts"
import { type ExportFailure, type ExportOptions, ExportRequest, readExportOptions } from "./ExportRequest.ts"
import { inJourneySpan } from "../journey/inJourneySpan.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { report } from "../journey/Progress.ts"
import { withJournal } from "../journey/withJournal.ts"

/** Puts the record's id first. */
const idFirst = (header: Row): ((row: Row) => Row) => {
  const at = header.findIndex(isIdColumn)
  return at <= 0 ? (row) => row : (row) => [row[at] ?? "", ...row.slice(0, at), ...row.slice(at + 1)]
}

/** The fields that were asked for and have no column; Zoho spells the record's id in its own way. */
const missingFrom = (header: Row, fields: ReadonlyArray<string> = []): ReadonlyArray<string> => {
  const names = new Set(header.map((name) => name.toLowerCase()))
  return fields.filter((field) => !names.has(field.toLowerCase()))
}

/** The header of rows that nothing came of, as far as it is known. */
const emptyHeader = (fields: ReadonlyArray<string>): Row => ["id", ...fields.filter((field) => !isIdColumn(field))]

/** The rows of a page as they go out; only the first page brings a header, and all others must have the same. */
const rowsOfPage = <E, R>(
  module: string,
  exported: ExportedPage,
  whole: { header?: Row },
  options: ResultOptions<E, R>,
) =>
  Stream.suspend(() => {
    const { fields, job, page } = exported
    let arrange: ((row: Row) => Row) | undefined

    const begin = Effect.fnUntraced(function* ([own = [], ...body]: ReadonlyArray<Row>) {
      const header = idFirst(own)(own)
      const missing = missingFrom(own, fields)
      if (missing.length > 0) {
        const problem = `it has no column of ${missing.join(", ")}`
        return yield* new PagesBroken({ module, page, jobId: job.id, problem, missing })
      }
      const isFirst = whole.header === undefined
      whole.header ??= header
      if (header.join() !== whole.header.join()) {
        const problem = `its columns are ${header.join(", ")}, not ${whole.header.join(", ")}`
        return yield* new PagesBroken({ module, page, jobId: job.id, problem })
      }
      arrange = idFirst(own)
      return [...(isFirst ? [header] : []), ...body.map(arrange)]
    })

    const next = (chunk: ReadonlyArray<Row>): Effect.Effect<ReadonlyArray<Row>, PagesBroken> =>
      arrange === undefined ? begin(chunk) : Effect.succeed(chunk.map(arrange))

    /** The header does not count as a row. */
    const tell = (rows: ReadonlyArray<Row>) =>
      report({ _tag: "flowed", part: partOf(page), rows: rows.length - (rows[0] === whole.header ? 1 : 0) })

    return streamResult(job, options).pipe(
      orderingNext(exported, (job.result?.count ?? 0) / 20, () => 1),
      Stream.chunks,
      Stream.mapEffect(next),
      Stream.tap(tell),
      Stream.filter(Arr.isReadonlyArrayNonEmpty),
      Stream.flattenArray,
      Stream.concat(
        Stream.suspend(() =>
          whole.header === undefined && fields !== undefined ? Stream.succeed(emptyHeader(fields)) : Stream.empty,
        ),
      ),
    )
  })

/** The rows of all pages of an export, by what its journal knows of them; the header comes first. */
export const rowsOfPages = <E, R>(
  request: ExportRequest,
  journal: JournalKeeper,
  options: ResultOptions<E, R>,
): Stream.Stream<Row, ExportFailure | E, ZohoConnection | R> =>
  Stream.suspend(() => {
    const whole: { header?: Row } = {}
    return Stream.flatMap(exportPages(request, journal), (page) => rowsOfPage(request.module, page, whole, options))
  }).pipe(beginningAnew(request, journal))

/**
 * Exports a module as `exportModule` does, the header first among the rows and the record's `id` in
 * the first column.
 *
 * **When to use**
 *
 * Use it to write rows on as they are. `exportModule` gives the header apart from them.
 *
 * **Example** (Rows as tab-separated text)
 *
 * ```ts
 * import { streamExport } from "@zoho-bulk/core/runtime"
 * import { Stream } from "effect"
 *
 * export const lines = streamExport({ module: "Contacts", fields: ["Last_Name", "Email"] }).pipe(
 *   Stream.map((row) => `${row.join("\t")}\n`),
 * )
 * ```
 *
 * @category operations
 */
export const streamExport = <E = never, R = never>(
  request: ExportRequest,
  options: ExportOptions<E, R> = {},
): Stream.Stream<Row, ExportFailure | E, ZohoConnection | R> =>
  inJourneySpan("exportModule", request, () =>
    Stream.unwrap(
      Effect.gen(function* () {
        yield* Effect.fromResult(checkRequest("the request", ExportRequest, request))
        const ofResult = yield* Effect.fromResult(readExportOptions(options))
        return withJournal(ofResult, { kind: "export", request }, (keeper) => rowsOfPages(request, keeper, ofResult))
      }),
    ),
  )
