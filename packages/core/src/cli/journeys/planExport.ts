import { operations } from "../../wire/Operation.ts"
import { amount, number } from "../output/amount.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import type { Style } from "../output/Style.ts"
import { say, type Words } from "../output/Words.ts"
import type { SavedExport } from "./exportJourney.ts"

/** The most records that one job gives (Zoho's bulk-read pages). */
const recordsPerPage = ({ format }: SavedExport): number => (format === "ics" ? 20_000 : 200_000)

/** What an export would cost that orders so many jobs for each page, after so many questions. */
export const planExport = (saved: SavedExport, jobsPerPage: number, questions: number) => ({
  creditsPerPage: jobsPerPage * (operations.createReadJob.credits + operations.downloadReadResult.credits),
  creditsPerLook: operations.getReadJob.credits,
  recordsPerPage: recordsPerPage(saved),
  ...(jobsPerPage === 1 ? {} : { jobsPerPage }),
  ...(questions === 0 ? {} : { creditsBefore: questions * operations.getFields.credits }),
})

/** The same in words. */
export const planText = (
  { creditsBefore = 0, creditsPerPage, jobsPerPage = 1, recordsPerPage: records }: ReturnType<typeof planExport>,
  { format, module }: SavedExport,
  target: string,
  call: Style["call"],
): Words => {
  const jobs = jobsPerPage === 1 ? "One read job" : `${jobsPerPage} read jobs, which share the fields,`
  const before =
    creditsBefore === 0
      ? ""
      : ` First, ${amount(creditsBefore, "credit")} to look up names and values, unless they are known.`
  return say`${jobs} for each ${number(records)} records of ${module}: ${amount(creditsPerPage, "credit")} each, and 1 for each status check.${before}\nTo count them, for 1 credit: ${call(`count ${module}`)}\nRows go to ${target === standardOutput ? "stdout" : target} as ${format}.`
}
