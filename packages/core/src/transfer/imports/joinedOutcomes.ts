import { amount } from "../../domain/amount.ts"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { RowOutcome, RowStatus } from "../../domain/RowOutcome.ts"
import { OutcomesDiffer } from "../../failure/TransferFailure.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { archiveRows } from "../../results/archiveRows.ts"
import { rowReasons, rowStatus } from "../../wire/rowOutcome.ts"
import { idIn, isById, keyIn } from "./importColumns.ts"
import type { EndedPart } from "./endOfPart.ts"
import { givenRows, type ImportPlan, nameOfPart } from "./ImportPlan.ts"
import type { ImportFailure } from "./ImportRequest.ts"
import { misfitOfJob, resultOfPart } from "../journal/partFiles.ts"
import { isSameCell } from "./sameCell.ts"
import { asItIs, cellToSend } from "./timesInZone.ts"
import { sentColumns } from "./uploadPart.ts"

/** Zoho shows the first three mapped columns of a row, and then what became of it (v7 download-result page). */
const shownColumns = 3
const tellingColumns = 3

/** Tells whether Zoho may show a cell so: as it was sent, or by the default of its column where it is empty. */
const isShown = (told: string, sent: string, byDefault: string | undefined): boolean =>
  isSameCell(told, sent) || (byDefault !== undefined && sent.trim() === "" && isSameCell(told, byDefault))

/** The failure that says what does not fit in the result of a part, and where that result is kept. */
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
  /** The next one that is there at once. */
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

/**
 * Joins the rows of a part with what Zoho says became of them, by position. Where the number of rows, the cells that Zoho shows or the ids do
 * not agree, it fails: whose outcome it is, is never guessed.
 */
export const joinedOutcomes = (
  plan: ImportPlan,
  ended: EndedPart,
  before: number,
): Stream.Stream<RowOutcome, ImportFailure> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const { jobId, part } = ended
      const differ = (row: number, problem: string) => misfitOf(plan, ended, problem, row)
      const told = yield* toldRows(ended, plan)
      const toldHeader = (yield* told.next) ?? []
      const shown = Math.min(shownColumns, Math.max(0, toldHeader.length - tellingColumns))
      const sent = yield* sentColumns(plan, part)
      const spelled = sent.slice(0, shown).map(cellToSend)
      const sentAs = (at: number) => spelled[at] ?? asItIs
      let positions: ReadonlyArray<number> = []
      let keyOf: ((row: CsvRow) => string) | undefined
      let row = 0

      const begin = (header: CsvRow): void => {
        positions = sent.slice(0, shown).map(({ column }) => header.indexOf(column))
        keyOf = keyIn(plan.request, sent, header)
      }

      /** What Zoho shows of a row, where that is not what was sent. */
      const otherCell = (cells: CsvRow, line: CsvRow): string | undefined => {
        const wrong = positions.findIndex(
          (position, at) => !isShown(line[at] ?? "", sentAs(at)(cells[position] ?? ""), sent[at]?.defaultValue?.value),
        )
        return wrong === -1
          ? undefined
          : `Zoho reports ${line[wrong]}, and ${sentAs(wrong)(cells[positions[wrong] ?? -1] ?? "")} was sent`
      }

      /** Which record Zoho tells of, where the row is about another one. An upsert that finds none of that id may add one, which has an id of its own. */
      const otherRecord = (cells: CsvRow, status: RowStatus, recordId: string): string | undefined => {
        if (!isById(plan.request) || status === "added") return undefined
        const [told, given] = [idIn(recordId), keyOf?.(cells) ?? ""]
        return told === "" || given === "" || told === given
          ? undefined
          : `Zoho reports record ${told}, and the row is about ${given}`
      }

      const outcome = (cells: CsvRow, line: CsvRow): RowOutcome | OutcomesDiffer => {
        const [status = "", recordId = "", errors = ""] = line.slice(-tellingColumns)
        const known = rowStatus(status)
        const other = otherCell(cells, line)
        if (other !== undefined) return differ(row, other)
        if (known === undefined) return differ(row, `${status} is not a status that zoho-bulk knows`)
        const problem = otherRecord(cells, known, recordId)
        if (problem !== undefined) return differ(row, problem)
        const joined: RowOutcome = {
          row: before + row,
          cells,
          status: known,
          ...(recordId === "" ? {} : { recordId }),
          reasons: rowReasons(errors),
          jobId,
        }
        return joined
      }

      const join = Effect.fnUntraced(function* (chunk: ReadonlyArray<CsvRow>) {
        const outcomes: Array<RowOutcome> = []
        for (const cells of chunk) {
          if (keyOf === undefined) {
            begin(cells)
            continue
          }
          row++
          const line = told.atOnce() ?? (yield* told.next)
          if (line === undefined) return yield* differ(row, `Zoho reports ${amount(row - 1, "row")} only`)
          const found = outcome(cells, line)
          if (found instanceof OutcomesDiffer) return yield* found
          outcomes.push(found)
        }
        return outcomes
      })

      const nothingLeft = Effect.gen(function* () {
        if ((yield* told.next) !== undefined)
          return yield* differ(row + 1, `Zoho reports more than the ${row} that were sent`)
      })

      return givenRows(plan.journal, part).pipe(
        Stream.chunks,
        Stream.mapEffect(join),
        Stream.flatMap((outcomes) => Stream.fromArray(outcomes)),
        Stream.concat(Stream.fromEffectDrain(nothingLeft)),
      )
    }),
  )
