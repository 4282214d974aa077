import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { RowOutcome, RowReason, RowStatus } from "../../domain/RowOutcome.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { reasonColumn } from "../../transfer/imports/ImportRequest.ts"

/** Says why a row was not taken, as a person would read it. */
export const reasonText = (reasons: ReadonlyArray<RowReason>): string =>
  reasons.map(({ code, fields }) => (fields.length === 0 ? code : `${code} (${fields.join(", ")})`)).join("; ")

const rejected: ReadonlyArray<RowStatus> = ["skipped", "unprocessed", "failed"]

/** Tells whether a row was surely not taken: one of unknown outcome may have been, and would be written twice if it were sent again. */
export const isRejected = ({ status }: RowOutcome): boolean => rejected.includes(status)

/**
 * The rows that were not taken, with their own columns and why, ready to be mended and sent again. The header comes even if all were taken,
 * so that a file of an earlier run is not mistaken for this one's.
 */
export const rejectedRows = <E, R, E2, R2>(
  outcomes: Stream.Stream<RowOutcome, E, R>,
  header: Effect.Effect<CsvRow, E2, R2>,
): Stream.Stream<CsvRow, E | E2, R | R2> =>
  outcomes.pipe(
    Stream.mapAccumEffect(
      () => true,
      Effect.fnUntraced(function* (isFirst: boolean, outcome: RowOutcome) {
        const { cells, reasons, status } = outcome
        const rows: Array<CsvRow> = isFirst ? [[...(yield* header), reasonColumn]] : []
        if (isRejected(outcome)) rows.push([...cells, reasonText(reasons) || status])
        return [false, rows] as const
      }),
    ),
  )
