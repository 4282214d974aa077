import type { Played } from "../play/Played.ts"
import { unless, type Violation } from "./Violation.ts"

/** Checks that no row lies at Zoho twice, whatever became of the processes. */
const checkDoubles = ({ after, given, scenario }: Played): ReadonlyArray<Violation> => {
  if (scenario.journey === "export") return []
  const doubled = given.rows.find(({ mark }) => after.filter((record) => record[given.markField] === mark).length > 1)
  return unless(doubled === undefined, "no row is written twice", () => `${doubled?.mark} is there twice`)
}

/** Checks that of several rows for one record the last one has the last word; an insert knows no such rows. */
const checkOrder = ({ after, given, processes, scenario, stuck }: Played): ReadonlyArray<Violation> => {
  if (scenario.journey !== "update" && scenario.journey !== "upsert") return []
  if (stuck !== undefined) return []
  const finished = processes.find(({ ending }) => ending.how === "finished")?.ending
  if (finished?.how !== "finished" || finished.harvest.kind !== "outcomes") return []
  const { outcomes } = finished.harvest
  const isWritten = (at: number) => ["added", "updated"].includes(outcomes[at]?.status ?? "")
  return [...new Set(given.rows.map(({ key }) => key))].flatMap((key) => {
    const last = given.rows.findLastIndex((row, at) => row.key === key && isWritten(at))
    const row = given.rows[last]
    if (row === undefined) return []
    const record = after.find((each) => each[given.keyField === "id" ? "Id" : given.keyField] === key)
    return unless(
      record?.[given.markField] === row.mark,
      "of several rows for a record the last one has the last word",
      () => `${key} holds ${record?.[given.markField]}, and row ${last + 1} (${row.mark}) came last`,
    )
  })
}

/** Checks what lies at Zoho. */
export const checkRecords = (played: Played): ReadonlyArray<Violation> => [
  ...checkDoubles(played),
  ...checkOrder(played),
]
