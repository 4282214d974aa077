import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { RowOutcome, RowReason, RowStatus } from "../domain/RowOutcome.ts"
import { OutcomesDiffer } from "../failure/TransferFailure.ts"
import type { CsvRow } from "../formats/csv.ts"
import { archiveRows } from "../results/archiveRows.ts"
import { rowReasons, rowStatus } from "../wire/rowOutcome.ts"
import { columnsFor, type EndedPart, givenRows, type ImportPlan, nameOfPart } from "./importPart.ts"
import type { ImportFailure } from "./ImportRequest.ts"
import { report } from "./Progress.ts"
import { resultOfPart } from "./partFiles.ts"

/** Zoho shows the first three mapped columns of a row, and then what became of it (v7 download-result page). */
const shownColumns = 3
const tellingColumns = 3

/** The rows of a job that ended without a result, all of which share its fate. */
const sharedFate = (
  plan: ImportPlan,
  { job, part }: EndedPart,
  before: number,
): Stream.Stream<RowOutcome, ImportFailure> => {
  const status: RowStatus = job.state === "skipped" ? "skipped" : "failed"
  const code = job.resource?.find((each) => each.code !== undefined)?.code ?? "JOB_FAILED"
  const reasons: ReadonlyArray<RowReason> = [{ code, fields: [] }]
  let row = before
  return givenRows(plan.journal, part).pipe(
    Stream.drop(1),
    Stream.map((cells) => ({ row: ++row, cells, status, reasons, jobId: job.id })),
  )
}

/**
 * Joins the rows of a part with what Zoho says became of them, by position. Where the number of rows or the cells that Zoho shows do not
 * agree, it fails: whose outcome it is, is never guessed.
 */
const joined = (plan: ImportPlan, { job, part }: EndedPart, before: number) =>
  Stream.unwrap(
    Effect.gen(function* () {
      const { journal, request } = plan
      const archive = resultOfPart(part)
      const differ = (row: number, problem: string) => new OutcomesDiffer({ jobId: job.id, row, problem, archive })
      const told = yield* Stream.toPull(archiveRows(job.id, journal.read(archive)))
      let ahead: ReadonlyArray<CsvRow> = []
      let at = 0
      /** The next row of Zoho's, or none at its end. */
      const nextTold: Effect.Effect<CsvRow | undefined, ImportFailure> = Effect.gen(function* () {
        if (at >= ahead.length) {
          ahead = yield* told.pipe(
            Effect.catchIf(
              (error): error is Extract<typeof error, { readonly _tag: "Done" }> => error._tag === "Done",
              () => Effect.succeed([] as ReadonlyArray<CsvRow>),
            ),
          ) as Effect.Effect<ReadonlyArray<CsvRow>, ImportFailure>
          at = 0
        }
        return ahead[at++]
      })
      const toldHeader = (yield* nextTold) ?? []
      const shown = Math.max(0, toldHeader.length - tellingColumns)
      let positions: ReadonlyArray<number> | undefined
      let row = 0

      const outcome = Effect.fnUntraced(function* (cells: CsvRow) {
        row++
        const line = yield* nextTold
        if (line === undefined) return yield* differ(row, `Zoho tells of ${row - 1} rows only`)
        for (const [index, position] of (positions ?? []).entries()) {
          if ((line[index] ?? "").trim() === (cells[position] ?? "").trim()) continue
          return yield* differ(row, `Zoho tells of ${line[index]}, and ${cells[position]} was sent`)
        }
        const [status = "", recordId = "", errors = ""] = line.slice(-tellingColumns)
        const known = rowStatus(status)
        if (known === undefined) return yield* differ(row, `${status} is no status that zoho-bulk knows`)
        return {
          row: before + row,
          cells,
          status: known,
          ...(recordId === "" ? {} : { recordId }),
          reasons: rowReasons(errors),
          jobId: job.id,
        } satisfies RowOutcome
      })

      const begin = Effect.fnUntraced(function* (header: CsvRow) {
        const columns = yield* columnsFor(request, header)
        positions = columns.slice(0, Math.min(shown, shownColumns)).map(({ column }) => header.indexOf(column))
      })

      const join = Effect.fnUntraced(function* (chunk: ReadonlyArray<CsvRow>) {
        const [header, ...others] = chunk
        const rows = positions === undefined ? others : chunk
        if (positions === undefined) yield* begin(header ?? [])
        const outcomes = yield* Effect.forEach(rows, outcome)
        yield* report({ _tag: "flowed", part: nameOfPart(part), rows: outcomes.length })
        return outcomes
      })

      const nothingLeft = Effect.gen(function* () {
        if ((yield* nextTold) !== undefined)
          return yield* differ(row + 1, `Zoho tells of more than the ${row} that were sent`)
      })

      return givenRows(journal, part).pipe(
        Stream.chunks,
        Stream.mapEffect(join),
        Stream.flatMap((outcomes) => Stream.fromArray(outcomes)),
        Stream.concat(Stream.fromEffectDrain(nothingLeft)),
      )
    }),
  )

/** What became of every row of a part, in the order in which they were given; `before` rows came in the parts before it. */
export const rowOutcomes = (
  plan: ImportPlan,
  ended: EndedPart,
  before: number,
): Stream.Stream<RowOutcome, ImportFailure> =>
  ended.job.state === "completed" ? joined(plan, ended, before) : sharedFate(plan, ended, before)
