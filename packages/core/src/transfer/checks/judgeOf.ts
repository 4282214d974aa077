import { number } from "../../domain/amount.ts"
import { findDateFormat } from "../../formats/values/dateFormats.ts"
import { defaultFormats, exampleFormats } from "../../formats/values/datePattern.ts"
import { hasDecimalComma, isPointInDoubt, readingsOfPoint } from "../../formats/values/decimalComma.ts"
import type { CellCheck } from "../../formats/values/Spelling.ts"
import { checkerOf } from "../../formats/values/spellings.ts"
import type { ImportColumn } from "../imports/ImportRequest.ts"
import { mostLines, shown } from "./ColumnNotes.ts"
import { type ImportFinding, stopping } from "./ImportFinding.ts"
import { judgeInZone } from "./judgeInZone.ts"
import { remedyOfDate } from "./remedyOfValue.ts"
import { isPointer, type SettledColumn } from "./settleColumns.ts"

/** What is known of a column once all of its cells are judged. */
interface Judged {
  /** How it should be sent, if that was determined. */
  readonly column?: ImportColumn
  /** What stops the import. */
  readonly findings?: ReadonlyArray<ImportFinding>
  readonly hints?: ReadonlyArray<string>
  /** How to correct the cells with mistakes, if that was determined. */
  readonly remedyOf?: (problem: string) => string
}

/** Judges the cells of a column that are not empty, one after the other. */
export interface Judge {
  readonly judge: (cell: string, row: number) => string | undefined
  readonly end?: (lineOf: (row: number) => number) => Judged
}

/** What is stated of all dates whose columns do not say it. */
export interface StatedOfDates {
  readonly dateFormat?: string | undefined
  readonly timeZone?: string | undefined
}

/** Judges days and times: by the pattern that was stated, or by the one that most of them have, which is found out on the way. */
const judgeDates = (
  { column, field }: SettledColumn,
  type: "date" | "datetime",
  { dateFormat, timeZone: zoneOfAll }: StatedOfDates,
): Judge => {
  const finder = findDateFormat(type, dateFormat)
  const timeZone = type === "datetime" ? (column.timeZone ?? zoneOfAll) : undefined
  const inZone = timeZone === undefined ? undefined : judgeInZone(timeZone, finder.formats)
  return {
    judge: (cell, row) => finder.add(cell, row) ?? inZone?.(cell),
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
      const zoned = `Times in ${column.column} have no zone: Zoho reads them in the zone of the user who imports them. Name another zone, or write them with their offset, such as 2026-01-31T09:00:00+05:30.`
      const { timeZone: _, ...others } = column
      return {
        remedyOf: remedy(found.format),
        column: {
          ...others,
          ...(found.format === defaultFormats[type] ? {} : { format: found.format }),
          ...(timeZone === undefined || found.hasOffset ? {} : { timeZone }),
        },
        hints: type === "datetime" && !found.hasOffset && timeZone === undefined ? [zoned] : [],
      }
    },
  }
}

const decimals: ReadonlyArray<string> = ["currency", "double", "percent"]

/**
 * Judges numbers: if some have a decimal comma, the points of others may separate thousands, and Zoho would silently
 * take them for decimal points.
 */
const judgeDecimals = ({ column, field }: SettledColumn, check: CellCheck): Judge => {
  let count = 0
  let example: string | undefined
  let comma: { readonly cell: string; readonly row: number } | undefined
  const rows: Array<number> = []

  const noteDoubt = (cell: string, row: number): void => {
    count++
    example ??= cell
    if (rows.length < mostLines) rows.push(row)
  }

  return {
    judge: (cell, row) => {
      if (isPointInDoubt(cell)) noteDoubt(cell, row)
      const problem = check(cell)
      if (problem !== undefined && comma === undefined && hasDecimalComma(cell)) comma = { cell: shown(cell), row }
      return problem
    },
    end: (lineOf) => {
      if (comma === undefined || example === undefined) return {}
      const finding = stopping({
        kind: "value",
        column: column.column,
        field: field?.apiName,
        problem: `has decimal commas in some cells (${comma.cell} on line ${number(lineOf(comma.row))}), so others can be read in two ways: ${example} as ${readingsOfPoint(example).join(" or as ")}`,
        count,
        lines: rows.map(lineOf),
        example,
        remedy: "Write a point before decimals and nothing between thousands, in the whole column.",
      })
      return { findings: [finding] }
    },
  }
}

/** Judges ids of other records: if none is valid, the records cannot be found. */
const judgeIds = ({ column, field }: SettledColumn, check: CellCheck): Judge => {
  let [ids, others] = [0, 0]
  return {
    judge: (cell) => {
      const problem = check(cell)
      if (problem === undefined) ids++
      else others++
      return problem
    },
    end: () => {
      if (ids > 0 || others === 0) return {}
      const finding = stopping({
        kind: "lookup",
        column: column.column,
        field: field?.apiName,
        problem: `does not contain ids of ${field?.lookupModule ?? "records"}, and what it contains instead is not stated`,
        count: others,
        remedy: `Name the unique field of ${field?.lookupModule ?? "the other module"} that the column contains, or give ids.`,
      })
      return { findings: [finding] }
    },
  }
}

/** Judges times that are spelled by a pattern which was stated of their column. */
const judgeTimes = (column: ImportColumn, format: string, timeZone: string, check: CellCheck): Judge => {
  const inZone = judgeInZone(timeZone, () => [format])
  return {
    judge: (cell) => check(cell) ?? inZone(cell),
    end: () => ({ column: { ...column, timeZone } }),
  }
}

/** How the cells of a column are judged: by the type of the field that it goes to. */
export const judgeOf = (settled: SettledColumn, stated: StatedOfDates): Judge => {
  const { column, field } = settled
  if (field === undefined) {
    return {
      judge: (cell) => (/^(?:zcrm_)?\d{1,19}$/.test(cell) ? undefined : "is not an id, a string of digits"),
    }
  }
  const check = checkerOf(field, column)
  const dated = (["date", "datetime"] as const).find((type) => type === field.dataType)
  if (dated !== undefined) {
    if (column.format === undefined) return judgeDates(settled, dated, stated)
    const timeZone = column.timeZone ?? stated.timeZone
    const isInZone = dated === "datetime" && timeZone !== undefined
    return isInZone ? judgeTimes(column, column.format, timeZone, check) : { judge: check }
  }
  if (decimals.includes(field.dataType)) return judgeDecimals(settled, check)
  return isPointer(field) ? judgeIds(settled, check) : { judge: check }
}
