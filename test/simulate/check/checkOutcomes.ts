import type { Played, PlayedProcess } from "../play/Played.ts"
import { unless, type Violation } from "./Violation.ts"

const statuses: ReadonlyArray<string> = ["added", "updated", "skipped", "failed", "unknown"]

/** Statuses that say whether a row is at Zoho. */
const isTold: ReadonlySet<string> = new Set(["added", "updated", "skipped", "failed"])

/** What an import said of its rows: each one once, in the order in which they were given, and whole. */
const checkStatement = ({ given }: Played, { ending, name }: PlayedProcess): ReadonlyArray<Violation> => {
  if (ending.how !== "finished" || ending.harvest.kind !== "outcomes") return []
  const { outcomes } = ending.harvest
  const wrong = outcomes.find(
    ({ cells, row, status }, at) =>
      row !== at + 1 || !statuses.includes(status) || cells.join("\0") !== given.rows[at]?.cells.join("\0"),
  )
  return [
    ...unless(
      outcomes.length === given.rows.length,
      "each row has an outcome",
      () => `${name} told of ${outcomes.length} rows, and ${given.rows.length} were given`,
    ),
    ...unless(
      wrong === undefined,
      "outcomes come in the order of the rows, with their cells",
      () => `${name} says ${JSON.stringify(wrong)}`,
    ),
  ]
}

/** Whether a row that is said to be written is, and nothing else is. */
const checkTruth = ({ after, given }: Played, { ending, name }: PlayedProcess): ReadonlyArray<Violation> => {
  if (ending.how !== "finished" || ending.harvest.kind !== "outcomes") return []
  return ending.harvest.outcomes.flatMap(({ recordId, status }, at) => {
    const row = given.rows[at]
    if (row === undefined || !isTold.has(status)) return []
    const isWritten = status === "added" || status === "updated"
    const written = after.filter((record) => record[given.markField] === row.mark)
    // A later row for the same record may have replaced what this one put there.
    const isLast = given.rows.findLastIndex(({ key }) => key === row.key) === at
    return [
      ...unless(
        isWritten ? !isLast || written.length > 0 : written.length === 0,
        "a row is at Zoho if its outcome says so",
        () => `${name} says that row ${at + 1} was ${status}, and ${written.length} records have it`,
      ),
      ...unless(
        !isWritten ||
          recordId === undefined ||
          written.length === 0 ||
          written.some((record) => record["Id"] === recordId),
        "an outcome names the record of its row",
        () => `${name} says ${recordId} of row ${at + 1}, and it is in ${written[0]?.["Id"]}`,
      ),
    ]
  })
}

/** Checks what imports said. */
export const checkOutcomes = (played: Played): ReadonlyArray<Violation> =>
  played.processes.flatMap((process) => [...checkStatement(played, process), ...checkTruth(played, process)])
