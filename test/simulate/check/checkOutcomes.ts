import type { Played, PlayedProcess } from "../play/Played.ts"
import { unless, type Violation } from "./Violation.ts"

const statuses: ReadonlyArray<string> = ["added", "updated", "skipped", "unprocessed", "failed", "unknown"]

/** What an import said of its rows: each one once, in the order in which they were given, and whole. */
const checkStatement = ({ given }: Played, { ending, name, told }: PlayedProcess): ReadonlyArray<Violation> => {
  const rows = told.map(({ row }) => row)
  const wrong = told.find(
    ({ cells, row, status }, at) =>
      row <= (rows[at - 1] ?? 0) ||
      !statuses.includes(status) ||
      cells.join("\0") !== given.rows[row - 1]?.cells.join("\0"),
  )
  return [
    ...unless(
      ending.how !== "finished" || ending.harvest.kind !== "outcomes" || told.length === given.rows.length,
      "each row has an outcome",
      () => `${name} told of ${told.length} rows, and ${given.rows.length} were given`,
    ),
    ...unless(
      wrong === undefined,
      "outcomes come in the order of the rows, with their cells",
      () => `${name} says ${JSON.stringify(wrong)}`,
    ),
    ...unless(
      ending.how !== "finished" || told.every(({ status }) => status !== "unknown"),
      "nothing ends well with rows of unknown outcome",
      () => name,
    ),
  ]
}

/** Whether a row that is said to be written is, and nothing else is. */
const checkTruth = ({ after, given }: Played, { name, told }: PlayedProcess): ReadonlyArray<Violation> =>
  told.flatMap(({ recordId, row: number, status }) => {
    const row = given.rows[number - 1]
    if (row === undefined || status === "unknown") return []
    const isWritten = status === "added" || status === "updated"
    const written = after.filter((record) => record[given.markField] === row.mark)
    // A later row for the same record may have replaced what this one put there.
    const isLast = given.rows.findLastIndex(({ key }) => key === row.key) === number - 1
    return [
      ...unless(
        isWritten ? !isLast || written.length > 0 : written.length === 0,
        "a row is at Zoho if its outcome says so",
        () => `${name} says that row ${number} was ${status}, and ${written.length} records have it`,
      ),
      ...unless(
        !isWritten ||
          recordId === undefined ||
          written.length === 0 ||
          written.some((record) => record["Id"] === recordId),
        "an outcome names the record of its row",
        () => `${name} says ${recordId} of row ${number}, and it is in ${written[0]?.["Id"]}`,
      ),
    ]
  })

/** Whether an import that fails after it has told of rows, or says what it leaves open, accounts for each row. */
const checkOpen = ({ given }: Played, { ending, name, told }: PlayedProcess): ReadonlyArray<Violation> => {
  if (ending.how !== "failed" || ending.unaccounted === undefined) return []
  const open = ending.unaccounted.flatMap(({ firstRow, lastRow }) =>
    Array.from({ length: lastRow - firstRow + 1 }, (_, at) => firstRow + at),
  )
  const all = [...open, ...told.map(({ row }) => row)].toSorted((a, b) => a - b)
  return unless(
    all.length === given.rows.length && all.every((row, at) => row === at + 1),
    "an import that fails accounts for each row once",
    () => `${name} accounts for ${all.join()}, and ${given.rows.length} were given`,
  )
}

/** Checks what imports said. */
export const checkOutcomes = (played: Played): ReadonlyArray<Violation> =>
  played.processes.flatMap((process) => [
    ...checkStatement(played, process),
    ...checkTruth(played, process),
    ...checkOpen(played, process),
  ])
