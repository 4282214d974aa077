import type { ReadJob } from "../../domain/ReadJob.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import { number } from "./amount.ts"
import type { Style } from "./Style.ts"

/** An amount that Zoho did not send is not nothing. */
export const orUnknown = (count: number | undefined): string =>
  count === undefined ? "an unknown number" : number(count)

/** Adds a count up over all files; unknown as soon as one of them does not say. */
export const sumOver = (
  { resource = [] }: WriteJob,
  key: "addedCount" | "updatedCount" | "skippedCount" | "totalCount",
): number | undefined => {
  const counts = resource.map(({ file }) => file?.[key])
  return counts.length === 0 || counts.includes(undefined)
    ? undefined
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
}

/** Where the rows of a result are to be had. */
const download = ({ call }: Style, { id }: ReadJob | WriteJob): string => call(`download ${id}`)

const afterRead = (style: Style, job: ReadJob): string => {
  const { result } = job
  if (result?.count === 0) return "nothing matched; there are no rows to fetch"
  const rows = `fetch the rows: ${download(style, job)}`
  if (result?.moreRecords === true) return `${rows}, and order the next page`
  return result?.moreRecords === false ? rows : `${rows}; Zoho did not say whether there is another page`
}

const failedParts = ({ resource = [] }: WriteJob): ReadonlyArray<string> =>
  resource
    .filter(({ file, state }) => file?.state === "failed" || state === "failed")
    .map(({ code, module }) => [module?.apiName, code].filter((part) => part !== undefined).join(": "))

const afterWrite = (style: Style, job: WriteJob): string => {
  const result =
    job.result?.downloadUrl === undefined ? "Zoho named no result" : `the result says why: ${download(style, job)}`
  const failed = failedParts(job)
  if (failed.length > 0) return `a part of it failed (${failed.join(", ")}); ${result}`
  const skipped = sumOver(job, "skippedCount")
  if (skipped === undefined) return `Zoho did not say how many rows were accepted; ${result}`
  if (skipped === 0) return "nothing: every row was accepted"
  return skipped === sumOver(job, "totalCount")
    ? `every row was skipped; ${result}`
    : `${number(skipped)} of the rows were skipped; ${result}`
}

const reasonOf = (job: ReadJob | WriteJob): string => {
  if (job.kind === "write") return failedParts(job).join(", ")
  const error = job.result?.errorMessage
  return [error?.code, error?.message].filter((part) => part !== undefined).join(": ")
}

const afterFailure = (job: ReadJob | WriteJob): string => {
  const why = reasonOf(job)
  return why === "" ? "order the job again; Zoho gave no reason" : `order the job again; Zoho's reason: ${why}`
}

/** What to do with a job, given its state. */
export const nextStep = (style: Style, job: ReadJob | WriteJob): string => {
  switch (job.state) {
    case "completed":
      return job.kind === "read" ? afterRead(style, job) : afterWrite(style, job)
    case "failed":
      return afterFailure(job)
    case "skipped":
      return "Zoho skipped the whole job; check the file and its field mappings"
    case "unrecognized":
      return "look at the job in Zoho CRM: zoho-bulk does not know this state"
    default:
      return `still running; check again: ${style.call(`get ${job.id} --kind ${job.kind}`)}`
  }
}
