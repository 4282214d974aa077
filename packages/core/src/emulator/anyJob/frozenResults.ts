import * as Stream from "effect/Stream"
import { type CsvRow, csvBytes } from "../../formats/csv.ts"
import { type ZipError, zipped } from "../../formats/zip.ts"
import { type Column, columnOf } from "../records/Column.ts"
import type { Conditions } from "../records/Condition.ts"
import { modulesFor } from "../records/modules.ts"
import { readResult } from "../readJobs/readResult.ts"
import { moduleNamed, type Records } from "../records/Records.ts"
import { recordId } from "../records/Module.ts"
import { lastNames } from "../records/sampleWords.ts"
import { select } from "../records/Selection.ts"
import { patriciaBoyle } from "../records/users.ts"

/** Records to take the rows of the recorded read job from, whatever else a world holds. */
const records: Records = {
  modules: modulesFor([]),
  of: new Map(["Accounts", "Contacts"].map((name) => [name, { base: 500, inserted: 0, changes: new Map() }])),
}

/** The fields of the recorded read job. */
const fields = [
  "Last_Name",
  "Owner",
  "Owner.last_name",
  "Account_Name.Account_Name",
  "Account_Name.Phone",
  "Lead_Source",
  "Created_Time",
]

/** A result for the recorded read job: as many rows as it counted, made up, and each meets its criteria. */
export const frozenReadResult = (id: string): Stream.Stream<Uint8Array, ZipError> | undefined => {
  const module = moduleNamed(records, "Contacts")
  if (id !== "4150868000005376042" || module === undefined) return undefined
  const column = (name: string): Column => columnOf(records, module, name)!
  const conditions: Conditions = {
    group: [
      { column: column("Lead_Source"), comparator: "equal", value: "Advertisement" },
      { column: column("Owner.last_name"), comparator: "equal", value: "Boyle" },
      { column: column("Account_Name.Phone"), comparator: "contains", value: "5" },
    ],
    operator: "or",
  }
  const query = { records, module, fields, columns: fields.map(column), conditions, page: 1, fileType: "csv" } as const
  return readResult(id, query, select(query, 96))
}

function* rowsOfWrite(): Generator<CsvRow> {
  const leads = moduleNamed(records, "Leads")!
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
