import * as Stream from "effect/Stream"
import { csvBytes, type CsvRow } from "../../formats/csv.ts"
import { type ZipError, zipped } from "../../formats/zip.ts"
import { recordId } from "../model/Module.ts"
import { modulesFor } from "../organization/modules.ts"
import { lastNames } from "../organization/sampleWords.ts"
import { patriciaBoyle } from "../organization/users.ts"

function* rowsOfWrite(): Generator<CsvRow> {
  const leads = modulesFor([]).find(({ apiName }) => apiName === "Leads")!
  yield ["Owner", "Last_Name", "Mobile", "STATUS", "RECORD_ID", "ERRORS"]
  for (let n = 1; n <= 11; n++) {
    const isSkipped = n === 4 || n === 9
    const cells = [patriciaBoyle.id, isSkipped ? "" : (lastNames[n] ?? ""), `+94 77 ${3_000_000 + n}`]
    yield [
      ...cells,
      ...(isSkipped ? ["SKIPPED", "", "MANDATORY_NOT_FOUND-Last_Name"] : ["ADDED", recordId(leads, n), ""]),
    ]
  }
}

/** A result for the recorded write job that was completed: nine rows added and two skipped, as it counted. */
export const frozenWriteResult = (id: string): Stream.Stream<Uint8Array, ZipError> | undefined =>
  id === "4150868000005350003"
    ? zipped([{ name: "Leads-Fil2.csv", content: csvBytes(Stream.fromIterable(rowsOfWrite())) }])
    : undefined
