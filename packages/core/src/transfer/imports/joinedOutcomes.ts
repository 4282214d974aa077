import { amount } from "../../domain/amount.ts"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { RowOutcome, RowReason, RowStatus } from "../../domain/RowOutcome.ts"
import { OutcomesDiffer } from "../../failure/TransferFailure.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { archiveRows } from "../../results/archiveRows.ts"
import { rowReasons, rowStatus } from "../../wire/rowOutcome.ts"
import { idIn, isById, keyIn } from "./importColumns.ts"
import type { EndedPart } from "./endOfPart.ts"
import { type ImportPlan, nameOfPart, rowsIn } from "./ImportPlan.ts"
import type { ImportFailure } from "./ImportRequest.ts"
import { misfitOfJob, resultOfPart, rowsOfPart } from "../journal/partFiles.ts"
import { isSameCell } from "./sameCell.ts"
import { asItIs, cellToSend } from "./timesInZone.ts"
import { sentColumns } from "./uploadPart.ts"

/** Zoho shows the first three mapped columns of a row, and then what became of it (v7 download-result page). */
const shownColumns = 3
const tellingColumns = 3

/** Checks whether Zoho may show a cell like this: as it was sent, or with the default of its column if it is empty. */
const isShown = (told: string, sent: string, byDefault: string | undefined): boolean =>
  isSameCell(told, sent) || (byDefault !== undefined && sent.trim() === "" && isSameCell(told, byDefault))

/** The failure that states what does not fit in the result of a part, and where that result is stored. */
export const misfitOf = ({ journal }: ImportPlan, { jobId, part }: EndedPart, problem: string, row = 1) =>
  new OutcomesDiffer({
    jobId,
    part: nameOfPart(part),
    row,
    problem,
    archive: misfitOfJob(jobId),
    ...(journal.place === undefined ? {} : { journal: journal.place }),
  })

/** Zoho's rows of a result, one after the other. */
interface ToldRows {
  /** The next one that is available immediately. */
  readonly atOnce: () => CsvRow | undefined
  /** The next one; none at the end. */
  readonly next: Effect.Effect<CsvRow | undefined, ImportFailure>
}

const toldRows = Effect.fnUntraced(function* ({ jobId, part }: EndedPart, { journal }: ImportPlan) {
  const pull = yield* Stream.toPull(archiveRows(jobId, journal.read(resultOfPart(part))))
  let ahead: ReadonlyArray<CsvRow> = []
  let at = 0
  const atOnce = () => ahead[at++]
  const more = pull.pipe(
    Effect.map((rows): CsvRow | undefined => {
      ahead = rows
      at = 0
      return atOnce()
    }),
    Effect.catchIf(
      (error): error is Extract<typeof error, { readonly _tag: "Done" }> => error._tag === "Done",
      () => Effect.undefined,
    ),
  ) as ToldRows["next"]
  return { atOnce, next: Effect.suspend(() => (at < ahead.length ? Effect.sync(atOnce) : more)) } satisfies ToldRows
})

/** What Zoho says became of the rows of a part, in their order. */
interface Fates {
  readonly statuses: Array<RowStatus>
  readonly recordIds: Array<string>
  /** The errors of rows that have some, by the place of their row. */
  readonly errors: Map<number, string>
}

const noReasons: ReadonlyArray<RowReason> = []

/** Reads what Zoho reports about the rows of a part, and fails if that does not fit them. */
const fatesOf = Effect.fnUntraced(function* (
  plan: ImportPlan,
  ended: EndedPart,
  given: Stream.Stream<CsvRow, ImportFailure>,
): Effect.fn.Return<Fates, ImportFailure, Scope.Scope> {
  const differ = (row: number, problem: string) => misfitOf(plan, ended, problem, row)
  const told = yield* toldRows(ended, plan)
  const toldHeader = (yield* told.next) ?? []
  const shown = Math.min(shownColumns, Math.max(0, toldHeader.length - tellingColumns))
  const sent = yield* sentColumns(plan, ended.part)
  const spelled = sent.slice(0, shown).map(cellToSend)
  const sentAs = (at: number) => spelled[at] ?? asItIs
  const fates: Fates = { statuses: [], recordIds: [], errors: new Map() }
  const { errors, recordIds, statuses } = fates
  let positions: ReadonlyArray<number> = []
  let keyOf: ((row: CsvRow) => string) | undefined
  let row = 0

  const begin = (header: CsvRow): void => {
    positions = sent.slice(0, shown).map(({ column }) => header.indexOf(column))
    keyOf = keyIn(plan.request, sent, header)
  }

  /** What Zoho shows of a row, if that is not what was sent. */
  const otherCell = (cells: CsvRow, line: CsvRow): string | undefined => {
    const wrong = positions.findIndex(
      (position, at) => !isShown(line[at] ?? "", sentAs(at)(cells[position] ?? ""), sent[at]?.defaultValue?.value),
    )
    return wrong === -1
      ? undefined
      : `Zoho reports ${line[wrong]}, but ${sentAs(wrong)(cells[positions[wrong] ?? -1] ?? "")} was sent`
  }

  /**
   * The record that Zoho reports, if the row is about another one. An upsert that does not find an id may add a record,
   * which gets its own id.
   */
  const otherRecord = (cells: CsvRow, status: RowStatus, recordId: string): string | undefined => {
    if (!isById(plan.request) || status === "added") return undefined
    const [reported, own] = [idIn(recordId), keyOf?.(cells) ?? ""]
    return reported === "" || own === "" || reported === own
      ? undefined
      : `Zoho reports record ${reported}, but the row is about ${own}`
  }

  /** Accepts what Zoho reports about a row; returns why it does not fit, if it does not. */
  const take = (cells: CsvRow, line: CsvRow): string | undefined => {
    const telling = Math.max(0, line.length - tellingColumns)
    const [status, recordId, error] = [line[telling] ?? "", line[telling + 1] ?? "", line[telling + 2] ?? ""]
    const known = rowStatus(status)
    const other = otherCell(cells, line)
    if (other !== undefined) return other
    if (known === undefined) return `${status} is not a status that zoho-bulk knows`
    const problem = otherRecord(cells, known, recordId)
    if (problem !== undefined) return problem
    if (error !== "") errors.set(statuses.length, error)
    statuses.push(known)
    recordIds.push(recordId)
    return undefined
  }

  const compare = Effect.fnUntraced(function* (chunk: ReadonlyArray<CsvRow>) {
    for (const cells of chunk) {
      if (keyOf === undefined) {
        begin(cells)
        continue
      }
      row++
      const line = told.atOnce() ?? (yield* told.next)
      if (line === undefined) return yield* differ(row, `Zoho reports only ${amount(row - 1, "row")}`)
      const problem = take(cells, line)
      if (problem !== undefined) return yield* differ(row, problem)
    }
  })

  yield* Stream.runForEachArray(given, compare)
  if ((yield* told.next) !== undefined)
    return yield* differ(row + 1, `Zoho reports more than the ${row} that were sent`)
  return fates
})

/**
 * Joins the rows of a part with what Zoho reports about them, by position. If the number of rows, the cells that Zoho
 * shows or the ids do not agree, it fails: outcomes are never matched by guessing.
 *
 * Nothing about a part is reported before all of it fits. Until somebody reads them, its rows are kept as the bytes in
 * which they are stored, and are only then read once more: as cells they would need several times as much memory, all of
 * which every garbage collection looks through.
 */
export const joinedOutcomes = Effect.fnUntraced(function* (
  plan: ImportPlan,
  ended: EndedPart,
  before: number,
): Effect.fn.Return<Stream.Stream<RowOutcome>, ImportFailure> {
  const { jobId, part } = ended
  const pieces: Array<Uint8Array> = []
  const kept = Stream.mapArray(plan.journal.read(rowsOfPart(part)), (some) => {
    pieces.push(...some)
    return some
  })
  const { errors, recordIds, statuses } = yield* Effect.scoped(fatesOf(plan, ended, rowsIn(kept)))

  const outcomeOf = (cells: CsvRow, at: number): RowOutcome => {
    const [status = "unknown", recordId = "", error] = [statuses[at], recordIds[at], errors.get(at)]
    const reasons = error === undefined ? noReasons : rowReasons(error)
    const row = before + at + 1
    return recordId === "" ? { row, cells, status, reasons, jobId } : { row, cells, status, recordId, reasons, jobId }
  }

  return Stream.suspend(() => {
    let at = 0
    const given = rowsIn(Stream.fromIterable(pieces, { chunkSize: 1 }))
    return Stream.map(Stream.drop(given, 1), (cells) => outcomeOf(cells, at++))
  })
})
