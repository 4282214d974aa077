import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { RowOutcome } from "../domain/RowOutcome.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import type { CsvRow } from "../formats/csv.ts"
import { headerOf, importPart } from "./importPart.ts"
import type { ImportFailure, ImportRequest } from "./ImportRequest.ts"
import { Journal, memoryJournal } from "./Journal.ts"
import { rowOutcomes } from "./rowOutcomes.ts"
import { splitRows } from "./splitRows.ts"

const defaultConcurrency = 4

const checkRequest = ({ findBy, module, operation }: ImportRequest): Effect.Effect<void, InvalidRequest> =>
  operation !== "insert" && findBy === undefined
    ? Effect.fail(
        new InvalidRequest({
          problem: `To ${operation} ${module}, findBy is missing`,
          remedy: "Name a unique field, such as id.",
        }),
      )
    : Effect.void

/**
 * Imports rows of any number, the header first, and gives what became of each one, in the order in which they came.
 *
 * **Details**
 *
 * Splits them at 25,000 rows and 25 MB, all of them before anything is sent, so that a row that cannot be read costs nothing. Each part is
 * zipped, uploaded (1 API credit), ordered (500), waited for (1 a look) and fetched (1), some at a time. Outcomes are joined by position, and
 * only where the number of rows and the cells that Zoho shows agree. With `Journal` it can be resumed: no job is made twice, and the
 * rows are not needed again.
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
export const importRows = <E, R>(
  request: ImportRequest,
  rows: Stream.Stream<CsvRow, E, R>,
): Stream.Stream<RowOutcome, ImportFailure | E, ZohoConnection | R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      yield* checkRequest(request)
      const journal = Option.getOrElse(yield* Effect.serviceOption(Journal), memoryJournal)
      const plan = { journal, request, ordering: yield* Semaphore.make(1) }
      const parts = yield* splitRows(journal, rows)
      const before = parts.map((_, at) => parts.slice(0, at).reduce((sum, count) => sum + count, 0))
      return Stream.range(1, parts.length).pipe(
        Stream.mapEffect((part) => importPart(plan, part), { concurrency: request.concurrency ?? defaultConcurrency }),
        Stream.flatMap((ended) => rowOutcomes(plan, ended, before[ended.part - 1] ?? 0)),
      )
    }),
  )

/** The header of the rows that are being imported, once they are split. */
export const importHeader: Effect.Effect<CsvRow, ImportFailure, Journal> = Effect.flatMap(Journal, (journal) =>
  headerOf(journal, 1),
)
