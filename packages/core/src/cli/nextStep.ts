import { isTerminal } from "../domain/JobState.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import { plain } from "./Style.ts"

const afterRead = ({ result }: ReadJob): string => {
  if (result?.count === 0) return "nothing matched; there are no rows to fetch"
  const page = result?.moreRecords === true ? ", and order the next page" : ""
  return `fetch the rows from ${plain(result?.downloadUrl ?? "the job's result")}${page}`
}

const afterWrite = ({ resource = [], result }: WriteJob): string => {
  const count = (key: "skippedCount" | "totalCount"): number =>
    resource.reduce((sum, { file }) => sum + (file?.[key] ?? 0), 0)
  const skipped = count("skippedCount")
  if (skipped === 0) return "nothing: every row was taken"
  const all = skipped === count("totalCount") ? "every row was skipped" : `${skipped} of the rows were skipped`
  return `${all}; the result says why: ${plain(result?.downloadUrl ?? "no address was given")}`
}

const afterFailure = (job: ReadJob | WriteJob): string => {
  const error = job.kind === "read" ? job.result?.errorMessage : undefined
  const why = [error?.code, error?.message].filter((part) => part !== undefined).join(": ")
  return why === "" ? "order the job anew; Zoho gave no reason" : `order the job anew; Zoho's reason: ${plain(why)}`
}

/** What to do with a job, given where it stands. */
export const nextStep = (job: ReadJob | WriteJob): string => {
  if (!isTerminal(job.state)) return `still under way; look again: zoho-bulk get ${job.id} --kind ${job.kind}`
  if (job.state === "failed") return afterFailure(job)
  if (job.state === "skipped") return "Zoho skipped the whole job; check the file and its field mappings"
  return job.kind === "read" ? afterRead(job) : afterWrite(job)
}
