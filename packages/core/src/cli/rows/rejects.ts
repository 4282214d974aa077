import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { RowOutcome, RowStatus } from "../../domain/RowOutcome.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { tellingColumns } from "../../transfer/imports/ImportRequest.ts"
import { reasonWords } from "../../transfer/rows/reasonWords.ts"
import type { Told } from "../../transfer/rows/resultsOfRows.ts"
import type { LineOf } from "../../transfer/rows/rowLines.ts"

const rejected: ReadonlyArray<RowStatus> = ["skipped", "unprocessed", "failed"]

/**
 * Checks whether a row was surely not taken: one of unknown outcome may have been, and would be written twice if it
 * were sent again.
 */
export const isRejected = ({ status }: RowOutcome): boolean => rejected.includes(status)

/** The rows that were not taken, with their own columns, where they stood and why, ready to be mended and sent again; nothing at all, if all were taken. */
export const rejectedRows = <E, R, E2, R2>(
  outcomes: Stream.Stream<RowOutcome, E, R>,
  { header, lineOf }: Told<E2, R2>,
): Stream.Stream<CsvRow, E | E2, R | R2> =>
  outcomes.pipe(
    Stream.filter(isRejected),
    Stream.mapAccumEffect(
      (): LineOf | undefined => undefined,
      Effect.fnUntraced(function* (known: LineOf | undefined, { cells, reasons, row, status }: RowOutcome) {
        const find = known ?? (yield* lineOf)
        const rows: Array<CsvRow> = known === undefined ? [[...(yield* header), ...tellingColumns]] : []
        rows.push([...cells, String(find(row) ?? ""), reasonWords(reasons) || status])
        return [find, rows] as const
      }),
    ),
  )
