import * as Effect from "effect/Effect"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { CsvRow } from "../../formats/csv.ts"
import type { ImportColumn, ImportRequest } from "./ImportRequest.ts"

/** Which columns go where: those that were asked for, or every one to the field that it names. */
export const columnsFor = (
  { columns }: ImportRequest,
  header: CsvRow,
): Effect.Effect<ReadonlyArray<ImportColumn>, InvalidRequest> => {
  const missing = columns?.find(({ column }) => !header.includes(column))
  if (missing !== undefined) {
    return Effect.fail(
      new InvalidRequest({
        problem: `There is no column ${missing.column} that could go to ${missing.field}`,
        remedy: `The rows have the columns ${header.join(", ")}.`,
      }),
    )
  }
  return Effect.succeed(columns ?? header.map((name) => ({ column: name, field: name })))
}

/** Checks whether records are found by the field that a column goes to. */
export const isKey = ({ findBy }: ImportRequest, { field }: ImportColumn): boolean =>
  findBy !== undefined && field.toLowerCase() === findBy.toLowerCase()

/**
 * The columns in the order in which they are sent: Zoho shows the first three of them with an outcome, and the key
 * distinguishes rows.
 */
export const keyFirst = (request: ImportRequest, columns: ReadonlyArray<ImportColumn>): ReadonlyArray<ImportColumn> => [
  ...columns.filter((column) => isKey(request, column)),
  ...columns.filter((column) => !isKey(request, column)),
]

/** An id of a record as the API spells it: exports of Zoho's own pages write `zcrm_` before it. */
export const idIn = (cell: string): string => cell.trim().replace(/^zcrm_/, "")

/** Checks whether records are found by their ids. */
export const isById = ({ findBy }: ImportRequest): boolean => findBy?.toLowerCase() === "id"

/** The key of a row, once Zoho has put defaults into empty cells; empty if there is none. */
export const keyIn = (request: ImportRequest, columns: ReadonlyArray<ImportColumn>, header: CsvRow) => {
  const spelled = isById(request) ? idIn : (text: string): string => text.trim()
  const key = columns.find((column) => isKey(request, column))
  const at = key === undefined ? -1 : header.indexOf(key.column)
  return (row: CsvRow): string => {
    const cell = spelled(row[at] ?? "")
    return cell === "" ? spelled(key?.defaultValue?.value ?? "") : cell
  }
}
