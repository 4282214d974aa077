import type { ReadJob, WriteJob } from "@zoho-bulk/core"
import { type JobBody, readJobBody, type WireFault, writeJobBody } from "@zoho-bulk/core/wire"
import { Result, Schema } from "effect"
import { asciiMarks, type Style, uncoloured } from "../../../packages/core/src/cli/output/Style.ts"
import { jobTable } from "../../../packages/core/src/cli/output/jobTable.ts"
import { createdJob } from "../../../packages/core/src/wire/createdJob.ts"
import { formatFault } from "../../../packages/core/src/wire/decodeJob.ts"
import { parseJson } from "../../../packages/core/src/wire/Json.ts"
import { recordings } from "../../support/recordings.ts"
import { canonicalJson } from "../../support/canonicalJson.ts"
import { createdReadBody, readBody, writeBody } from "../../support/samples.ts"
import { changedJsonText } from "../draw/json.ts"
import { holdsNothingUnprintable } from "../printable.ts"
import { holds, part, type Target } from "../Target.ts"

const result = { page: 1, per_page: 200_000, count: 3, download_url: "/crm/bulk/v8/read/1/result", more_records: false }

const criteria = {
  group: [
    { field: { api_name: "Last_Name", id: "1" }, comparator: "equal", value: "Boyle" },
    { group: [{ api_name: "Amount", comparator: "in", value: [1, "2"] }], group_operator: "or" },
  ],
  group_operator: "and",
}

const file = {
  status: "COMPLETED",
  name: "part-1.csv",
  added_count: 1,
  skipped_count: 0,
  updated_count: 0,
  total_count: 1,
}

/** Bodies that are right: those that were recorded, and some with everything in them. */
export const bodies: readonly [Schema.Json, ...ReadonlyArray<Schema.Json>] = [
  readBody({ state: "COMPLETED", result }),
  readBody({ query: { module: { api_name: "Leads" }, fields: ["id", "Owner.Last_Name"], criteria, page_token: "x" } }),
  readBody({ state: "FAILURE", result: { error_message: { status: "error", code: "X", message: "no", details: {} } } }),
  writeBody({ status: "COMPLETED", result: { download_url: "/x.zip" } }),
  writeBody({ resource: [{ status: "COMPLETED", type: "data", module: "Leads", code: "SUCCESS", file }] }),
  createdReadBody("4150868000005376042"),
  ...recordings.map(({ response }) => response.body),
]

const style: Style = { ...uncoloured, marks: asciiMarks, width: Infinity, call: (words) => words }

/** What JSON says, where `-0` is 0 and `2.0` is 2: those are the same count. */
const asNumbers = (json: Schema.Json): string => canonicalJson(JSON.parse(JSON.stringify(json)))

const checkJob = (job: ReadJob | WriteJob, sent: Schema.Json, encoded: Schema.Json): void => {
  holds(asNumbers(encoded) === asNumbers(sent), "what was read does not encode to what was sent")
  holds(JSON.stringify(job).length > 0, "it is no JSON")
  holdsNothingUnprintable(jobTable(style, job).text)
}

const checkFault = <Read>(read: Result.Result<Read, WireFault>): void => {
  if (Result.isFailure(read)) holds(formatFault(read.failure).length < 2_000, "its fault is told at length")
}

const checkBody = <Job extends ReadJob | WriteJob>({ decode, schema }: JobBody<Job>, sent: Schema.Json): void => {
  const read = decode(sent)
  checkFault(read)
  if (Result.isFailure(read)) return
  checkJob(read.success, sent, Schema.encodeSync(schema)({ ...read.success, raw: null }))
}

/** The details of jobs, and the answers to orders: they are read and written back, shown, or refused in words. */
export const jobBodies: Target = {
  name: "job-bodies",
  draw: (chance) => [changedJsonText(chance, chance.pick(bodies))],
  check: (given) => {
    const parsed = parseJson(part(given, 0))
    if (Result.isFailure(parsed)) return
    checkBody(readJobBody, parsed.success)
    checkBody(writeJobBody, parsed.success)
    checkFault(createdJob("read", parsed.success))
  },
}
