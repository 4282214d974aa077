import { exportedFields } from "../journeys/program.ts"
import type { Played } from "../play/Played.ts"
import { unless, type Violation } from "./Violation.ts"

/** Checks that what came out is what lies at Zoho, in its order. */
export const checkExport = ({ before, processes }: Played): ReadonlyArray<Violation> =>
  processes.flatMap(({ ending, name }) => {
    if (ending.how !== "finished" || ending.harvest.kind !== "rows") return []
    const wanted = before.map((record) => ["Id", ...exportedFields].map((field) => record[field] ?? ""))
    const [header = [], ...rows] = ending.harvest.rows
    return [
      ...unless(
        header.join().toLowerCase() === ["id", ...exportedFields].join().toLowerCase(),
        "an export has the columns that were asked for",
        () => `${name} has ${header.join()}`,
      ),
      ...unless(
        JSON.stringify(rows) === JSON.stringify(wanted),
        "an export gives what an unbroken one gives",
        () => `${name} gave ${JSON.stringify(rows)}, and there is ${JSON.stringify(wanted)}`,
      ),
    ]
  })
