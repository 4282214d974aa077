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

/** The request of the unfinished journey in a journal. */
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

/** What a resumed export accepts. */
interface ResumeExportOptions<E = never, R = never> extends SettleOptions<E, R>, ResultOptions<E, R> {}

/** What a resumed import accepts. */
interface ResumeImportOptions<E = never, R = never> extends SettleOptions<E, R> {
  /** How many parts are under way at once, at least 1; 4 by default. */
  readonly concurrency?: number | undefined
}

/**
 * Resumes the export of a journal, with the request that the journal has: emits all rows from the first one, and
 * creates no existing job again.
 *
 * **Details**
 *
 * A finished journal fails with `JourneyFinished`, one of an import or of another host with `JourneyDiffers`, an empty
 * one with `InvalidRequest`. For calendar entries, call `exportCalendar` again.
 *
 * **Example** (Every interrupted export)
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

/** What `Journal.resumeExport` accepts. */
export declare namespace resumeExport {
  /** The journal, and what may be chosen again. */
  export type Options<E = never, R = never> = ResumeExportOptions<E, R>
}

/**
 * Resumes the import of a journal, with the request and the rows that the journal has: you need not provide the rows
 * again.
 *
 * **Details**
 *
 * Returns the outcome of every row, from the first one. A journal whose rows had not all been read fails with
 * `InvalidRequest`: nothing was sent, and `importRows` starts it again. A finished one fails with `JourneyFinished`,
 * one of an export, another host or another organisation with `JourneyDiffers`.
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

/** What `Journal.resumeImport` accepts. */
export declare namespace resumeImport {
  /** The journal, and what may be chosen again. */
  export type Options<E = never, R = never> = ResumeImportOptions<E, R>
}
