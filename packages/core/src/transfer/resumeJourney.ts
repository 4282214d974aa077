import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { RowOutcome } from "../domain/RowOutcome.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { type JournalFailure, JourneyFinished } from "../failure/JournalFailure.ts"
import { checkRequest } from "../jobs/checkRequest.ts"
import type { ResultOptions } from "../results/fromArchive.ts"
import { type Rows, takeHeader } from "../results/Rows.ts"
import { type ExportFailure, ExportRequest } from "./exports/ExportRequest.ts"
import { importParts } from "./imports/importParts.ts"
import { type ImportFailure, ImportRequest } from "./imports/ImportRequest.ts"
import { inJourneySpan } from "./journey/inJourneySpan.ts"
import type { JournalKeeper } from "./journal/Journal.ts"
import { entriesOfNow, finishedAt } from "./journal/JournalEntry.ts"
import { differenceFrom, identityOf, type JourneyRequest } from "./journal/JourneyIdentity.ts"
import type { SettleOptions } from "./journey/settleOrder.ts"
import { partsInJournal } from "./imports/splitRows.ts"
import { rowsOfPages } from "./exports/streamExport.ts"
import { onJournal } from "./journey/withJournal.ts"

const cannot = (problem: string, remedy: string) => new InvalidRequest({ problem, remedy })

const WithModule = Schema.Struct({ module: Schema.String })

/** What the unfinished journey of a journal was asked for. */
const requestIn = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  kind: JourneyRequest["kind"],
): Effect.fn.Return<Schema.Json, InvalidRequest | JournalFailure, ZohoConnection> {
  const entries = entriesOfNow(yield* journal.entries)
  const finished = finishedAt(entries)
  if (finished !== undefined) return yield* new JourneyFinished({ finishedAt: finished })
  const begun = entries.find((entry) => entry.step === "begun")
  if (begun === undefined) {
    return entries.length === 0
      ? yield* cannot("The journal is empty: there is nothing to resume", "Check where the journal is.")
      : yield* cannot(
          "The journal is of an older version, and does not record the request",
          "Make the same call as before, with the same journal.",
        )
  }
  if (!Schema.is(WithModule)(begun.request)) {
    return yield* cannot("The journal names no module", "Use the version of zoho-bulk that wrote it.")
  }
  const asked = yield* identityOf({ kind, request: begun.request }, (yield* ZohoConnection).settings)
  const difference = differenceFrom(entries, asked)
  if (difference !== undefined) return yield* difference
  return begun.request
})

/** What a resumed export is given. */
interface ResumeExportOptions<E = never, R = never> extends SettleOptions<E, R>, ResultOptions<E, R> {}

/** What a resumed import is given. */
interface ResumeImportOptions<E = never, R = never> extends SettleOptions<E, R> {
  /** Parts that are under way at once, from 1 on; 4 by default. */
  readonly concurrency?: number | undefined
}

/**
 * Goes on with the export that a journal is of, by what the journal says it was asked for: all rows from the first one on, and no job that exists is
 * made again.
 *
 * **Details**
 *
 * A journal that is finished fails with `JourneyFinished`, one of an import or of another host with `JourneyDiffers`, an empty one with
 * `InvalidRequest`. For calendar entries, call `exportCalendar` again.
 *
 * **Example** (Every export that was cut short)
 *
 * ```ts
 * import { Journal } from "@zoho-bulk/core"
 * import { Effect, Stream } from "effect"
 *
 * export const rowsLeft = (folder: string) =>
 *   Effect.gen(function* () {
 *     const { rows } = yield* Journal.resumeExport({ journal: Journal.layerFolder(folder) })
 *     return yield* Stream.runCount(rows)
 *   }).pipe(Effect.scoped)
 * ```
 *
 * @category operations
 */
export const resumeExport = <E = never, R = never>(
  options: resumeExport.Options<E, R>,
): Effect.Effect<Rows<ExportFailure | E>, ExportFailure | E, ZohoConnection | R | Scope.Scope> =>
  takeHeader(
    inJourneySpan("resumeExport", undefined, () =>
      onJournal(
        options.journal,
        (journal) =>
          Effect.flatMap(requestIn(journal, "export"), (request) =>
            Effect.fromResult(
              checkRequest("the request in the journal", ExportRequest, request as unknown as ExportRequest),
            ),
          ),
        (journal, request) => rowsOfPages(request, journal, options),
      ),
    ),
  )

/** What `Journal.resumeExport` takes. */
export declare namespace resumeExport {
  /** The journal, and what may be chosen anew. */
  export type Options<E = never, R = never> = ResumeExportOptions<E, R>
}

/**
 * Goes on with the import that a journal is of, by what the journal says it was asked for, and by the rows that it has: they are not needed again.
 *
 * **Details**
 *
 * Gives what became of every row, from the first one on. A journal whose rows had not all been read fails with `InvalidRequest`: nothing was sent,
 * and `importRows` begins it again. One that is finished fails with `JourneyFinished`, one of an export, another host or another
 * organisation with `JourneyDiffers`.
 *
 * **Example** (What became of the rows)
 *
 * ```ts
 * import { Journal } from "@zoho-bulk/core"
 *
 * export const outcomes = (folder: string) => Journal.resumeImport({ journal: Journal.layerFolder(folder) })
 * ```
 *
 * @category operations
 */
export const resumeImport = <E = never, R = never>({
  concurrency,
  journal,
}: resumeImport.Options<E, R>): Stream.Stream<RowOutcome, ImportFailure | E, ZohoConnection | R> =>
  inJourneySpan("resumeImport", undefined, () =>
    onJournal(
      journal,
      (keeper) =>
        Effect.flatMap(requestIn(keeper, "import"), (request) =>
          Effect.fromResult(
            checkRequest("the request in the journal", ImportRequest, request as unknown as ImportRequest),
          ),
        ),
      (keeper, request) => {
        const parts = Effect.flatMap(partsInJournal(keeper), (known) =>
          known === undefined
            ? cannot(
                "The journal does not have all rows yet; nothing was sent",
                "Import them again, with the same journal.",
              )
            : Effect.succeed(known),
        )
        return importParts(keeper, request, parts, concurrency)
      },
    ),
  )

/** What `Journal.resumeImport` takes. */
export declare namespace resumeImport {
  /** The journal, and what may be chosen anew. */
  export type Options<E = never, R = never> = ResumeImportOptions<E, R>
}
