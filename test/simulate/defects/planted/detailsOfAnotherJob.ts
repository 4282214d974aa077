import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "Details of another job are taken for the job's own: an export gives somebody else's rows.",
  changes: [{ file: "jobs/getJobDetails.ts", what: "if (job.id !== id) {", by: "if (job.id === undefined) {" }],
  breaks: "an export gives what an unbroken one gives",
  runs: { journey: "export", rows: 9, perPart: 2, jobDuration: 0, deeds: ["other-job"], rate: 0.08 },
  within: 60,
}
