import type * as Stream from "effect/Stream"
import type { ZipError } from "../../formats/zip.ts"
import type { Column } from "../model/Column.ts"
import type { Conditions } from "../model/Condition.ts"
import { moduleNamed, type Records } from "../model/Records.ts"
import { columnOf } from "../organization/columnOf.ts"
import { modulesFor } from "../organization/modules.ts"
import { selectRecords } from "../organization/selectRecords.ts"
import { readResult } from "./readResult.ts"

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
  return readResult(id, query, selectRecords(query, 96))
}
