import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { amount } from "../../domain/amount.ts"
import type { RowOutcome } from "../../domain/RowOutcome.ts"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import type { OutcomesDiffer } from "../../failure/TransferFailure.ts"
import { type CsvRow, csvRows } from "../../formats/csv.ts"
import { strictText } from "../../formats/text.ts"
import { layerJournalSql } from "../../sql/journal/layerJournalSql.ts"
import { readBytes } from "../../storage/keepBytes.ts"
import { importOnwards } from "../../transfer/imports/importRows.ts"
import { resultColumns } from "../../transfer/imports/ImportRequest.ts"
import type { RequestOf } from "../JourneyRequest.ts"
import type { Errand } from "./Errand.ts"
import type { TellingFailure } from "./failureDocument.ts"
import { journalOf } from "./journalOf.ts"
import { putInPlace } from "./putInPlace.ts"

/** The result of an import: how many rows have each status, and the file that reports each row. */
export const ImportResult = Schema.Struct({
  rows: Schema.Int,
  statuses: Schema.Record(Schema.String, Schema.Int),
  file: Schema.String,
})

const decodeKept = Schema.decodeUnknownOption(ImportResult)

/** Why an import fails of which it is not known what became of some rows; none where all are known. */
export const unknownRows = (result: unknown, misfit?: OutcomesDiffer): TellingFailure | undefined => {
  const kept = Option.getOrUndefined(decodeKept(result))
  const unknown = kept?.statuses["unknown"] ?? 0
  if (kept === undefined || unknown === 0) return undefined
  const why = misfit === undefined ? "" : `: ${misfit.summary}`
  const said = misfit?.remedy ?? "The rows may have been written: do not send them again unchecked."
  const which = `${kept.file} has them, with the status unknown`
  return {
    _tag: "OutcomesDiffer",
    isRetryable: false,
    summary: `The outcome of ${amount(unknown, "row")} is unknown${why}`,
    remedy: `${said} ${which}: import again those that are not in Zoho CRM, as a journey with a key of its own.`,
  }
}

const rowsIn = (file: string) =>
  readBytes(file).pipe(
    strictText(),
    csvRows(),
    Stream.catchTags({
      TextError: ({ message, place }) =>
        Stream.fail(
          new InputUnreadable({
            source: file,
            ...(place === undefined ? {} : { line: place.line }),
            problem: message,
            remedy: "Write the file in UTF-8.",
          }),
        ),
      CsvError: ({ message }) =>
        Stream.fail(new InputUnreadable({ source: file, problem: message, remedy: "Write the file as CSV." })),
    }),
  )

const lineOf = ({ cells, reasons, recordId = "", row, status }: RowOutcome): CsvRow => {
  const because = reasons.map(({ code, fields }) => (fields.length === 0 ? code : `${code} (${fields.join(", ")})`))
  return [String(row), status, recordId, because.join("; "), ...cells]
}

/** Imports the rows of a file, and writes into another one what became of each. */
export const carryImport = Effect.fnUntraced(function* (
  { input, outcomes, request }: RequestOf<"import">,
  errand: Errand,
) {
  const journal = layerJournalSql(yield* journalOf(errand))
  const header = request.header ?? Option.getOrElse(yield* Stream.runHead(rowsIn(input)), (): CsvRow => [])
  const statuses: Record<string, number> = {}
  let rows = 0
  let misfit: OutcomesDiffer | undefined
  // That an import names what it finds records by is checked where it begins.
  const told = importOnwards(request as Parameters<typeof importOnwards>[0], rowsIn(input), {
    journal,
    source: input,
    ifFinished: "fail",
  }).pipe(
    Stream.catchTag("OutcomesDiffer", (failure) => {
      if (failure.unaccounted !== undefined) return Stream.fail(failure)
      misfit = failure
      return Stream.empty
    }),
    Stream.map((outcome) => {
      rows += 1
      statuses[outcome.status] = (statuses[outcome.status] ?? 0) + 1
      return lineOf(outcome)
    }),
  )
  const all = Stream.concat(Stream.succeed([...resultColumns, ...header]), told)
  const result = yield* putInPlace(outcomes, all, errand, () => ({ rows, statuses: { ...statuses }, file: outcomes }))
  const unknown = unknownRows(result, misfit)
  return unknown === undefined ? result : yield* Effect.fail(unknown)
})
