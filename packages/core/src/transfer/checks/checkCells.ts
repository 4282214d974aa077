import type { CsvRow } from "../../formats/csv.ts"
import { findDateFormat } from "../../formats/values/dateFormats.ts"
import { defaultFormats, exampleFormats } from "../../formats/values/datePattern.ts"
import { checkerOf } from "../../formats/values/spellings.ts"
import type { ImportColumn, ImportRequest } from "../imports/ImportRequest.ts"
import { type ColumnNotes, makeColumnNotes, stopping } from "./Findings.ts"
import type { ImportFinding } from "./ImportFindings.ts"
import { isPointer, type SettledColumn } from "./settleColumns.ts"
import { remedyOfDate, remedyOfValue } from "./remedyOfValue.ts"
import { makeValuesSeen } from "./ValuesSeen.ts"

const [noValue, noKey, repeated] = [
  "is empty, and mandatory",
  "is empty, and the record is found by it",
  "stands in an earlier row as well, and is unique",
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
  /** Says what is wrong with the cell of a row, and remembers it. */
  readonly take: (cell: string, row: number) => string | undefined
  readonly end: (lineOf: (row: number) => number) => ColumnEnd
}

/** How a column's cells are judged, and what comes of it. */
interface Judge {
  readonly judge: (cell: string, row: number) => string | undefined
  /** What is known at the end: how it is to be sent, what stops the import, and what is wrong with the mistakes. */
  readonly end?: (
    notes: ColumnNotes,
    filled: number,
  ) => Partial<ColumnEnd> & { readonly remedyOf?: (problem: string) => string }
}

const asGiven = (cell: string): string => cell.trim()

/** Judges days and times: by the pattern that was stated, or by the one that most of them have, which is found out on the way. */
const judgeDates = (
  { column, field }: SettledColumn,
  type: "date" | "datetime",
  dateFormat: string | undefined,
): Judge => {
  const finder = findDateFormat(type, dateFormat)
  return {
    judge: finder.add,
    end: () => {
      const found = finder.foundOfFitting()
      const remedy = (format: string) => (problem: string) => remedyOfDate(problem, format)
      if (found._tag === "empty") return { remedyOf: remedy(dateFormat ?? exampleFormats[type]) }
      if (found._tag === "ambiguous") {
        const readings = found.readings.map(({ day, format }) => `${day} (${format})`)
        const finding = stopping({
          kind: "dates",
          column: column.column,
          field: field?.apiName,
          problem: `can be read in two ways: ${found.example} as ${readings.join(" or ")}`,
          example: found.example,
          remedy: `State the format of its dates: ${found.readings.map(({ format }) => format).join(" or ")}.`,
        })
        return { findings: [finding], remedyOf: remedy(found.readings.map(({ format }) => format).join(" or ")) }
      }
      const zoned = `Times of ${column.column} say no zone: Zoho reads them in that of the user who imports them. Write them with their offset, such as 2026-01-31T09:00:00+05:30, where another is meant.`
      return {
        remedyOf: remedy(found.format),
        column: found.format === defaultFormats[type] ? column : { ...column, format: found.format },
        hints: type === "datetime" && !found.hasOffset ? [zoned] : [],
      }
    },
  }
}

/** Judges ids of other records: where none is one, there is no way to them. */
const judgeIds = ({ column, field }: SettledColumn, judge: Judge["judge"]): Judge => ({
  judge,
  end: (notes, filled) => {
    if (notes.total() === 0 || notes.total() < filled) return {}
    const finding = stopping({
      kind: "lookup",
      column: column.column,
      field: field?.apiName,
      problem: `holds no ids of ${field?.lookupModule ?? "records"}, and it is not said by what they are found`,
      count: filled,
      remedy: `Name the unique field of ${field?.lookupModule ?? "the other module"} that the column holds, or give ids.`,
    })
    return { findings: [finding] }
  },
})

const judgeOf = (settled: SettledColumn, dateFormat: string | undefined): Judge => {
  const { column, field } = settled
  if (field === undefined) {
    return {
      judge: (cell) => (/^(?:zcrm_)?\d{1,19}$/.test(cell) ? undefined : "is no id, which is a string of digits"),
    }
  }
  const { dataType } = field
  const dated = (["date", "datetime"] as const).find((type) => type === dataType)
  if (dated !== undefined && column.format === undefined) return judgeDates(settled, dated, dateFormat)
  const check = checkerOf(field, column)
  return isPointer(field) && column.findBy === undefined ? judgeIds(settled, check) : { judge: check }
}

/** What an empty cell of a column means, where it means something. */
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
  dateFormat?: string,
): ColumnCheck => {
  const { column, field } = settled
  const notes = makeColumnNotes()
  const { end, judge } = judgeOf(settled, dateFormat)
  const whenEmpty = emptyProblem(settled, request, key)
  const isKey = column.field === key
  const values =
    isKey || (request.operation === "insert" && field?.isUnique === true) ? makeValuesSeen(field) : undefined
  let [filled, again] = [0, 0]

  const judgeAgain = (cell: string): string | undefined => {
    if (values?.isAgain(cell) !== true) return undefined
    again++
    return isKey ? undefined : repeated
  }

  return {
    at: header.indexOf(column.column),
    take: (given, row) => {
      const cell = asGiven(given)
      if (cell !== "") filled++
      const problem = cell === "" ? whenEmpty : (judge(cell, row) ?? judgeAgain(cell))
      if (problem !== undefined) notes.note(problem, row, cell)
      return problem
    },
    end: (lineOf) => {
      const { findings = [], hints = [], column: spelled = column, remedyOf } = end?.(notes, filled) ?? {}
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
      const twice = `${again} ${again === 1 ? "row has" : "rows have"} the same ${column.field} as an earlier one: they are written in the order of the rows, and the last one counts.`
      return {
        column: spelled,
        findings: [...findings, ...byRow],
        hints: isKey && again > 0 ? [...hints, twice] : hints,
      }
    },
  }
}
