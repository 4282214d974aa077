import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { RowOutcome } from "../../domain/RowOutcome.ts"
import { describeValue } from "../../failure/describeValue.ts"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import { checkRequest } from "../../jobs/checkRequest.ts"
import type { Row } from "../../results/Rows.ts"
import { importParts } from "./importParts.ts"
import {
  type ImportColumn,
  type ImportFailure,
  type ImportOptions,
  ImportRequest,
  readImportOptions,
} from "./ImportRequest.ts"
import { inJourneySpan } from "../journey/inJourneySpan.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { partsInJournal, splitRows } from "./splitRows.ts"
import { withJournal } from "../journey/withJournal.ts"

const withoutKey = ({ module, operation }: ImportRequest): InvalidRequest =>
  new InvalidRequest({
    problem: `To ${operation} ${module}, findBy is needed`,
    remedy: "Name a unique field, such as id.",
  })

const keyOfInsert = ({ findBy, module }: { readonly findBy?: string | undefined; readonly module: string }) =>
  new InvalidRequest({
    problem: `To insert into ${module}, findBy ${findBy} has no use: an insert does not look for records`,
    remedy: 'Leave findBy out; or choose the operation "upsert", which changes the records that it finds.',
  })

const notRows = (rows: unknown): InvalidRequest =>
  new InvalidRequest({
    problem: `The rows are ${describeValue(rows)}, not a Stream`,
    remedy: "Give a Stream of rows, such as Stream.fromIterable(rows).",
  })

/** Checks an import request, as far as this needs no call. */
export const checkImportRequest = (
  request: ImportRequest,
  rows: unknown,
): Result.Result<ImportRequest, InvalidRequest> =>
  Result.flatMap(
    checkRequest("the request", ImportRequest, request),
    (checked): Result.Result<ImportRequest, InvalidRequest> => {
      if (!Stream.isStream(rows)) return Result.fail(notRows(rows))
      const { findBy, operation } = checked
      if (operation === "insert")
        return findBy === undefined ? Result.succeed(checked) : Result.fail(keyOfInsert(checked))
      return findBy === undefined ? Result.fail(withoutKey(checked)) : Result.succeed(checked)
    },
  )

type Split = <E, R>(
  journal: JournalKeeper,
  rows: Stream.Stream<Row, E, R>,
  source: string | undefined,
) => Effect.Effect<ReadonlyArray<number>, ImportFailure | E, R>

const imported = <E, R, EJ, RJ>(
  request: ImportRequest,
  rows: Stream.Stream<Row, E, R>,
  options: ImportOptions<EJ, RJ>,
  split: Split,
): Stream.Stream<RowOutcome, ImportFailure | E | EJ, ZohoConnection | R | RJ> =>
  inJourneySpan("importRows", request, () =>
    Stream.unwrap(
      Effect.gen(function* () {
        const { concurrency, header } = yield* Effect.fromResult(checkImportRequest(request, rows))
        const read = yield* Effect.fromResult(readImportOptions(options))
        const all = header === undefined ? rows : Stream.concat(Stream.succeed(header), rows)
        return withJournal(read, { kind: "import", request }, (keeper) =>
          importParts(keeper, request, split(keeper, all, read.source), concurrency),
        )
      }),
    ),
  )

/** Imports rows as `importRows` does; if its journal already has them, they are not read again. */
export const importOnwards = <E, R, EJ, RJ>(
  request: ImportRequest,
  rows: Stream.Stream<Row, E, R>,
  options: ImportOptions<EJ, RJ>,
): Stream.Stream<RowOutcome, ImportFailure | E | EJ, ZohoConnection | R | RJ> =>
  imported(request, rows, options, (journal, all, source) =>
    Effect.flatMap(partsInJournal(journal), (parts) =>
      parts === undefined ? splitRows(journal, all, source) : Effect.succeed(parts),
    ),
  )

/**
 * Imports any number of rows, the header first, and returns the outcome of each, in the order of the input.
 *
 * **Details**
 *
 * Splits the rows at 25,000 rows and 25 MB, all of them before anything is sent, so that an unreadable row costs
 * nothing. Each part is zipped, uploaded (1 API credit), ordered (500), waited for (1 per look) and fetched (1),
 * several at a time. Outcomes are matched to rows by position, and only if the number of rows, the cells that Zoho
 * shows and the ids of records agree. An update or upsert writes rows with the same key in the order of the input. With
 * a `journal` the same call resumes it: no job is created twice. The rows are read again and must be the same;
 * `Journal.resumeImport` does not need them.
 *
 * A part that fails does not keep the others from finishing: their outcomes arrive, and the stream fails at its end.
 * Its failure has `unaccounted`, which names the parts and rows that are left open. Unreadable rows fail with
 * `InputUnreadable`, before anything is sent; an order whose answer is lost fails with `CreateOutcomeUnknown`, after
 * which no more orders are sent. Rows of a part whose result does not fit them, or is gone, have the status `unknown`,
 * and the stream ends with `OutcomesDiffer`. `Failure.ImportFailure` lists the others.
 *
 * **Gotchas**
 *
 * The stream succeeds even if Zoho did not accept some rows: check each `status`. Without `Journal.layerFolder` all
 * rows are kept in memory. Don't retry it without a journal, which would write rows twice: its failures are never
 * retryable. Call it again with the same journal to resume it. The exception is an `OutcomesDiffer` that leaves nothing
 * open: it ends the import, and the same call then fails with `JourneyFinished`. First look in Zoho CRM which rows are
 * there.
 *
 * **Example** (The rows that were not accepted)
 *
 * ```ts
 * import { importRows } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * const rows = Stream.make(["Last_Name", "Company"], ["Boyle", "Zylker"], ["", "Zylker"])
 *
 * export const rejected = importRows({ module: "Leads", operation: "insert" }, rows).pipe(
 *   Stream.filter(({ status }) => status !== "added"),
 * )
 * ```
 *
 * @category operations
 */
export const importRows = <E, R, EJ = never, RJ = never>(
  request: importRows.Request,
  rows: Stream.Stream<Row, E, R>,
  options: importRows.Options<EJ, RJ> = {},
): Stream.Stream<RowOutcome, ImportFailure | E | EJ, ZohoConnection | R | RJ> =>
  imported(request, rows, options, splitRows)

/** What `importRows` accepts. */
export declare namespace importRows {
  /** What to do with the rows. */
  export type Request = ImportRequest

  /** Where the cells of one column go. */
  export type Column = ImportColumn

  /** What makes it resumable, and what failures call the rows. */
  export type Options<E = never, R = never> = ImportOptions<E, R>
}
