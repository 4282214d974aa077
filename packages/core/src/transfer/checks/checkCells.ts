import { amount, number } from "../../domain/amount.ts"
import type { CsvRow } from "../../formats/csv.ts"
import type { ImportColumn, ImportRequest } from "../imports/ImportRequest.ts"
import { makeColumnNotes, mostLines } from "./ColumnNotes.ts"
import type { ImportFinding } from "./ImportFinding.ts"
import { judgeOf, type StatedOfDates } from "./judgeOf.ts"
import type { SettledColumn } from "./settleColumns.ts"
import { remedyOfValue } from "./remedyOfValue.ts"
import { makeValuesSeen } from "./ValuesSeen.ts"

const [noValue, noKey, repeated] = [
  "is empty, but mandatory",
  "is empty, but records are found by it",
  "is unique, but already in an earlier row",
] as const

/** What the cells of a column say, once all of them are read. */
interface ColumnEnd {
  readonly column: ImportColumn
  readonly findings: ReadonlyArray<ImportFinding>
  readonly hints: ReadonlyArray<string>
}

/** Follows the cells of one column. */
export interface ColumnCheck {
  /** Where its cells are in a row. */
  readonly at: number
  /** Reports what is wrong with the cell of a row, and remembers it. */
  readonly take: (cell: string, row: number) => string | undefined
  readonly end: (lineOf: (row: number) => number) => ColumnEnd
}

const asGiven = (cell: string): string => cell.trim()

/** What an empty cell of a column means, if it means anything. */
const emptyProblem = (
  { column, field }: SettledColumn,
  { ignoreEmpty, operation }: ImportRequest,
  key: string | undefined,
) => {
  if (column.defaultValue !== undefined) return undefined
  if (column.field === key && operation === "update") return noKey
  const isDemanded = field?.isAlwaysMandatory === true && (operation === "insert" || ignoreEmpty !== true)
  return isDemanded ? noValue : undefined
}

/** Makes the check of one column's cells. */
export const checkOfColumn = (
  settled: SettledColumn,
  header: CsvRow,
  request: ImportRequest,
  key: string | undefined,
  stated: StatedOfDates = {},
): ColumnCheck => {
  const { column, field } = settled
  const notes = makeColumnNotes()
  const { end, judge } = judgeOf(settled, stated)
  const whenEmpty = emptyProblem(settled, request, key)
  const isKey = column.field === key
  const values =
    isKey || (request.operation === "insert" && field?.isUnique === true) ? makeValuesSeen(field) : undefined
  const isAdded =
    isKey && whenEmpty === undefined && request.operation === "upsert" && column.defaultValue === undefined
  const withoutKey: Array<number> = []
  let [again, added] = [0, 0]

  const noteAdded = (row: number): void => {
    added++
    if (withoutKey.length < mostLines) withoutKey.push(row)
  }

  const judgeAgain = (cell: string): string | undefined => {
    if (values?.isAgain(cell) !== true) return undefined
    again++
    return isKey ? undefined : repeated
  }

  return {
    at: header.indexOf(column.column),
    take: (given, row) => {
      const cell = asGiven(given)
      if (cell === "" && isAdded) noteAdded(row)
      const problem = cell === "" ? whenEmpty : (judge(cell, row) ?? judgeAgain(cell))
      if (problem !== undefined) notes.note(problem, row, cell)
      return problem
    },
    end: (lineOf) => {
      const { findings = [], hints = [], column: spelled = column, remedyOf } = end?.(lineOf) ?? {}
      const mended = (problem: string): string =>
        problem === noValue || problem === noKey || problem === repeated || remedyOf === undefined
          ? remedyOfValue(settled, problem)
          : remedyOf(problem)
      const byRow = findings.some(({ kind }) => kind === "lookup")
        ? []
        : notes.findings(
            (problem) => ({
              kind: problem === noValue || problem === noKey ? "empty" : problem === repeated ? "repeated" : "value",
              column: column.column,
              field: column.field,
              remedy: mended(problem),
            }),
            lineOf,
          )
      const twice = `${amount(again, "row has", "rows have")} the same ${column.field} as an earlier row: rows are written in order, and the last one counts.`
      const linesAdded = withoutKey.map((row) => number(lineOf(row))).join(", ")
      const anew = `${amount(added, "row has", "rows have")} no ${column.field} (line${added === 1 ? "" : "s"} ${linesAdded}${added > withoutKey.length ? ", …" : ""}): no record is found for ${added === 1 ? "it" : "them"}, and each is added as a new record every time the file is imported.`
      return {
        column: spelled,
        findings: [...findings, ...byRow],
        hints: [...hints, ...(isKey && again > 0 ? [twice] : []), ...(added > 0 ? [anew] : [])],
      }
    },
  }
}
