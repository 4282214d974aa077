import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { checkRequest } from "../../jobs/checkRequest.ts"
import type { ResultOptions } from "../../results/fromArchive.ts"
import type { Row } from "../../results/Rows.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import { fieldParts } from "../journal/fieldParts.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { inJourneySpan } from "../journey/inJourneySpan.ts"
import { report } from "../journey/Progress.ts"
import { withJournal } from "../journey/withJournal.ts"
import { beginningAnew } from "./beginningAnew.ts"
import { CurrentRowLimit } from "./CurrentRowLimit.ts"
import { exportPages, type PageChain } from "./exportPages.ts"
import { type ExportFailure, type ExportOptions, ExportRequest, readExportOptions } from "./ExportRequest.ts"
import { joinedRows } from "./joinedRows.ts"
import { rowsOfPage } from "./rowsOfPage.ts"

/** The rows of an export whose fields are all read by one chain of jobs. */
const rowsOfChain = <E, R>(
  request: ExportRequest,
  journal: JournalKeeper,
  chain: PageChain,
  options: ResultOptions<E, R>,
) =>
  Stream.suspend(() => {
    const whole: { header?: Row } = {}
    return Stream.flatMap(exportPages(request, journal, chain), (page) =>
      Stream.mapArrayEffect(rowsOfPage(request.module, page, whole, options), (chunk) => {
        // The header does not count as a row.
        const rows = chunk.length - (chunk[0] === whole.header ? 1 : 0)
        return Effect.as(report({ _tag: "flowed", part: page.part, kind: "read", rows }), chunk)
      }),
    )
  })

/** The rows of all pages of an export, according to its journal; the header comes first. */
export const rowsOfPages = <E, R>(
  request: ExportRequest,
  journal: JournalKeeper,
  options: ResultOptions<E, R>,
): Stream.Stream<Row, ExportFailure | E, ZohoConnection | R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const { maxReadFields } = yield* CurrentLimits
      const most = yield* CurrentRowLimit
      const inTurn = Semaphore.withPermit(yield* Semaphore.make(1))
      const parts = fieldParts(request.fields, maxReadFields)
      const [first, ...others] = Arr.map(parts, (part): PageChain => ({ ...part, inTurn }))
      const rows: Stream.Stream<Row, ExportFailure | E, ZohoConnection | R> =
        others.length === 0
          ? rowsOfChain(request, journal, first, options)
          : joinedRows(request, journal, [first, ...others], options)
      // The header is no row.
      return beginningAnew(request, journal, parts)(most === Infinity ? rows : Stream.take(rows, most + 1))
    }),
  )

/**
 * Exports a module as `exportModule` does, the header first among the rows and the record's `id` in
 * the first column.
 *
 * **When to use**
 *
 * Use it to pass rows on unchanged. `exportModule` returns the header separately.
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
