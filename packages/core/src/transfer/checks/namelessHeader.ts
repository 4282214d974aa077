import type { ImportColumn } from "../imports/ImportRequest.ts"
import { type ImportFinding, stopping } from "./ImportFinding.ts"
import type { KnownModule } from "./knownModule.ts"
import type { SettledColumns } from "./settleColumns.ts"

/** How much is shown of a header that may be somebody's data. */
const [mostCells, mostCharacters] = [2, 20]

const shown = (cell: string): string =>
  JSON.stringify(cell.length > mostCharacters ? `${cell.slice(0, mostCharacters)}…` : cell)

/**
 * What is wrong with a header of which no column names a field, not even nearly: it is data, or is read in a wrong
 * encoding.
 */
export const namelessHeader = (
  { module }: KnownModule,
  columns: ReadonlyArray<ImportColumn>,
  { findings }: Pick<SettledColumns, "findings">,
): ImportFinding | undefined => {
  const unnamed = findings.filter(({ kind, remedy }) => kind === "field" && remedy.startsWith("Send the column"))
  const isAsNamed = columns.every(({ column, field }) => column === field)
  if (columns.length === 0 || unnamed.length < columns.length || !isAsNamed) return undefined
  const cells = [
    ...columns.slice(0, mostCells).map(({ column }) => shown(column)),
    ...(columns.length > mostCells ? ["…"] : []),
  ].join(", ")
  return stopping({
    kind: "field",
    problem: `the first line (${cells}) looks like data, not like names of fields of ${module}, or is read in the wrong encoding`,
    remedy: "The file needs a header line with the names of fields: add one, or name the encoding of the file.",
  })
}
