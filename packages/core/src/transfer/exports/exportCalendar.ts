import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { checkRequest } from "../../jobs/checkRequest.ts"
import { resultContent } from "../../results/resultContent.ts"
import { beginningAnew } from "./beginningAnew.ts"
import { exportPages, orderingNext } from "./exportPages.ts"
import { CalendarExportRequest, type ExportFailure, type ExportOptions, readExportOptions } from "./ExportRequest.ts"
import { fieldParts } from "../journal/fieldParts.ts"
import { inJourneySpan } from "../journey/inJourneySpan.ts"
import { withJournal } from "../journey/withJournal.ts"

/** How much of a page is read before the next one is ordered: more than a pipe's buffer, and less than a page. */
const enoughBytes = 512 * 1_024

/**
 * Exports events as calendar entries (iCalendar), 20,000 per job.
 *
 * **Example** (The calendar of a view)
 *
 * ```ts
 * import { exportCalendar } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const calendar = exportCalendar({ module: "Events", cvid: "4150868000000087511" }).pipe(Stream.decodeText)
 * ```
 *
 * @see `exportModule` for how it goes.
 *
 * @category operations
 */
export const exportCalendar = <E = never, R = never>(
  request: exportCalendar.Request,
  options: exportCalendar.Options<E, R> = {},
): Stream.Stream<Uint8Array, ExportFailure | E, ZohoConnection | R> =>
  inJourneySpan("exportCalendar", request, () =>
    Stream.unwrap(
      Effect.gen(function* () {
        yield* Effect.fromResult(checkRequest("the request", CalendarExportRequest, request))
        const ofResult = yield* Effect.fromResult(readExportOptions(options))
        const [whole] = fieldParts(undefined, 0)
        const selection = { ...request, fileType: "ics" } as const
        return withJournal(ofResult, { kind: "export", request: selection }, (keeper) =>
          Stream.flatMap(exportPages(selection, keeper, { ...whole, inTurn: identity }), (page) =>
            orderingNext(
              page,
              enoughBytes,
              ({ byteLength }: Uint8Array) => byteLength,
            )(resultContent(page.job, ofResult)),
          ).pipe(beginningAnew(selection, keeper, [whole])),
        )
      }),
    ),
  )

/** What `exportCalendar` accepts. */
export declare namespace exportCalendar {
  /** What to export. */
  export type Request = CalendarExportRequest

  /** What makes it resumable, and downloads repeatable. */
  export type Options<E = never, R = never> = ExportOptions<E, R>
}
