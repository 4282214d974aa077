import { isPointer, type SettledColumn } from "./settleColumns.ts"

/** How many of the values are named that can be picked. */
const mostNamed = 10

/** Says how cells are to be mended that do not fit their field. */
export const remedyOfValue = ({ column, field }: SettledColumn, problem: string): string => {
  if (problem.startsWith("is empty")) return "Fill these cells, or leave the rows out."
  if (problem.startsWith("stands in")) return "Leave all but one of these rows out."
  if (field === undefined) return "Give the ids of the records, as an export has them."
  if (column.format !== undefined) return `Spell them as ${column.format}, as the others are.`
  if (isPointer(field)) return "Give ids; or name the unique field that the column holds."
  if (field.pickListValues.length > 0) {
    const values = field.pickListValues.filter(({ isUsed }) => isUsed).map(({ actualValue }) => actualValue)
    const more = values.length > mostNamed ? ", …" : ""
    return `Take one of ${values.slice(0, mostNamed).join(", ")}${more}.`
  }
  return "Mend these cells, or empty them."
}
