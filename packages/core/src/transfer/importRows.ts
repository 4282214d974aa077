import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { RowOutcome } from "../domain/RowOutcome.ts"
import { describeValue } from "../failure/describeValue.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { checkRequest } from "../jobs/checkRequest.ts"
import type { Row } from "../results/Rows.ts"
import { importPart } from "./importPart.ts"
import {
  type ImportColumn,
  type ImportFailure,
  type ImportOptions,
  ImportRequest,
  readImportOptions,
} from "./ImportRequest.ts"
import { inJourneySpan } from "./inJourneySpan.ts"
import type { JournalKeeper } from "./Journal.ts"
import { withJournal } from "./JourneyOptions.ts"
import { rowOutcomes } from "./rowOutcomes.ts"
import { splitRows } from "./splitRows.ts"
import { withinTimeout } from "./withinTimeout.ts"

const defaultConcurrency = 4

const withoutKey = ({ module, operation }: ImportRequest): InvalidRequest =>
  new InvalidRequest({
    problem: `To ${operation} ${module}, findBy is missing`,
    remedy: "Name a unique field, such as id.",
  })

const notRows = (rows: unknown): InvalidRequest =>
  new InvalidRequest({
    problem: `The rows are ${describeValue(rows)}, and not a Stream`,
    remedy: "Give a Stream of rows, such as Stream.fromIterable(rows).",
  })

const check = (request: ImportRequest, rows: unknown): Result.Result<ImportRequest, InvalidRequest> =>
  Result.flatMap(checkRequest("the request", ImportRequest, request), (checked) => {
    if (!Stream.isStream(rows)) return Result.fail(notRows(rows))
    return checked.operation !== "insert" && checked.findBy === undefined
      ? Result.fail(withoutKey(checked))
      : Result.succeed(checked)
  })

/** Carries all parts of an import, some at a time, and gives their outcomes in the order of the rows. */
const importParts = <E, R>(
  journal: JournalKeeper,
  request: ImportRequest,
  split: Effect.Effect<ReadonlyArray<number>, E, R>,
  concurrency: number,
): Stream.Stream<RowOutcome, ImportFailure | E, ZohoConnection | R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const plan = { journal, request, ordering: yield* Semaphore.make(1) }
      const parts = yield* split
      const before = parts.map((_, at) => parts.slice(0, at).reduce((sum, count) => sum + count, 0))
      return Stream.range(1, parts.length).pipe(
        Stream.mapEffect((part) => importPart(plan, part), { concurrency }),
        Stream.flatMap((ended) => rowOutcomes(plan, ended, before[ended.part - 1] ?? 0)),
      )
    }),
  )

/**
 * Imports rows of any number, the header first, and gives what became of each one, in the order in which they came.
 *
 * **Details**
 *
 * Splits them at 25,000 rows and 25 MB, all of them before anything is sent, so that a row that cannot be read costs nothing. Each part is
 * zipped, uploaded (1 API credit), ordered (500), waited for (1 a look) and fetched (1), some at a time. Outcomes are joined by position, and
 * only if the number of rows and the cells that Zoho shows agree. With a `journal` it can be resumed: no job is made twice, and the
 * rows are not needed again.
 *
 * Rows that cannot be read fail with `InputUnreadable`, an order whose answer is lost with
 * `CreateOutcomeUnknown`, outcomes that do not fit the rows with `OutcomesDiffer`;
 * `Failure.ImportFailure` names the others.
 *
 * **Gotchas**
 *
 * The stream ends well although rows were not taken: look at each `status`. Without `Journal.layerFolder` all rows are held in memory.
 *
 * **Example** (The rows that were not taken)
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
  inJourneySpan("importRows", request, () =>
    Stream.unwrap(
      Effect.gen(function* () {
        const { concurrency = defaultConcurrency, header } = yield* Effect.fromResult(check(request, rows))
        const { journal, source, timeout } = yield* Effect.fromResult(readImportOptions(options))
        const all = header === undefined ? rows : Stream.concat(Stream.succeed(header), rows)
        return withJournal(journal, (keeper) =>
          importParts(keeper, request, splitRows(keeper, all, source), concurrency).pipe(
            withinTimeout(keeper, "write", timeout),
          ),
        )
      }),
    ),
  )

/** What `importRows` takes. */
export declare namespace importRows {
  /** What is to be done with the rows. */
  export type Request = ImportRequest

  /** Where the cells of one column go. */
  export type Column = ImportColumn

  /** What makes it resumable, and how the rows are called. */
  export type Options<E = never, R = never> = ImportOptions<E, R>
}
