import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { amount } from "../../domain/amount.ts"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import type { OutcomesDiffer } from "../../failure/TransferFailure.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { strictText } from "../../formats/text.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import { sqlJournal } from "../../sql/journal/layerJournalSql.ts"
import { readBytes } from "../../storage/keepBytes.ts"
import { headerOf } from "../../transfer/imports/ImportPlan.ts"
import { importOnwards } from "../../transfer/imports/importRows.ts"
import { Journal } from "../../transfer/journal/Journal.ts"
import { csvInput, placedCsv } from "../../transfer/rows/csvInput.ts"
import { isBlankRow } from "../../transfer/rows/InputRow.ts"
import { resultsOfRows } from "../../transfer/rows/resultsOfRows.ts"
import { forgetRowLines, keepRowLines, knownRowLines, makeRowLines } from "../../transfer/rows/rowLines.ts"
import type { RequestOf } from "../JourneyRequest.ts"
import type { Errand } from "./Errand.ts"
import type { TellingFailure } from "./failureDocument.ts"
import { journalOf } from "./journalOf.ts"
import { putInPlace } from "./putInPlace.ts"

/**
 * The result of an import: how many rows have each status, the file that reports each row, and the name under which an
 * earlier file is kept, if there was one.
 */
export const ImportResult = Schema.Struct({
  rows: Schema.Int,
  statuses: Schema.Record(Schema.String, Schema.Int),
  file: Schema.String,
  earlier: Schema.optionalKey(Schema.String),
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

const textIn = (file: string) =>
  readBytes(file).pipe(
    strictText(),
    Stream.catchTag("TextError", ({ message, place }) =>
      Stream.fail(
        new InputUnreadable({
          source: file,
          ...(place === undefined ? {} : { line: place.line }),
          problem: message,
          remedy: "Write the file in UTF-8.",
        }),
      ),
    ),
  )

/** The rows of a file with their lines, the header first unless the request has it. */
const rowsIn = (file: string, header: CsvRow | undefined) =>
  Stream.unwrap(
    Effect.map(CurrentLimits, ({ maxRowSize }) => {
      const table = { source: file, delimiter: ",", maxRowSize, linesBefore: 0 }
      return header === undefined
        ? csvInput(textIn(file), { ...table, leftOut: { emptyRows: 0, emptyColumns: 0 } })
        : Stream.filter(placedCsv(textIn(file), table), ({ cells }) => !isBlankRow(cells))
    }),
  )

/** Imports the rows of a file, and writes into another one what became of each. */
export const carryImport = Effect.fnUntraced(function* (
  { input, outcomes, request }: RequestOf<"import">,
  errand: Errand,
) {
  const journal = yield* sqlJournal(yield* journalOf(errand))
  const lines = makeRowLines()
  const given = Stream.suspend(() => {
    // Where the file has no header, it would stand before its first line.
    if (request.header !== undefined) lines.add(0)
    return Stream.map(rowsIn(input, request.header), ({ cells, line }): CsvRow => {
      lines.add(line)
      return cells
    })
  })
  const statuses: Record<string, number> = {}
  let rows = 0
  let misfit: OutcomesDiffer | undefined
  // That an import names what it finds records by is checked where it begins.
  const told = importOnwards(
    request as Parameters<typeof importOnwards>[0],
    Stream.concat(given, Stream.fromEffectDrain(keepRowLines(journal, lines))),
    { journal: Layer.succeed(Journal, journal), source: input, ifFinished: "fail" },
  ).pipe(
    Stream.catchTag("OutcomesDiffer", (failure) => {
      if (failure.unaccounted !== undefined) return Stream.fail(failure)
      misfit = failure
      return Stream.empty
    }),
    Stream.map((outcome) => {
      rows += 1
      statuses[outcome.status] = (statuses[outcome.status] ?? 0) + 1
      return outcome
    }),
  )
  const all = resultsOfRows(told, { header: headerOf(journal, 1), lineOf: knownRowLines(journal, lines) })
  const result = yield* putInPlace(outcomes, all, errand, "kept", (earlier) => ({
    rows,
    statuses: { ...statuses },
    file: outcomes,
    ...(earlier === undefined ? {} : { earlier }),
  }))
  yield* forgetRowLines(journal)
  const unknown = unknownRows(result, misfit)
  return unknown === undefined ? result : yield* Effect.fail(unknown)
})
