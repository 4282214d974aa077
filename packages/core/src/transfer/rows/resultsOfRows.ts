import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { RowOutcome } from "../../domain/RowOutcome.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { resultColumns } from "../imports/ImportRequest.ts"
import { reasonWords } from "./reasonWords.ts"
import type { LineOf } from "./rowLines.ts"

/** What is known of the rows that are told about. */
export interface Told<E, R> {
  readonly header: Effect.Effect<CsvRow, E, R>
  readonly lineOf: Effect.Effect<LineOf>
}

/** All rows of an import: where each stood, what became of it, the record that it made or changed, and why it did not, before its own cells. */
export const resultsOfRows = <E, R, E2, R2>(
  outcomes: Stream.Stream<RowOutcome, E, R>,
  { header, lineOf }: Told<E2, R2>,
): Stream.Stream<CsvRow, E | E2, R | R2> =>
  outcomes.pipe(
    Stream.mapAccumArrayEffect(
      (): LineOf | undefined => undefined,
      Effect.fnUntraced(function* (known: LineOf | undefined, chunk: ReadonlyArray<RowOutcome>) {
        const find = known ?? (yield* lineOf)
        const rows: Array<CsvRow> = known === undefined ? [[...resultColumns, ...(yield* header)]] : []
        for (const { cells, reasons, recordId = "", row, status } of chunk) {
          rows.push([String(find(row) ?? ""), status, recordId, reasonWords(reasons), ...cells])
        }
        return [find, rows] as const
      }),
    ),
  )
