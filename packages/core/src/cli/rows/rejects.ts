import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { RowOutcome, RowReason, RowStatus } from "../../domain/RowOutcome.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { own } from "../../domain/own.ts"
import { tellingColumns } from "../../transfer/imports/ImportRequest.ts"
import type { LineOf } from "./rowLines.ts"

/** Explains why a row was not taken, by Zoho's codes. */
export const reasonText = (reasons: ReadonlyArray<RowReason>): string =>
  reasons.map(({ code, fields }) => (fields.length === 0 ? code : `${code} (${fields.join(", ")})`)).join("; ")

/** What the codes mean that Zoho gives for rows (v7 download-result page, and those of its record API). */
const words: Readonly<Record<string, string>> = {
  DEPENDENT_FIELD_MISSING: "it needs another field, which is empty",
  DUPLICATE_DATA: "another record has this value already",
  INVALID_DATA: "the value does not fit the field",
  JOB_FAILED: "the whole job failed",
  LIMIT_EXCEEDED: "there are too many values, or too long ones",
  MANDATORY_NOT_FOUND: "it is mandatory, and empty",
  NOT_ALLOWED: "it may not be written",
  NO_PERMISSION: "this user may not write it",
  RECORD_NOT_FOUND: "there is no such record",
}

/** Adds a readable form to the codes. */
export const reasonWords = (reasons: ReadonlyArray<RowReason>): string =>
  reasons
    .map((reason) => [reasonText([reason]), own(words, reason.code)].filter((part) => part !== undefined).join(": "))
    .join("; ")

const rejected: ReadonlyArray<RowStatus> = ["skipped", "unprocessed", "failed"]

/**
 * Checks whether a row was surely not taken: one of unknown outcome may have been, and would be written twice if it
 * were sent again.
 */
export const isRejected = ({ status }: RowOutcome): boolean => rejected.includes(status)

/** What is known of the rows that are told about. */
export interface Told<E, R> {
  readonly header: Effect.Effect<CsvRow, E, R>
  readonly lineOf: Effect.Effect<LineOf>
}

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
