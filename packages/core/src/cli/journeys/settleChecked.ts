import * as Effect from "effect/Effect"
import type { CsvRow } from "../../formats/csv.ts"
import type { ImportFinding } from "../../transfer/checks/ImportFinding.ts"
import type { ImportFindings } from "../../transfer/checks/ImportFindings.ts"
import { UsageError } from "../failure/UsageError.ts"
import { isSilent } from "../flags/root.ts"
import { amount, number } from "../output/amount.ts"
import { Output } from "../output/Output.ts"
import { lines, say } from "../output/Words.ts"
import { type Checked, savedAsChecked } from "./checkSaved.ts"
import { findingWords, hintWords, leftBehindWords } from "./findingWords.ts"
import type { SavedImport } from "./importJourney.ts"
import { notSentWords } from "./planImport.ts"

/** The most findings that are told of rows: their file can have as many as it has columns. */
const mostTold = 20

const mayBeSkipped = ({ rows, rowsWithFindings }: ImportFindings): string =>
  rowsWithFindings === rows
    ? `Zoho may skip every row (${number(rows)}):`
    : `Zoho may skip ${amount(rowsWithFindings, "row")}; the others are imported:`

/** What is imported, and what was found of single rows. */
export interface Settled {
  readonly settled: SavedImport
  readonly findings: ReadonlyArray<ImportFinding>
  /** What is good to know of all of them. */
  readonly hints: ReadonlyArray<string>
}

/** Why nothing of a file can be imported, in one sentence for each finding. */
export const refusal = (saved: SavedImport, findings: ReadonlyArray<ImportFinding>): UsageError => {
  const [first, ...others] = findings.map(findingWords)
  return new UsageError({
    problem: [`Nothing was sent: ${first}`, ...others].join(" — "),
    remedy: `Correct the file, or the flags that describe its columns. To send it to ${saved.module} as it is, add --no-check.`,
  })
}

/**
 * Settles what is imported once the rows are checked: what concerns the whole import fails here; mistakes in single
 * rows are reported, and the rows are sent, for Zoho to have the last word. If Zoho could not be asked, names and
 * values are used unchanged.
 */
export const settleChecked = Effect.fnUntraced(function* (
  saved: SavedImport,
  header: CsvRow,
  checked: Checked | undefined,
  timeZone?: string,
): Effect.fn.Return<Settled, UsageError, Output | Effect.Services<typeof isSilent>> {
  const output = yield* Output
  const isTold = !(yield* isSilent)
  const asked = notSentWords(saved)
  if (asked !== undefined && isTold) yield* output.talk(() => say`${asked}`)
  if (checked === undefined) return { settled: saved, findings: [], hints: [] }
  if (checked._tag === "unread") {
    const { remedy, summary } = checked.because
    if (timeZone !== undefined) {
      return yield* new UsageError({
        problem: `Nothing was sent: --time-zone needs to know which columns contain times. ${summary}`,
        remedy: `${remedy} Or write the times with their offset, and leave --time-zone out.`,
      })
    }
    if (isTold) {
      yield* output.talk((style) =>
        style.warning(`${summary}. The rows are sent without a check, under the names that they have. ${remedy}`),
      )
    }
    return { settled: saved, findings: [], hints: [] }
  }
  const { findings, onlyFirst } = checked
  const stopping = findings.findings.filter(({ stops }) => stops)
  if (stopping.length > 0) return yield* refusal(saved, stopping)
  const ofRows = findings.findings
  if (isTold) {
    const more = ofRows.length - mostTold
    const told = [
      leftBehindWords(findings.notSent),
      onlyFirst === undefined
        ? undefined
        : `Only the first ${amount(onlyFirst, "row")} of stdin were checked; a file is checked in full.`,
      ...findings.hints.map(hintWords),
      ...(ofRows.length === 0 ? [] : [mayBeSkipped(findings)]),
      ...ofRows.slice(0, mostTold).map((finding) => `  ${findingWords(finding)}`),
      more > 0 ? `  and ${amount(more, "other finding")}; --check --json lists them all.` : undefined,
    ].filter((line) => line !== undefined)
    if (told.length > 0) yield* output.talk((style) => lines(told.map((line) => style.warning(line))))
  }
  return { settled: savedAsChecked(saved, header, findings), findings: ofRows, hints: findings.hints.map(hintWords) }
})
