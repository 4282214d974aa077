import { zoneProblems } from "../../formats/values/timeInZone.ts"
import { dateProblems } from "../../formats/values/whyNoDate.ts"
import { isPointer, type SettledColumn } from "./settleColumns.ts"

/** How many of the values are named that can be picked. */
const mostNamed = 10

/** How to correct times that have no offset in their zone, or two. */
const remedyOfZone = (problem: string): string | undefined =>
  problem === zoneProblems.skipped || problem === zoneProblems.repeated
    ? "Write these times with their offset, such as 2026-01-31T09:00:00+05:30."
    : undefined

/** How to correct cells that do not fit their field. */
export const remedyOfValue = ({ column, field }: SettledColumn, problem: string): string => {
  if (problem.startsWith("is empty")) return "Fill these cells, or leave the rows out."
  if (problem.startsWith("is unique")) return "Leave all but one of these rows out."
  const inZone = remedyOfZone(problem)
  if (inZone !== undefined) return inZone
  if (field === undefined) return "Give the ids of the records, as an export has them."
  if (column.format !== undefined) return `Write them as ${column.format}.`
  if (isPointer(field)) return "Give ids; or name the unique field that the column contains."
  if (field.pickListValues.length > 0) {
    const values = field.pickListValues.filter(({ isUsed }) => isUsed).map(({ actualValue }) => actualValue)
    const more = values.length > mostNamed ? ", …" : ""
    return `Use one of ${values.slice(0, mostNamed).join(", ")}${more}.`
  }
  if (problem.startsWith("is not a number")) {
    return "Write a point before decimals and nothing between thousands: 1234.50, not 1.234,50 or 1,234.50."
  }
  if (problem === "is not a whole number") return "Write only digits, with nothing between thousands."
  return "Correct these cells, or leave them empty."
}

/** How to correct dates whose column is spelled by a format, or should be. */
export const remedyOfDate = (problem: string, format: string): string => {
  const inZone = remedyOfZone(problem)
  if (inZone !== undefined) return inZone
  switch (problem) {
    case dateProblems.noDay:
      return `Write days that exist, as ${format}.`
    case dateProblems.shortYear:
      return `Write years with four digits, as ${format}.`
    case dateProblems.timed:
      return `Write only the day, as ${format}.`
    case dateProblems.otherwise:
      return `Write them as ${format}, like the others.`
    default:
      return `Write them as ${format}.`
  }
}
